using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>The plan of a charter trip as a form (包车备案, rules.md C.3).</summary>
internal static class TripForm
{
    private static readonly LocalText _onPlate =
        new("印在标志牌上，例如 昆明 或 昆明长水机场", "As it stands on the plate, in Chinese");

    /// <summary>The form before anything is filled in.</summary>
    public static FormState Empty() => FormState.New(("kind", nameof(TripKind.SpecialCharter)));

    /// <summary>The form with the plan that is filed.</summary>
    public static FormState Of(TripPlan plan)
    {
        var (departs, returns) = (ShanghaiTime.ToLocal(plan.DepartsAt), ShanghaiTime.ToLocal(plan.ReturnsAt));
        return FormState.New(
            ("vehicleId", plan.VehicleKey), ("drivers", string.Join(' ', plan.Drivers)), ("kind", plan.Kind.ToString()),
            ("origin.place", plan.Origin.Place), ("origin.region", RegionNames.Of(plan.Origin.Region)),
            ("destination.place", plan.Destination.Place),
            ("destination.region", RegionNames.Of(plan.Destination.Region)),
            ("via", string.Join('\n', plan.Via.Select(place => $"{RegionNames.Of(place.Region)} {place.Place}"))),
            ("oneWayKm", plan.OneWayKm.ToString(CultureInfo.InvariantCulture)),
            ("roundTrip", plan.RoundTrip ? "yes" : null), ("motorway", plan.Motorway ? "yes" : null),
            ("departsAt", DayOf(departs)), ("departsAt.time", TimeOf(departs)),
            ("returnsAt", DayOf(returns)), ("returnsAt.time", TimeOf(returns)),
            ("contractNumber", plan.ContractNumber), ("hirer", plan.Hirer), ("purpose", plan.Purpose),
            ("passengers", plan.Passengers.ToString(CultureInfo.InvariantCulture)), ("issuer", plan.Issuer));
    }

    /// <summary>The plan that was typed; what cannot be read is in <paramref name="read"/>.</summary>
    public static TripPlan Read(ActReader read) => new()
    {
        VehicleKey = read.Text("vehicleId"), Drivers = read.All("drivers"), Kind = read.Choice<TripKind>("kind"),
        Origin = PlaceIn(read, "origin"), Destination = PlaceIn(read, "destination"),
        Via = [.. read.Places("via").Select(line => new TripPlace(line.Region, line.Place))],
        OneWayKm = read.Decimal("oneWayKm"),
        RoundTrip = read.Ticked("roundTrip"),
        DepartsAt = read.Moment("departsAt"), ReturnsAt = read.Moment("returnsAt"),
        ContractNumber = read.Text("contractNumber"), Hirer = read.Text("hirer"),
        Passengers = read.Number("passengers"), Purpose = read.Text("purpose"), Issuer = read.Text("issuer"),
        Motorway = read.Ticked("motorway"),
    };

    /// <summary>
    /// The fields, with the carrier's own vehicles and drivers to choose from; if there is no list of vehicles, the
    /// plate is typed.
    /// </summary>
    public static ImmutableArray<ActField> Fields(
        ImmutableArray<(string, LocalText)> vehicles, ImmutableArray<(string, LocalText)> drivers) =>
    [
        vehicles.IsEmpty
            ? new("vehicleId", FieldNames.Of("vehicleId"), ActInput.Text, new("车牌号码", "Its plate"))
            : new("vehicleId", FieldNames.Of("vehicleId"), ActInput.Choice) { Choices = vehicles },
        new("drivers", FieldNames.Of("drivers"), ActInput.Choices) { Choices = drivers },
        new("kind", FieldNames.Of("kind"), ActInput.Choice) { Choices = ValueNames.Of<TripKind>(ValueNames.Of) },
        new("origin.place", FieldNames.Of("origin"), Hint: _onPlate),
        Region("origin", new("起点所在的市、县", "City or county of the origin")),
        new("destination.place", FieldNames.Of("destination"), Hint: _onPlate),
        Region("destination", new("终点所在的市、县", "City or county of the destination")),
        new("via", FieldNames.Of("via"), ActInput.Places,
            new("每行一处：市、县，空一格再写地点，例如 贵阳 龙洞堡机场",
                "One a line: the city or county and, after a space, the place, in Chinese")),
        new("oneWayKm", FieldNames.Of("oneWayKm"), ActInput.Number),
        new("roundTrip", FieldNames.Of("roundTrip"), ActInput.Tick),
        new("departsAt", FieldNames.Of("departsAt"), ActInput.Moment),
        new("returnsAt", FieldNames.Of("returnsAt"), ActInput.Moment),
        new("contractNumber", FieldNames.Of("contractNumber")), new("hirer", FieldNames.Of("hirer")),
        new("passengers", FieldNames.Of("passengers"), ActInput.Number), new("purpose", FieldNames.Of("purpose")),
        new("issuer", FieldNames.Of("issuer")), new("motorway", FieldNames.Of("motorway"), ActInput.Tick),
    ];

    private static TripPlace PlaceIn(ActReader read, string end) =>
        new(read.Region(end + ".region", otherwise: end + ".place"), read.Text(end + ".place"));

    private static ActField Region(string end, LocalText label) => new(end + ".region", label, ActInput.Region,
        new("地点就是市、县名的可以不填", "Leave it empty where the place itself is a city or county"))
    {
        Otherwise = end + ".place",
    };

    private static string DayOf(DateTimeOffset at) => Dates.Iso(DateOnly.FromDateTime(at.DateTime));

    private static string TimeOf(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);
}
