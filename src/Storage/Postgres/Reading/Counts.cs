using Npgsql;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>
/// Counts for statistics and forecast, off the counts that triggers keep (migrations 0033 and 0034). None of them says
/// what is valid: a state is computed from days in the moment of asking.
/// </summary>
internal static class Counts
{
    private const string Certificate = "'certificate', 'railLicence'", Vehicle = "'vehicle'";

    /// <summary>A row: days after this one were put together already, and of it the rows say how many there are.
    /// </summary>
    public static BoundStatement FoldedAfter(DateOnly today) =>
        new BoundStatement("SELECT day FROM count_fold WHERE day > $1").Add(today);

    public static BoundStatement Certificates(string prefix, DateOnly today, bool byRows) =>
        byRows ? Rows(Certificate, prefix, today) : Documents(Certificate, prefix, today);

    public static BoundStatement Vehicles(string prefix, DateOnly today, bool byRows) =>
        byRows ? Rows(Vehicle, prefix, today) : Documents(Vehicle, prefix, today);

    public static BoundStatement Trips(string prefix, DateOnly from, DateOnly to)
    {
        var reach = prefix.Length > 0 ? " AND authority >= $3 AND authority < $4" : "";
        return Reached(
            new BoundStatement($"""
                SELECT authority, day, status, medium, sum(count)::bigint FROM trip_count
                WHERE day >= $1 AND day <= $2{reach}
                GROUP BY 1, 2, 3, 4 HAVING sum(count) <> 0
                """).Add(from).Add(to),
            prefix);
    }

    public static TripCount ReadTrips(NpgsqlDataReader row) => new(
        row.GetString(0), Weeks.MondayOf(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetInt64(4));

    private static BoundStatement Documents(string kinds, string prefix, DateOnly today) => Reached(
        new BoundStatement($"""
            SELECT authority, category, sum(total)::bigint, sum(cancelled)::bigint, sum(expired)::bigint
            FROM document_count WHERE kind IN ({kinds}) AND day <= $1{Reach(prefix)}
            GROUP BY 1, 2
            """).Add(today),
        prefix);

    private static BoundStatement Rows(string kinds, string prefix, DateOnly today) => Reached(
        new BoundStatement($"""
            SELECT coalesce(authority, ''), coalesce(category, ''), count(*),
                count(*) FILTER (WHERE ended_on <= $1),
                count(*) FILTER (WHERE valid_to < $1 AND (ended_on IS NULL OR ended_on > $1))
            FROM search WHERE kind IN ({kinds}) AND valid_to IS NOT NULL{Reach(prefix)}
            GROUP BY 1, 2
            """).Add(today),
        prefix);

    public static Standing ReadDocuments(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));

    public static BoundStatement Applications(string prefix, DateOnly today) => Reached(
        new BoundStatement($"""
            SELECT authority, service, status, sum(count)::bigint,
                coalesce(sum(count) FILTER (WHERE urgent_by < $1), 0)::bigint
            FROM application_count WHERE status > 0{Reach(prefix)}
            GROUP BY 1, 2, 3 HAVING sum(count) <> 0 ORDER BY 1, 2, 3
            """).Add(today),
        prefix);

    public static ApplicationCount ReadApplications(NpgsqlDataReader row) => new(
        row.GetString(0), Service(row.GetString(1)), (ApplicationStatus)row.GetInt32(2), row.GetInt64(3),
        row.GetInt64(4));

    /// <summary>Parked deadlines are not in it: they do not fall due by themselves any more.</summary>
    public static BoundStatement Forecast(string prefix, DateOnly from, DateOnly to)
    {
        var reach = prefix.Length == 0 ? "" : " AND authority >= $3 AND authority < $4";
        return Reached(
            new BoundStatement($"""
                SELECT day, name, sum(count)::bigint FROM due_count
                WHERE day >= $1 AND day <= $2{reach}
                GROUP BY day, name HAVING sum(count) <> 0 ORDER BY day, name
                """)
                .Add((long)from.DayNumber).Add((long)to.DayNumber),
            prefix);
    }

    public static DueCount ReadForecast(NpgsqlDataReader row) =>
        new(DateOnly.FromDayNumber((int)row.GetInt64(0)), row.GetString(1), row.GetInt64(2));

    private static string Reach(string prefix) => prefix.Length > 0 ? " AND authority >= $2 AND authority < $3" : "";

    private static BoundStatement Reached(BoundStatement ask, string prefix) =>
        prefix.Length > 0 ? ask.AddPrefix(prefix) : ask;

    private static ServiceId Service(string name) =>
        ServiceNames.Find(name) ?? throw new InvalidOperationException($"an application's row has the service {name}");
}
