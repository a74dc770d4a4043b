using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Infrastructure.Verification;

/// <summary>
/// Counts certificates, railway licences, vehicles and trips by their states, and the deadlines that are armed, for
/// comparing with what statistics and forecast answer out of kept counts (docs/adr/0139, 0171). Applications are
/// counted by their rows: a state keeps only the latest.
/// </summary>
internal sealed class FiguresRecount
{
    private readonly Dictionary<string, long> _counted = [];
    private readonly DateOnly _today;

    /// <summary>Counts for a legal date.</summary>
    public FiguresRecount(DateOnly today) => _today = today;

    /// <summary>Counts an entity, if its kind is counted at all.</summary>
    public void Add(EntityKind kind, EntityState state)
    {
        if (kind is not (EntityKind.Certificate or EntityKind.RailLicence or EntityKind.Vehicle or EntityKind.Trip))
            return;
        if (Machine.Of(kind).Search(state) is not { } row) return;
        if (kind == EntityKind.Trip)
        {
            if (row.ValidFrom is { } day) Count(Trip(row.Authority, Monday(day), row.EndedBy, row.Name), 1);
        }
        else if (row.ValidTo is { } last)
        {
            var worth = row.EndedOn <= _today ? "cancelled" : last < _today ? "expired" : "valid";
            Count(Document(kind == EntityKind.Vehicle, row.Authority, row.Category, worth), 1);
        }
    }

    /// <summary>Counts an application's row.</summary>
    public void Add(ApplicationRow row)
    {
        var a = row.Application;
        if (a.Status <= 0) return;
        Count(Application(row.Authority, a.Service, a.Status), 1);
        if (a.UrgentBy < _today) Count(Overdue(row.Authority, a.Service, a.Status), 1);
    }

    /// <summary>Counts a deadline that is armed and not parked, as the forecast does.</summary>
    public void Add(ArmedDeadline armed) => Count(Due(ShanghaiTime.DateOf(armed.DueAt), armed.Name), 1);

    /// <summary>Where statistics and forecast differ, one line each.</summary>
    public async Task<IReadOnlyList<string>> Differences(
        IRegistryQueries queries, CancellationToken cancellation)
    {
        var answered = new Dictionary<string, long>();
        var (documents, applications) = await queries.Statistics("", _today, cancellation);
        foreach (var one in documents) Add(Document(false, one.Authority, one.Category, one.State), one.Count);
        foreach (var one in applications)
        {
            Add(Application(one.Authority, one.Service, one.Status), one.Count);
            if (one.Overdue != 0) Add(Overdue(one.Authority, one.Service, one.Status), one.Overdue);
        }
        foreach (var one in await queries.VehicleCounts("", _today, cancellation))
            Add(Document(true, one.Authority, one.Category, one.State), one.Count);
        foreach (var one in await queries.TripCounts("", DateOnly.MinValue, DateOnly.MaxValue, cancellation))
            Add(Trip(one.Authority, one.Week, one.Status, one.Medium), one.Count);
        foreach (var one in await queries.Forecast("", DateOnly.MinValue, DateOnly.MaxValue, cancellation))
            Add(Due(one.On, one.Name), one.Count);
        return
        [
            .. _counted.Keys.Union(answered.Keys).Order(StringComparer.Ordinal)
                .Where(what => _counted.GetValueOrDefault(what) != answered.GetValueOrDefault(what))
                .Select(what => $"figures: {what}: {answered.GetValueOrDefault(what)} in the statistics, "
                    + $"{_counted.GetValueOrDefault(what)} by the histories"),
        ];

        void Add(string what, long count) => answered[what] = answered.GetValueOrDefault(what) + count;
    }

    private void Count(string what, long count) => _counted[what] = _counted.GetValueOrDefault(what) + count;

    private static string Document(bool isVehicle, string? authority, string? category, string worth) =>
        $"{(isVehicle ? "vehicles" : "certificates")} of {authority}, {category}, {worth}";

    private static string Trip(string? authority, DateOnly week, string? status, string? medium) =>
        $"trips of {authority}, week of {week:yyyy-MM-dd}, {status}, {medium}";

    private static string Application(string authority, ServiceId service, ApplicationStatus status) =>
        $"applications of {authority}, {ServiceNames.Of(service)}, {status}";

    private static string Overdue(string authority, ServiceId service, ApplicationStatus status) =>
        Application(authority, service, status) + ", overdue";

    private static string Due(DateOnly day, string name) => $"deadlines {name} on {day:yyyy-MM-dd}";

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
