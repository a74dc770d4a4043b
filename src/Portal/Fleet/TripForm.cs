using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>The plan of a charter trip as a form (包车备案, rules.md C.3).</summary>
internal static class TripForm
{
    /// <summary>The form before anything is filled in.</summary>
    public static FormState Empty() => FormState.New(("kind", nameof(TripKind.SpecialCharter)));

    /// <summary>The form with the plan that is filed.</summary>
    public static FormState Of(TripPlan plan)
    {
        var (departs, returns) = (ShanghaiTime.ToLocal(plan.DepartsAt), ShanghaiTime.ToLocal(plan.ReturnsAt));
        return FormState.New(
            ("vehicleId", plan.VehicleKey), ("drivers", string.Join(' ', plan.Drivers)), ("kind", plan.Kind.ToString()),
            ("origin.place", plan.Origin.Place), ("origin.region", plan.Origin.Region),
            ("destination.place", plan.Destination.Place), ("destination.region", plan.Destination.Region),
            ("via", string.Join('\n', plan.Via.Select(place => $"{place.Region} {place.Place}"))),
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
        Origin = new TripPlace(read.Text("origin.region"), read.Text("origin.place")),
        Destination = new TripPlace(read.Text("destination.region"), read.Text("destination.place")),
        Via = [.. read.Lines("via").Select(PlaceOf)], OneWayKm = read.Decimal("oneWayKm"),
        RoundTrip = read.Ticked("roundTrip"),
        DepartsAt = read.Moment("departsAt"), ReturnsAt = read.Moment("returnsAt"),
        ContractNumber = read.Text("contractNumber"), Hirer = read.Text("hirer"),
        Passengers = read.Number("passengers"), Purpose = read.Text("purpose"), Issuer = read.Text("issuer"),
        Motorway = read.Ticked("motorway"),
    };

    /// <summary>The fields, with the carrier's own vehicles and drivers to choose from.</summary>
    public static ImmutableArray<ActField> Fields(
        ImmutableArray<(string, LocalText)> vehicles, ImmutableArray<(string, LocalText)> drivers) =>
    [
        new("vehicleId", FieldNames.Of("vehicleId"), ActInput.Choice) { Choices = vehicles },
        new("drivers", FieldNames.Of("drivers"), ActInput.Choices) { Choices = drivers },
        new("kind", FieldNames.Of("kind"), ActInput.Choice) { Choices = ValueNames.Of<TripKind>(ValueNames.Of) },
        new("origin.place", FieldNames.Of("origin")),
        Region("origin.region", new("起点区划代码", "Region code of the origin")),
        new("destination.place", FieldNames.Of("destination")),
        Region("destination.region", new("终点区划代码", "Region code of the destination")),
        new("via", FieldNames.Of("via"), ActInput.Lines,
            new("每行一处：区划代码和地点，例如 520100 贵阳", "One a line: region code and place, such as 520100 Guiyang")),
        new("oneWayKm", FieldNames.Of("oneWayKm"), ActInput.Number),
        new("roundTrip", FieldNames.Of("roundTrip"), ActInput.Tick),
        new("departsAt", FieldNames.Of("departsAt"), ActInput.Moment),
        new("returnsAt", FieldNames.Of("returnsAt"), ActInput.Moment),
        new("contractNumber", FieldNames.Of("contractNumber")), new("hirer", FieldNames.Of("hirer")),
        new("passengers", FieldNames.Of("passengers"), ActInput.Number), new("purpose", FieldNames.Of("purpose")),
        new("issuer", FieldNames.Of("issuer")), new("motorway", FieldNames.Of("motorway"), ActInput.Tick),
    ];

    /// <summary>"520100 贵阳": the region code, then the place.</summary>
    private static TripPlace PlaceOf(string line)
    {
        var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new TripPlace(parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static ActField Region(string name, LocalText label) =>
        new(name, label, ActInput.Text, new("6 位，例如 530100", "Six digits, such as 530100"));

    private static string DayOf(DateTimeOffset at) => Dates.Iso(DateOnly.FromDateTime(at.DateTime));

    private static string TimeOf(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);
}
