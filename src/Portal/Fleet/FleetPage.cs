using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>
/// GET /fleet: a carrier's vehicles by the nearest date, its drivers, its permits. GET /fleet/trips: its charter trips,
/// and who has received them.
/// </summary>
internal static class FleetPage
{
    private const int MaxListed = 200;
    private const int SoonDays = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/fleet", Show).For(PageAccess.Of(Roles.Operator));
        pages.MapGet("/fleet/trips", Trips).For(PageAccess.Of(Roles.Operator));
    }

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var today = ShanghaiTime.DateOf(registry.Now);
        var vehicles = await reads.OwnVehicles(
            new VehiclesWanted(), new PageRequest(MaxListed, cursor), cancellation);
        var own = await reads.OwnOperators(cancellation);
        var drivers = own is [var carrier, ..] ? (await reads.DriversOf(carrier.Id, cancellation)).Value : [];
        var rows = vehicles.Items.Select(vehicle => (Vehicle: vehicle, Due: DueOf(vehicle)))
            .OrderBy(row => row.Due.On).Select(row => RowOf(row.Vehicle, row.Due, today));
        return page.Show<ListView>(new ListModel(
            Section.Vehicles, own is [var one, ..] ? RecordFact.Same(one.Name) : new("车队", "Fleet"), null,
            [
                new(new("车辆，日期最近的在前", "Vehicles, nearest date first"), [.. rows],
                    new("没有车辆。请先由主管机关登记。", "There is no vehicle. The authority registers them.")),
                new(new("驾驶员", "Drivers"), [.. (drivers.IsDefault ? [] : drivers).Select(driver => new ListRow(
                    RecordFact.Same(driver.Name), null,
                    new($"{driver.IdentityNumber} · {driver.Certificates.Length} 本从业资格证",
                        $"{driver.IdentityNumber} · {driver.Certificates.Length} certificates")))],
                    new("没有驾驶员。请先发出关联请求。", "There is no driver. Ask them first.")),
            ],
            [
                (new("批量年审", "Annual reviews"), "/fleet/review"),
                .. own.Select(company => (new LocalText("许可、驾驶员和联系人", "Permits, drivers and contacts"),
                    "/fleet/company/" + company.Id)),
            ],
            vehicles.Next is { } next ? "/fleet?cursor=" + Uri.EscapeDataString(next) : null));
    }

    /// <summary>What falls due first, and when.</summary>
    private static (DateOnly On, LocalText What) DueOf(VehicleView vehicle) =>
        vehicle.Status == CertificateStatus.Cancelled ? (DateOnly.MaxValue, new("已注销", "cancelled"))
        : vehicle.Review is { } review && review.ValidTo < vehicle.ValidTo
            ? (review.ValidTo, new("年审", "annual review"))
        : (vehicle.ValidTo, new("道路运输证到期", "certificate ends"));

    private static ListRow RowOf(VehicleView vehicle, (DateOnly On, LocalText What) due, DateOnly today)
    {
        var kind = SheetWords.Of(vehicle.Kind);
        var over = vehicle.Status == CertificateStatus.Cancelled;
        return new ListRow(RecordFact.Same(vehicle.Plate), "/fleet/vehicles/" + vehicle.Id,
            new($"{kind.Zh} · {ValueNames.Of(vehicle.OperatingStatus).Zh}",
                $"{kind.En} · {ValueNames.Of(vehicle.OperatingStatus).En}"),
            over ? due.What
                : new($"{due.What.Zh} {Dates.Day(due.On, false)}", $"{due.What.En} {Dates.Day(due.On, true)}"),
            over ? "ask" : due.On < today ? "bad" : due.On <= today.AddDays(SoonDays) ? "carey" : "good");
    }

    private static async Task<IResult> Trips(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        var trips = await registry.As(page.Actor).OwnTrips(
            new TripsWanted(), new PageRequest(50, cursor), cancellation);
        return page.Show<ListView>(new ListModel(
            Section.Charter, new("包车备案", "Charter trips"), null,
            [
                new(new("全部行程", "All trips"),
                    [.. trips.Items.OrderByDescending(trip => trip.DepartsAt).Select(trip => RowOf(trip, today))],
                    new("还没有备案。", "Nothing was filed yet.")),
            ],
            [(new("新的包车备案", "File a charter"), "/fleet/trips/new")],
            trips.Next is { } next ? "/fleet/trips?cursor=" + Uri.EscapeDataString(next) : null));
    }

    private static ListRow RowOf(TripView trip, DateOnly today)
    {
        var received = trip.Drivers.Count(driver => driver.ReceivedAt is not null);
        return new ListRow(
            RecordFact.Same($"{trip.Vehicle.Plate} · {trip.Origin.Place} → {trip.Destination.Place}"),
            "/fleet/trips/" + trip.Id,
            new($"{Dates.Moment(trip.DepartsAt, today, false)} 发车 · {received}/{trip.Drivers.Length} 名驾驶员已接收",
                $"{Dates.Moment(trip.DepartsAt, today, true)} · received by {received} of {trip.Drivers.Length}"),
            Statuses.Of(trip.Status), Statuses.LookOf(trip.Status));
    }
}
