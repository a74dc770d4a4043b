using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

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
    private sealed record Ordered(ApplicationRow Row, string UrgentBy, long SubmittedTicks);

    public static ApplicationRow? ById(Database database, string id) =>
        database.Prepare($"SELECT {Columns} FROM application WHERE id = ?").Add(id).First(Read)?.Row;

    public static Page<ApplicationRow> OfPerson(Database database, (PartyApplications Query, PageRequest Page) ask)
    {
        var query = ask.Query;
        var after = Cursor.Keys(PersonList, 2, ask.Page.Cursor);
        var sql = new StringBuilder(
            $"SELECT {Columns} FROM application WHERE person_key = ? AND (submitted_at, id) < (?, ?)");
        if (query.Service is not null) sql.Append(" AND service = ?");
        if (query.Status is not null) sql.Append(" AND status = ?");
        if (query.OverdueOn is not null) sql.Append(" AND urgent_by < ?");
        var rows = database.Prepare(sql.Append(" ORDER BY submitted_at DESC, id DESC LIMIT ?").ToString())
            .Add(query.PartyKey)
            .Add(after is null ? long.MaxValue : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1]);
        if (query.Service is { } service) rows.Add(ServiceNames.Of(service));
        if (query.Status is { } status) rows.Add((int)status);
        if (query.OverdueOn is { } day) rows.Add(day);
        return rows
            .Page(
                ask.Page.Limit(), Read,
                last => Cursor.After(
                    PersonList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id))
            .Rows();
    }

    public static Page<ApplicationRow> Queue(Database database, (QueueQuery Query, PageRequest Page) ask)
    {
        var query = ask.Query;
        var after = Cursor.Keys(QueueList, 2, ask.Page.Cursor);
        var rows = database.Prepare(QueueSql(query, Columns, " ORDER BY urgent_by, id LIMIT ?"));
        rows.Add(after is null ? "" : after[0]).Add(after is null ? "" : after[1]);
        Bind(rows, query);
        return rows
            .Page(ask.Page.Limit(), Read, last => Cursor.After(QueueList, last.UrgentBy, last.Row.Application.Id))
            .Rows();
    }

    /// <summary>Granted railway applications; the application itself says whether it was announced.</summary>
    public static Page<ApplicationRow> Announced(Database database, PageRequest page)
    {
        var after = Cursor.Keys(AnnouncedList, 2, page.Cursor);
        return database.Prepare($"""
            SELECT {Columns} FROM application
            WHERE kind = 'railLicence' AND status IN (8, 9, 11, 26) AND (decide_by, id) < (?, ?)
            ORDER BY decide_by DESC, id DESC LIMIT ?
            """)
            .Add(after is null ? "9999-12-31" : after[0]).Add(after is null ? "" : after[1])
            .Page(
                page.Limit(), Read,
                last => Cursor.After(
                    AnnouncedList, $"{last.Row.Application.DecisionDay:yyyy-MM-dd}", last.Row.Application.Id))
            .Rows();
    }

    /// <summary>Railway applications of services with an exam; the application itself says for which session.</summary>
    public static Page<ApplicationRow> Exams(
        Database database, (DateTimeOffset From, DateTimeOffset Until, PageRequest Page) ask)
    {
        var after = Cursor.Keys(ExamList, 2, ask.Page.Cursor);
        return database.Prepare($"""
            SELECT {Columns} FROM application INDEXED BY application_exam
            WHERE service IN ('rail.first', 'rail.upgrade') AND (submitted_at, id) > (?, ?) AND submitted_at < ?
            ORDER BY submitted_at, id LIMIT ?
            """)
            .Add(after is null ? ask.From.UtcTicks : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1])
            .Add(ask.Until)
            .Page(
                ask.Page.Limit(), Read,
                last => Cursor.After(
                    ExamList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id))
            .Rows();
    }

    /// <summary>Applications handed in between two instants.</summary>
    public static Page<ApplicationRow> Submitted(
        Database database, (string AuthorityPrefix, DateTimeOffset From, DateTimeOffset Until, PageRequest Page) ask)
    {
        var after = Cursor.Keys(SubmittedList, 2, ask.Page.Cursor);
        var rows = database.Prepare($"""
            SELECT {Columns} FROM application INDEXED BY application_submitted
            WHERE (submitted_at, id) > (?, ?) AND submitted_at < ?
            {(ask.AuthorityPrefix.Length > 0 ? "AND authority >= ? AND authority < ?" : "")}
            ORDER BY submitted_at, id LIMIT ?
            """)
            .Add(after is null ? ask.From.UtcTicks : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1])
            .Add(ask.Until);
        if (ask.AuthorityPrefix.Length > 0) rows.AddPrefix(ask.AuthorityPrefix);
        return rows.Page(ask.Page.Limit(), Read, last => Cursor.After(
            SubmittedList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id))
            .Rows();
    }

    /// <summary>The applications handed in between two instants, counted into figures of work in one pass.</summary>
    public static WorkFigures Work(
        Database database, (string AuthorityPrefix, DateTimeOffset From, DateTimeOffset Until) ask)
    {
        using var row = database.Prepare($"""
            SELECT kind, authority, service, status, submitted_at, body, id
            FROM application INDEXED BY application_submitted
            WHERE submitted_at >= ? AND submitted_at < ?
            {(ask.AuthorityPrefix.Length > 0 ? "AND authority >= ? AND authority < ?" : "")}
            """).Add(ask.From).Add(ask.Until);
        if (ask.AuthorityPrefix.Length > 0) row.AddPrefix(ask.AuthorityPrefix);
        var figures = new WorkFigures();
        while (row.Read())
        {
            var kind = EntityId.KindOf(row.Text(0));
            var (decidedAt, supplement) = WorkJson.Read(
                kind, row.Sealer.Open(row.Blob(5), RowIdentity.Application(row.Text(6))));
            figures.Add(new WorkRow(
                kind == EntityKind.RailLicence, row.Text(1), ServiceNames.Find(row.Text(2))!.Value,
                (ApplicationStatus)row.Int(3), row.Instant(4), decidedAt, supplement));
        }
        return figures;
    }

    /// <summary>How many applications a queue has, all pages together; from its index alone.</summary>
    public static long CountQueue(Database database, QueueQuery query)
    {
        using var count = database.Prepare(QueueSql(query, "count(*)", "")).Add("").Add("");
        Bind(count, query);
        return count.Read() ? count.Long(0) : 0;
    }

    /// <summary>How many open applications of the authority come before this one, counted up to a number.</summary>
    public static long AheadOf(
        Database database, (string Authority, DateOnly UrgentBy, string Id, int Max) ask)
    {
        using var count = database.Prepare("""
            SELECT count(*) FROM (SELECT 1 FROM application INDEXED BY application_open
                WHERE status IN (1, 2, 3) AND (urgent_by, id) < (?, ?) AND authority = ? LIMIT ?)
            """)
            .Add(ask.UrgentBy).Add(ask.Id).Add(ask.Authority).Add(ask.Max);
        return count.Read() ? count.Long(0) : 0;
    }

    private static void Bind(Statement rows, QueueQuery query)
    {
        if (query.AuthorityPrefix.Length > 0) rows.AddPrefix(query.AuthorityPrefix);
        if (query.Service is { } service)
            foreach (var one in query.Besides.Insert(0, service)) rows.Add(ServiceNames.Of(one));
        if (query.OverdueOn is { } day) rows.Add(day);
    }

    private static string QueueSql(QueueQuery query, string columns, string order)
    {
        var open = query.Statuses.SequenceEqual(QueueQuery.Open);
        var sql = new StringBuilder($"SELECT {columns} FROM application INDEXED BY ")
            .Append(open ? "application_open" : "application_status")
            .Append(" WHERE status IN (").AppendJoin(", ", query.Statuses.Select(status => (int)status)).Append(')')
            .Append(" AND (urgent_by, id) > (?, ?)");
        if (query.AuthorityPrefix.Length > 0) sql.Append(" AND authority >= ? AND authority < ?");
        if (query.Service is not null)
            sql.Append(" AND service IN (")
                .AppendJoin(", ", Enumerable.Repeat("?", query.Besides.Length + 1)).Append(')');
        if (query.OverdueOn is not null) sql.Append(" AND urgent_by < ?");
        return sql.Append(order).ToString();
    }

    private static Ordered Read(Statement row)
    {
        var id = EntityRows.Id(row, 0);
        var body = row.Sealer.Open(row.Blob(4), RowIdentity.Application(row.Text(7)));
        return new Ordered(
            new ApplicationRow(id, row.Text(2), row.Text(3), ApplicationJson.Read(id.Kind, body)),
            row.Text(5), row.Long(6));
    }

    private static Page<ApplicationRow> Rows(this Page<Ordered> page) =>
        new([.. page.Items.Select(item => item.Row)], page.Next);
}
