using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>
/// GET /fleet/trips: a carrier's charter trips, first those of today and tomorrow with everything that prevents them: a
/// carrier must know that a bus may not leave before its passengers are there.
/// </summary>
internal static class FleetTripsPage
{
    /// <summary>How many rows the page has room for, and how many trips of two days are looked at for them.</summary>
    internal const int PageSize = 25, MaxShown = 20;

    private const int MaxNear = 200;
    private const string Path = "/fleet/trips";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Operator));

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (reads, today) = (registry.As(page.Actor), ShanghaiTime.DateOf(registry.Now));
        var near = await Near(reads, today, cancellation);
        var trips = await reads.OwnTrips(new TripsWanted(), new PageRequest(PageSize, cursor), cancellation);
        var all = trips.Items.OrderByDescending(trip => trip.DepartsAt).Select(trip => RowOf(trip, today));
        return page.Show<ListView>(new ListModel(
            Section.Charter, new("包车备案", "Charter trips"), null,
            [
                .. near.IsEmpty ? [] : (ListPart[])[new(
                    new("今天和明天的行程", "Trips of today and tomorrow"), near, new("", ""))],
                new(new("全部行程", "All trips"), [.. all], new("还没有备案。", "Nothing was filed yet.")),
            ],
            [(new("新的包车备案", "File a charter"), Path + "/new")],
            trips.Next is { } next ? $"{Path}?cursor={Uri.EscapeDataString(next)}" : null));
    }

    private static async Task<ImmutableArray<ListRow>> Near(
        Reads reads, DateOnly today, CancellationToken cancellation)
    {
        var trips = await reads.OwnTrips(
            new TripsWanted(From: today, To: today.AddDays(1)), new PageRequest(MaxNear), cancellation);
        var rows = ImmutableArray.CreateBuilder<ListRow>();
        foreach (var trip in trips.Items.Where(IsAhead).OrderBy(trip => trip.DepartsAt))
            rows.Add(RowOf(trip, today) with { Detail = await InTheWay(trip, reads, today, cancellation) });
        // What something is in the way of comes first where there is not room for all.
        return rows.Count <= MaxShown ? rows.ToImmutable() : MostUrgent(rows);
    }

    private static ImmutableArray<ListRow> MostUrgent(ICollection<ListRow> rows)
    {
        List<ListRow> shown = [.. rows.Where(IsBlocked).Concat(rows.Where(row => !IsBlocked(row))).Take(MaxShown)];
        var (left, blocked) = (rows.Count - MaxShown, rows.Count(IsBlocked) - shown.Count(IsBlocked));
        return
        [
            .. shown,
            new(new($"另有 {left} 个行程", $"{left} more trips"), null,
                new($"其中 {blocked} 个还有事要办；办完上面的再看。",
                    $"{blocked} of them want something done: see to those above first.")),
        ];

        static bool IsBlocked(ListRow row) => row.Detail.Zh.Contains('✕', StringComparison.Ordinal);
    }

    private static bool IsAhead(TripView trip) => trip.Status is TripStatus.Filed or TripStatus.ManualReview
        or TripStatus.Approved or TripStatus.Issued or TripStatus.Received or TripStatus.InProgress;

    /// <summary>When it departs, and what must be done before; or that it may depart.</summary>
    private static async Task<LocalText> InTheWay(
        TripView trip, Reads reads, DateOnly today, CancellationToken cancellation)
    {
        var faults = new List<LocalText>();
        if ((await reads.Find(EntityKind.Trip, trip.Id, cancellation)).Value is { } loaded)
            faults.AddRange((await reads.ConditionsNow(loaded, cancellation))
                .Select(condition => condition.Unmet?.Detail).OfType<LocalText>());
        if (trip.Status is TripStatus.Filed or TripStatus.ManualReview)
            faults.Add(new("还在审核中", "it is still in review"));
        if (trip.Status == TripStatus.Approved)
            faults.Add(new("还没有下发凭证", "its certificate is not issued"));
        if (trip.Medium == TripMedium.Electronic)
            faults.AddRange(trip.Drivers.Where(driver => driver.ReceivedAt is null).Select(driver => new LocalText(
                $"{driver.Name} 还没有接收", $"{driver.Name} has not received it")));
        var leaves = new LocalText($"{Dates.Moment(trip.DepartsAt, today, false)} 发车",
            $"Leaves {Dates.Moment(trip.DepartsAt, today, true)}");
        return faults.Count == 0
            ? new($"{leaves.Zh} · 可以按时出发", $"{leaves.En} · nothing is in its way")
            : new($"{leaves.Zh} · ✕ {string.Join("；", faults.Select(fault => fault.Zh.TrimEnd('。')))}",
                $"{leaves.En} · ✕ {string.Join("; ", faults.Select(fault => fault.En.TrimEnd('.')))}");
    }

    private static ListRow RowOf(TripView trip, DateOnly today)
    {
        var received = trip.Drivers.Count(driver => driver.ReceivedAt is not null);
        return new ListRow(
            RecordFact.Same($"{trip.Vehicle.Plate} · {trip.Origin.Place} → {trip.Destination.Place}"),
            $"{Path}/{trip.Id}",
            new($"{Dates.Moment(trip.DepartsAt, today, false)} 发车 · {received}/{trip.Drivers.Length} 名驾驶员已接收",
                $"{Dates.Moment(trip.DepartsAt, today, true)} · received by {received} of {trip.Drivers.Length}"),
            Statuses.Of(trip.Status), Statuses.LookOf(trip.Status));
    }
}
