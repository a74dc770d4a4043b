using System.Globalization;
using System.Text;
using Npgsql;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Postgres.Rows;

/// <summary>Reads applications: one, a person's, and an officer's queue.</summary>
internal static class ApplicationRows
{
    private const string Columns = "kind, key, person_key, authority, body, urgent_by, submitted_at";
    private const string PersonList = "applications";
    private const string QueueList = "queue";
    private const string AnnouncedList = "announced";

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

    public static string AfterOfPerson(Ordered last) => Cursor.After(
        PersonList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id);

    public static BoundStatement Queue(QueueQuery query, PageRequest page)
    {
        var after = Cursor.Keys(QueueList, 2, page.Cursor);
        var ask = new BoundStatement(QueueSql(query))
            .Add(after is null ? "" : after[0])
            .Add(after is null ? "" : after[1]);
        if (query.AuthorityPrefix.Length > 0) ask.AddPrefix(query.AuthorityPrefix);
        if (query.Service is { } service) ask.Add(query.Besides.Insert(0, service).Select(ServiceNames.Of));
        if (query.OverdueOn is { } day) ask.Add(day);
        return ask;
    }

    /// <summary>Granted railway applications; which of them were announced, the application says.</summary>
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

    private static string QueueSql(QueueQuery query)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM application WHERE (urgent_by, id) > ($1, $2)");
        var last = 2;
        sql.Append(" AND status IN (").AppendJoin(", ", query.Statuses.Select(status => (int)status)).Append(')');
        if (query.AuthorityPrefix.Length > 0) sql.Append($" AND authority >= ${++last} AND authority < ${++last}");
        if (query.Service is not null) sql.Append($" AND service = ANY (${++last})");
        if (query.OverdueOn is not null) sql.Append($" AND urgent_by < ${++last}");
        return sql.Append($" ORDER BY urgent_by, id LIMIT ${++last}").ToString();
    }

    public static string AfterQueued(Ordered last) => Cursor.After(QueueList, last.UrgentBy, last.Row.Application.Id);

    public static Ordered Read(NpgsqlDataReader row)
    {
        var id = row.Id(0);
        return new Ordered(
            new ApplicationRow(id, row.GetString(2), row.GetString(3), ApplicationJson.Read(id.Kind, row.Blob(4))),
            row.GetString(5), row.GetInt64(6));
    }
}
