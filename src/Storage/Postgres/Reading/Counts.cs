using Npgsql;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Reading;

/// <summary>
/// Counts for statistics and forecast, from indexes alone. A status is computed from dates when it is asked for.
/// </summary>
internal static class Counts
{
    public static BoundStatement Certificates(string prefix, DateOnly today) =>
        Documents("'certificate', 'railLicence'", prefix, today);

    public static BoundStatement Vehicles(string prefix, DateOnly today) => Documents("'vehicle'", prefix, today);

    public static BoundStatement Trips(string prefix, DateOnly from, DateOnly to)
    {
        var reach = prefix.Length > 0 ? " AND authority >= $3 AND authority < $4" : "";
        return Reached(
            new BoundStatement($"""
                SELECT coalesce(authority, ''), valid_from, coalesce(ended_by, ''), coalesce(name, ''), count(*)
                FROM search WHERE kind = 'trip' AND valid_from >= $1 AND valid_from <= $2{reach}
                GROUP BY 1, 2, 3, 4
                """).Add(from).Add(to),
            prefix);
    }

    public static TripCount ReadTrips(NpgsqlDataReader row) => new(
        row.GetString(0), Weeks.MondayOf(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetInt64(4));

    private static BoundStatement Documents(string kinds, string prefix, DateOnly today) => Reached(
        new BoundStatement($"""
            SELECT coalesce(authority, ''), coalesce(category, ''),
                CASE WHEN ended_on <= $1 THEN 'cancelled' WHEN valid_to < $1 THEN 'expired' ELSE 'valid' END AS state,
                count(*)
            FROM search WHERE kind IN ({kinds}) AND valid_to IS NOT NULL{Reach(prefix)}
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """).Add(today),
        prefix);

    public static CertificateCount ReadCertificates(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3));

    public static BoundStatement Applications(string prefix, DateOnly today) => Reached(
        new BoundStatement($"""
            SELECT authority, service, status, count(*), count(*) FILTER (WHERE urgent_by < $1)
            FROM application WHERE status > 0{Reach(prefix)}
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """).Add(today),
        prefix);

    public static ApplicationCount ReadApplications(NpgsqlDataReader row) => new(
        row.GetString(0), Service(row.GetString(1)), (ApplicationStatus)row.GetInt32(2), row.GetInt64(3),
        row.GetInt64(4));

    /// <summary>
    /// From the counts that triggers keep (migration 0033). Parked deadlines are not counted, as they are not carried
    /// out by themselves any more.
    /// </summary>
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
