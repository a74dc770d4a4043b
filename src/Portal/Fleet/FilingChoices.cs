using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>The vehicles and drivers from which a carrier can choose for a charter trip, with their names.</summary>
/// <param name="Vehicles">Passenger vehicles whose certificate is valid, by plate.</param>
/// <param name="Drivers">Who drives for the carrier, by key.</param>
internal sealed record FilingChoices(
    ImmutableArray<FleetVehicle> Vehicles, ImmutableArray<(string Id, LocalText Name)> Drivers)
{
    /// <summary>
    /// As many vehicles and drivers as are soon loaded on a phone, inclusive; of a larger fleet the plate is typed, and
    /// drivers are looked for by name.
    /// </summary>
    private const int MaxVehicles = 20, MaxDrivers = 10;

    private static readonly Service _service = Catalogue.Of(ServiceId.TripFiling);

    public static async Task<FilingChoices> Of(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var vehicles = await reads.Fleet(VehicleKind.Passenger, cancellation);
        var drivers = await reads.OwnOperators(cancellation) is [var carrier, ..]
            ? (await reads.DriversOf(carrier.Id, cancellation)).Value : [];
        return new FilingChoices(
            [
                .. vehicles.Where(one => one.Status == CertificateStatus.Valid)
                    .OrderBy(one => one.Plate, StringComparer.Ordinal),
            ],
            [.. (drivers.IsDefault ? [] : drivers).Select(one => (one.Id, RecordFact.Same(one.Name)))]);
    }

    /// <summary>The form before it is handed in: of a new trip, or with the plan that is filed.</summary>
    public FilingModel Model(string? id, TripPlan? plan)
    {
        var form = plan is null ? TripForm.Empty() : TripForm.Of(plan);
        return Model(id, IsTyped && plan is not null
            ? form.Known("vehicleId", Vehicles.FirstOrDefault(one => one.Id == plan.VehicleKey)?.Plate ?? "") : form);
    }

    public FilingModel Model(string? id, FormState form)
    {
        var (drivers, found) = DriversFor(form);
        return new FilingModel(id is null ? "/fleet/trips/new" : $"/fleet/trips/{id}/amend",
            TripForm.Fields(IsTyped ? [] : [.. Vehicles.Select(one => (one.Id, NameOf(one)))], drivers, found), form)
        { Trip = id };
    }

    /// <summary>The key of the vehicle that was chosen, or whose plate was typed; otherwise the typed text.</summary>
    public string VehicleIn(string typed)
    {
        var plate = Plate.Normalize(typed);
        return Vehicles.FirstOrDefault(one => one.Id == typed || one.Plate == plate)?.Id ?? typed;
    }

    /// <summary>
    /// Adds to each condition the name of its vehicle or driver; the conditions of drivers come in the drivers' order.
    /// </summary>
    public ImmutableArray<ConditionView> Named(ImmutableArray<Condition> conditions, TripPlan plan)
    {
        var driver = 0;
        return
        [
            .. conditions.Select(one => (View: ConditionView.Of(one, _service), About: one.Name switch
            {
                ConditionName.Driver => DriverCalled(plan.Drivers.ElementAtOrDefault(driver++)),
                ConditionName.Vehicle or ConditionName.VehicleValid or ConditionName.Seats
                    or ConditionName.InOperation or ConditionName.Reviewed or ConditionName.FromHome =>
                    Vehicles.FirstOrDefault(vehicle => vehicle.Id == plan.VehicleKey) is { } known
                        ? NameOf(known) : null,
                _ => null,
            })).Select(one => one.About is not { } about ? one.View : one.View with
            {
                Text = new($"{about.Zh}：{one.View.Text.Zh}", $"{about.En}: {one.View.Text.En}"),
            }),
        ];
    }

    private bool IsTyped => Vehicles.Length > MaxVehicles;

    /// <summary>
    /// All drivers, or of many those who are chosen and those whose names have what was typed, and how many those are.
    /// </summary>
    private (ImmutableArray<(string, LocalText)> Drivers, LocalText? Found) DriversFor(FormState form)
    {
        if (Drivers.Length <= MaxDrivers) return (Drivers, null);
        var (chosen, query) = (form.All("drivers").ToHashSet(), form.Value(TripForm.DriverQuery));
        ImmutableArray<(string Id, LocalText Name)> found = query.Length == 0 ? [] : [.. Drivers.Where(one =>
            !chosen.Contains(one.Id) && one.Name.Zh.Contains(query, StringComparison.OrdinalIgnoreCase))];
        var left = found.Length - MaxDrivers;
        return ([.. Drivers.Where(one => chosen.Contains(one.Id)), .. found.Take(MaxDrivers)],
            left > 0 ? new($"还有 {left} 人，请写得更完整。", $"{left} more have it in their names: write more of it.")
            : query.Length > 0 && found.IsEmpty ? new("没有找到其他驾驶员。", "No other driver was found.")
            : new($"共 {Drivers.Length} 人，先按姓名查找再选择。", $"{Drivers.Length} drivers: find them by name, then choose."));
    }

    private static LocalText NameOf(FleetVehicle one) => one.Seats is not { } seats ? new(one.Plate, one.Plate)
        : new($"{one.Plate}（{seats} 座）", $"{one.Plate}, {seats} seats");

    private LocalText? DriverCalled(string? id) => Drivers.FirstOrDefault(one => one.Id == id).Name;
}
