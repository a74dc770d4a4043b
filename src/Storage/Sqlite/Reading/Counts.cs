using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Counts for statistics and forecast, off the counts that triggers keep (migrations 0022 and 0023). None of them says
/// what is valid: a state is computed from days in the moment of asking.
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

    /// <summary>Departures by week.</summary>
    public static ImmutableArray<TripCount> Trips(
        Database database, (string AuthorityPrefix, DateOnly From, DateOnly To) ask)
    {
        var query = database.Prepare($"""
            SELECT authority, day, status, medium, count FROM trip_count
            WHERE day >= ? AND day <= ?{Reach(ask.AuthorityPrefix)}
            """).Add(ask.From).Add(ask.To);
        if (ask.AuthorityPrefix.Length > 0) query.AddPrefix(ask.AuthorityPrefix);
        return Weeks.Sum(query.All(row => new TripCount(
            row.Text(0), Weeks.MondayOf(row.Text(1)), row.Text(2), row.Text(3), row.Long(4))));
    }

    /// <summary>What stands at or before today; of a day before those that were put together the rows say it.
    /// </summary>
    private static ImmutableArray<Standing> Documents(Database database, string kind, string prefix, DateOnly today)
    {
        if (CountFolds.IsBehind(database, today)) return Rows(database, kind, prefix, today);
        var query = database.Prepare($"""
            SELECT authority, category, sum(total), sum(cancelled), sum(expired) FROM document_count
            WHERE kind = ? AND day <= ?{Reach(prefix)}
            GROUP BY authority, category
            """).Add(kind).Add(today);
        if (prefix.Length > 0) query.AddPrefix(prefix);
        return query.All(row => new Standing(row.Text(0), row.Text(1), row.Long(2), row.Long(3), row.Long(4)));
    }

    private static ImmutableArray<Standing> Rows(Database database, string kind, string prefix, DateOnly today)
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
            SELECT authority, service, status, sum(count), sum(CASE WHEN urgent_by < ? THEN count ELSE 0 END)
            FROM application_count WHERE status > 0{Reach(prefix)}
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """).Add(today);
        if (prefix.Length > 0) query.AddPrefix(prefix);
        return query.All(row => new ApplicationCount(
            row.Text(0), Service(row.Text(1)), (ApplicationStatus)row.Int(2), row.Long(3), row.Long(4)));
    }

    private static string Reach(string prefix) => prefix.Length > 0 ? " AND authority >= ? AND authority < ?" : "";

    private static ServiceId Service(string name) =>
        ServiceNames.Find(name) ?? throw new InvalidOperationException($"an application's row has the service {name}");

    /// <summary>Parked deadlines are not in it: they do not fall due by themselves any more.</summary>
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
