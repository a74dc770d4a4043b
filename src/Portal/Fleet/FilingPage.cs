using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>
/// /fleet/trips/new: the charter filing (包车备案, C.3). Vehicles and drivers are chosen from the carrier's own; what
/// is wrong is named at its field, and nothing that was typed is lost.
/// </summary>
internal static class FilingPage
{
    private const string Path = "/fleet/trips/new";
    private const int MaxListed = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Operator));
        pages.MapPost(Path, File).For(PageAccess.Of(Roles.Operator));
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<ActView>(await ModelOf(FormState.New(("kind", nameof(TripKind.SpecialCharter))), page, registry,
            cancellation));

    private static async Task<IResult> File(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var read = new ActReader(form);
        var plan = PlanOf(read);
        var refusal = read.Refusal;
        if (refusal is null)
        {
            var envelope = form.Envelope(new FileTrip(page.Actor.OperatorKey ?? "", plan));
            var id = Keys.ForNew(EntityKind.Trip, envelope.CommandId);
            if (await registry.Execute(id, envelope, cancellation) is not Answer.No { Refusal: var no })
                return Go.To("/fleet/trips/" + id.Key);
            refusal = no;
        }
        return page.Again<ActView>(
            await ModelOf(FormState.Again(form, refusal), page, registry, cancellation), refusal);
    }

    private static TripPlan PlanOf(ActReader read) => new()
    {
        VehicleKey = read.Text("vehicleId"), Drivers = read.All("drivers"), Kind = read.Choice<TripKind>("kind"),
        Origin = new TripPlace(read.Text("origin.region"), read.Text("origin")),
        Destination = new TripPlace(read.Text("destination.region"), read.Text("destination")),
        Via = [.. read.Lines("via").Select(PlaceOf)], OneWayKm = read.Decimal("oneWayKm"),
        RoundTrip = read.Ticked("roundTrip"),
        DepartsAt = read.Moment("departsAt"), ReturnsAt = read.Moment("returnsAt"),
        ContractNumber = read.Text("contractNumber"), Hirer = read.Text("hirer"),
        Passengers = read.Number("passengers"), Purpose = read.Text("purpose"), Issuer = read.Text("issuer"),
        Motorway = read.Ticked("motorway"),
    };

    /// <summary>"520100 贵阳": the region code, then the place.</summary>
    private static TripPlace PlaceOf(string line)
    {
        var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new TripPlace(parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static async Task<ActModel> ModelOf(
        FormState form, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var vehicles = (await reads.OwnVehicles(new PageRequest(MaxListed), cancellation)).Items;
        var own = await reads.OwnOperators(cancellation);
        var drivers = own is [var carrier, ..] ? (await reads.DriversOf(carrier.Id, cancellation)).Value : [];
        var record = new RecordModel
        {
            Section = Section.Charter, Path = "/fleet/trips", Back = "/fleet/trips", Facts = [],
            BackName = new("包车备案", "Charter trips"), Title = new("包车备案", "Charter trips"),
            Today = ShanghaiTime.DateOf(registry.Now),
        };
        return new ActModel(record, Act.By("new", new("新的包车备案", "File a charter"),
            new("符合条件的自动审核，其余由包车窗口审核；车辆、驾驶员和合同在这段时间被占用。",
                "Approved at once where the rule allows it, else by the charter desk; vehicle and drivers are taken."),
            Fields(
                [
                    .. vehicles.Where(one => one.Kind == VehicleKind.Passenger
                            && one.Status == CertificateStatus.Valid)
                        .Select(one => (one.Id,
                            new LocalText($"{one.Plate}（{one.Seats} 座）", $"{one.Plate}, {one.Seats} seats"))),
                ],
                [.. (drivers.IsDefault ? [] : drivers).Select(one => (one.Id, RecordFact.Same(one.Name)))]),
            _ => throw new InvalidOperationException("the filing has a handler of its own")), form);
    }

    private static ImmutableArray<ActField> Fields(
        ImmutableArray<(string, LocalText)> vehicles, ImmutableArray<(string, LocalText)> drivers) =>
    [
        new("vehicleId", FieldNames.Of("vehicleId"), ActInput.Choice) { Choices = vehicles },
        new("drivers", FieldNames.Of("drivers"), ActInput.Choices) { Choices = drivers },
        new("kind", FieldNames.Of("kind"), ActInput.Choice) { Choices = ValueNames.Of<TripKind>(ValueNames.Of) },
        new("origin", FieldNames.Of("origin")), Region("origin.region", new("起点区划代码", "Region code of the origin")),
        new("destination", FieldNames.Of("destination")),
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

    private static ActField Region(string name, LocalText label) =>
        new(name, label, ActInput.Text, new("6 位，例如 530100", "Six digits, such as 530100"));
}
