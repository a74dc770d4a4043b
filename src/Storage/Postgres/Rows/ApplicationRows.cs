using System.Globalization;
using System.Text;
using Npgsql;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Reads applications: one, a person's, and an officer's queue.</summary>
internal static class ApplicationRows
{
    private const string Columns = "kind, key, person_key, authority, body, urgent_by, submitted_at, id";
    private const string PersonList = "applications";
    private const string QueueList = "queue";
    private const string AnnouncedList = "announced";
    private const string ExamList = "exams";
    private const string SubmittedList = "submitted";

    /// <summary>A row with the columns that order the lists.</summary>
    internal sealed record Ordered(ApplicationRow Row, string UrgentBy, long SubmittedTicks);

    public static BoundStatement ById(string id) =>
        new BoundStatement($"SELECT {Columns} FROM application WHERE id = $1").Add(id);

    public static BoundStatement OfPerson(PartyApplications query, PageRequest page)
    {
        var after = Cursor.Keys(PersonList, 2, page.Cursor);
        var sql = new StringBuilder(
            $"SELECT {Columns} FROM application WHERE person_key = $1 AND (submitted_at, id) < ($2, $3)");
        var last = 3;
        if (query.Service is not null) sql.Append($" AND service = ${++last}");
        if (query.Status is not null) sql.Append($" AND status = ${++last}");
        if (query.OverdueOn is not null) sql.Append($" AND urgent_by < ${++last}");
        var ask = new BoundStatement(sql.Append($" ORDER BY submitted_at DESC, id DESC LIMIT ${++last}").ToString())
            .Add(query.PartyKey)
            .Add(after is null ? long.MaxValue : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1]);
        if (query.Service is { } service) ask.Add(ServiceNames.Of(service));
        if (query.Status is { } status) ask.Add((int)status);
        if (query.OverdueOn is { } day) ask.Add(day);
        return ask;
    }

    /// <summary>How many open applications of the authority come before this one, counted up to a number.</summary>
    public static BoundStatement AheadOf(string authority, DateOnly urgentBy, string id, int max) =>
        new BoundStatement("""
            SELECT count(*) FROM (SELECT FROM application
                WHERE status IN (1, 2, 3) AND (urgent_by, id) < ($1, $2) AND authority = $3 LIMIT $4) AS ahead
            """).Add(urgentBy).Add(id).Add(authority).Add(max);

    /// <summary>Applications handed in between two instants.</summary>
    public static BoundStatement Submitted(
        string prefix, DateTimeOffset from, DateTimeOffset until, PageRequest page)
    {
        var after = Cursor.Keys(SubmittedList, 2, page.Cursor);
        var reached = prefix.Length > 0;
        var ask = new BoundStatement($"""
            SELECT {Columns} FROM application WHERE (submitted_at, id) > ($1, $2) AND submitted_at < $3
            {(reached ? "AND authority >= $4 AND authority < $5" : "")}
            ORDER BY submitted_at, id LIMIT {(reached ? "$6" : "$4")}
            """)
            .Add(after is null ? from.UtcTicks : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1])
            .Add(until);
        return reached ? ask.AddPrefix(prefix) : ask;
    }

    public static string AfterSubmitted(Ordered last) => Cursor.After(
        SubmittedList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id);

    /// <summary>Applications handed in between two instants, with the values for figures of work.</summary>
    public static BoundStatement Work(string prefix, DateTimeOffset from, DateTimeOffset until)
    {
        var reached = prefix.Length > 0;
        var ask = new BoundStatement($"""
            SELECT kind, authority, service, status, submitted_at, body, id FROM application
            WHERE submitted_at >= $1 AND submitted_at < $2
            {(reached ? "AND authority >= $3 AND authority < $4" : "")} ORDER BY submitted_at, id
            """).Add(from).Add(until);
        return reached ? ask.AddPrefix(prefix) : ask;
    }

    public static WorkRow ReadWork(NpgsqlDataReader row, Sealer sealer)
    {
        var kind = EntityId.KindOf(row.GetString(0));
        var (decidedAt, supplement) = WorkJson.Read(
            kind, sealer.Open(row.Blob(5), RowIdentity.Application(row.GetString(6))));
        return new WorkRow(
            kind == EntityKind.RailLicence, row.GetString(1), ServiceNames.Find(row.GetString(2))!.Value,
            (ApplicationStatus)row.GetInt32(3), row.Instant(4), decidedAt, supplement);
    }

    /// <summary>How many applications a queue has, all pages together.</summary>
    public static BoundStatement CountQueue(QueueQuery query) =>
        Bound(new BoundStatement(QueueSql(query, "count(*)", paged: false)).Add("").Add(""), query);

    public static string AfterOfPerson(Ordered last) => Cursor.After(
        PersonList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id);

    public static BoundStatement Queue(QueueQuery query, PageRequest page)
    {
        var after = Cursor.Keys(QueueList, 2, page.Cursor);
        return Bound(
            new BoundStatement(QueueSql(query, Columns, paged: true))
                .Add(after is null ? "" : after[0])
                .Add(after is null ? "" : after[1]),
            query);
    }

    private static BoundStatement Bound(BoundStatement ask, QueueQuery query)
    {
        if (query.AuthorityPrefix.Length > 0) ask.AddPrefix(query.AuthorityPrefix);
        if (query.Service is { } service) ask.Add(query.Besides.Insert(0, service).Select(ServiceNames.Of));
        if (query.OverdueOn is { } day) ask.Add(day);
        return ask;
    }

    /// <summary>Granted railway applications; the application itself says whether it was announced.</summary>
    public static BoundStatement Announced(PageRequest page)
    {
        var after = Cursor.Keys(AnnouncedList, 2, page.Cursor);
        return new BoundStatement($"""
            SELECT {Columns} FROM application
            WHERE kind = 'railLicence' AND status IN (8, 9, 11, 26) AND (decide_by, id) < ($1, $2)
            ORDER BY decide_by DESC, id DESC LIMIT $3
            """)
            .Add(after is null ? "9999-12-31" : after[0]).Add(after is null ? "" : after[1]);
    }

    public static string AfterAnnounced(Ordered last) => Cursor.After(
        AnnouncedList, $"{last.Row.Application.DecisionDay:yyyy-MM-dd}", last.Row.Application.Id);

    /// <summary>Railway applications of services with an exam; the application itself says for which session.</summary>
    public static BoundStatement Exams(DateTimeOffset from, DateTimeOffset until, PageRequest page)
    {
        var after = Cursor.Keys(ExamList, 2, page.Cursor);
        return new BoundStatement($"""
            SELECT {Columns} FROM application
            WHERE service IN ('rail.first', 'rail.upgrade') AND (submitted_at, id) > ($1, $2) AND submitted_at < $3
            ORDER BY submitted_at, id LIMIT $4
            """)
            .Add(after is null ? from.UtcTicks : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1])
            .Add(until);
    }

    public static string AfterExam(Ordered last) => Cursor.After(
        ExamList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id);

    private static string QueueSql(QueueQuery query, string columns, bool paged)
    {
        var sql = new StringBuilder($"SELECT {columns} FROM application WHERE (urgent_by, id) > ($1, $2)");
        var last = 2;
        sql.Append(" AND status IN (").AppendJoin(", ", query.Statuses.Select(status => (int)status)).Append(')');
        if (query.AuthorityPrefix.Length > 0) sql.Append($" AND authority >= ${++last} AND authority < ${++last}");
        if (query.Service is not null) sql.Append($" AND service = ANY (${++last})");
        if (query.OverdueOn is not null) sql.Append($" AND urgent_by < ${++last}");
        return (paged ? sql.Append($" ORDER BY urgent_by, id LIMIT ${++last}") : sql).ToString();
    }

    public static string AfterQueued(Ordered last) => Cursor.After(QueueList, last.UrgentBy, last.Row.Application.Id);

    public static Ordered Read(NpgsqlDataReader row, Sealer sealer)
    {
        var id = row.Id(0);
        var body = sealer.Open(row.Blob(4), RowIdentity.Application(row.GetString(7)));
        return new Ordered(
            new ApplicationRow(id, row.GetString(2), row.GetString(3), ApplicationJson.Read(id.Kind, body)),
            row.GetString(5), row.GetInt64(6));
    }
}
