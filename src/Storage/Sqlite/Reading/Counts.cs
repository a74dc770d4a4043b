using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Counts for statistics and forecast, from indexes alone. A status is computed from dates when it is asked for.
/// </summary>
internal static class Counts
{
    public static (ImmutableArray<CertificateCount>, ImmutableArray<ApplicationCount>) Statistics(
        Database database, (string AuthorityPrefix, DateOnly Today) ask) =>
        (Standing.Counts(
            [
                .. Documents(database, "certificate", ask.AuthorityPrefix, ask.Today),
                .. Documents(database, "railLicence", ask.AuthorityPrefix, ask.Today),
            ]),
            Applications(database, ask.AuthorityPrefix, ask.Today));

    public static ImmutableArray<CertificateCount> Vehicles(
        Database database, (string AuthorityPrefix, DateOnly Today) ask) =>
        Standing.Counts(Documents(database, "vehicle", ask.AuthorityPrefix, ask.Today));

    /// <summary>
    /// Departures by week: the number of the day, minus its distance from Monday. Day 0 was a Monday.
    /// </summary>
    public static ImmutableArray<TripCount> Trips(
        Database database, (string AuthorityPrefix, DateOnly From, DateOnly To) ask)
    {
        var query = database.Prepare($"""
            SELECT ifnull(authority, ''), valid_from, ifnull(ended_by, ''), ifnull(name, ''), count(*)
            FROM search INDEXED BY search_trips
            WHERE kind = 'trip' AND valid_from >= ? AND valid_from <= ?{Reach(ask.AuthorityPrefix)}
            GROUP BY 1, 2, 3, 4
            """).Add(ask.From).Add(ask.To);
        if (ask.AuthorityPrefix.Length > 0) query.AddPrefix(ask.AuthorityPrefix);
        return Weeks.Sum(query.All(row => new TripCount(
            row.Text(0), Weeks.MondayOf(row.Text(1)), row.Text(2), row.Text(3), row.Long(4))));
    }

    /// <summary>In the order of the index: rows of a group are adjacent, and nothing needs sorting.</summary>
    private static ImmutableArray<Standing> Documents(Database database, string kind, string prefix, DateOnly today)
    {
        var query = database.Prepare($"""
            SELECT authority, category, count(*), count(CASE WHEN ended_on <= ? THEN 1 END),
                count(CASE WHEN valid_to < ? AND (ended_on IS NULL OR ended_on > ?) THEN 1 END)
            FROM search INDEXED BY search_authority
            WHERE kind = ? AND valid_to IS NOT NULL{Reach(prefix)}
            GROUP BY authority, category
            """).Add(today).Add(today).Add(today).Add(kind);
        if (prefix.Length > 0) query.AddPrefix(prefix);
        return query.All(row => new Standing(
            row.TextOrNull(0) ?? "", row.TextOrNull(1) ?? "", row.Long(2), row.Long(3), row.Long(4)));
    }

    private static ImmutableArray<ApplicationCount> Applications(Database database, string prefix, DateOnly today)
    {
        var query = database.Prepare($"""
            SELECT authority, service, status, count(*), sum(urgent_by < ?)
            FROM application INDEXED BY application_status WHERE status > 0{Reach(prefix)}
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """).Add(today);
        if (prefix.Length > 0) query.AddPrefix(prefix);
        return query.All(row => new ApplicationCount(
            row.Text(0), Service(row.Text(1)), (ApplicationStatus)row.Int(2), row.Long(3), row.Long(4)));
    }

    private static string Reach(string prefix) => prefix.Length > 0 ? " AND authority >= ? AND authority < ?" : "";

    private static ServiceId Service(string name) =>
        ServiceNames.Find(name) ?? throw new InvalidOperationException($"an application's row has the service {name}");

    /// <summary>
    /// From the counts that triggers keep (migration 0022). Parked deadlines are not counted, as they are not carried
    /// out by themselves any more.
    /// </summary>
    public static ImmutableArray<DueCount> Forecast(
        Database database, (string AuthorityPrefix, DateOnly From, DateOnly To) ask)
    {
        var query = database.Prepare($"""
            SELECT day, name, sum(count) FROM due_count
            WHERE day >= ? AND day <= ?{Reach(ask.AuthorityPrefix)}
            GROUP BY day, name HAVING sum(count) <> 0 ORDER BY day, name
            """).Add(ask.From.DayNumber).Add(ask.To.DayNumber);
        if (ask.AuthorityPrefix.Length > 0) query.AddPrefix(ask.AuthorityPrefix);
        return query
            .All(row => new DueCount(DateOnly.FromDayNumber(row.Int(0)), row.Text(1), row.Long(2)));
    }
}
