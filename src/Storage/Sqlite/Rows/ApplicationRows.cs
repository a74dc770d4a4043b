using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite.Rows;

/// <summary>Reads applications: one, a person's, and an officer's queue.</summary>
internal static class ApplicationRows
{
    private const string Columns = "kind, key, person_key, authority, body, urgent_by, submitted_at";
    private const string PersonList = "applications";
    private const string QueueList = "queue";

    /// <summary>A row with the columns that order the lists.</summary>
    private sealed record Ordered(ApplicationRow Row, string UrgentBy, long SubmittedTicks);

    public static ApplicationRow? ById(Database database, string id) =>
        database.Prepare($"SELECT {Columns} FROM application WHERE id = ?").Add(id).First(Read)?.Row;

    public static Page<ApplicationRow> OfPerson(Database database, (string PersonKey, PageRequest Page) ask)
    {
        var after = Cursor.Keys(PersonList, 2, ask.Page.Cursor);
        return database.Prepare($"""
            SELECT {Columns} FROM application WHERE person_key = ? AND (submitted_at, id) < (?, ?)
            ORDER BY submitted_at DESC, id DESC LIMIT ?
            """)
            .Add(ask.PersonKey)
            .Add(after is null ? long.MaxValue : Cursor.Number(after[0]))
            .Add(after is null ? "" : after[1])
            .Page(ask.Page.Limit(), Read, last => Cursor.After(
                PersonList, last.SubmittedTicks.ToString(CultureInfo.InvariantCulture), last.Row.Application.Id))
            .Rows();
    }

    public static Page<ApplicationRow> Queue(Database database, (QueueQuery Query, PageRequest Page) ask)
    {
        var query = ask.Query;
        var after = Cursor.Keys(QueueList, 2, ask.Page.Cursor);
        var rows = database.Prepare(QueueSql(query));
        if (query.Status is { } status) rows.Add((long)status);
        rows.Add(after is null ? "" : after[0]).Add(after is null ? "" : after[1]);
        if (query.AuthorityPrefix.Length > 0) rows.AddPrefix(query.AuthorityPrefix);
        if (query.Service is { } service) rows.Add(ServiceNames.Of(service));
        if (query.OverdueOn is { } day) rows.Add(day);
        return rows
            .Page(ask.Page.Limit(), Read, last => Cursor.After(QueueList, last.UrgentBy, last.Row.Application.Id))
            .Rows();
    }

    private static string QueueSql(QueueQuery query)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM application INDEXED BY ")
            .Append(query.Status is null
                ? "application_open WHERE status IN (1, 2, 3)"
                : "application_status WHERE status = ?")
            .Append(" AND (urgent_by, id) > (?, ?)");
        if (query.AuthorityPrefix.Length > 0) sql.Append(" AND authority >= ? AND authority < ?");
        if (query.Service is not null) sql.Append(" AND service = ?");
        if (query.OverdueOn is not null) sql.Append(" AND urgent_by < ?");
        return sql.Append(" ORDER BY urgent_by, id LIMIT ?").ToString();
    }

    private static Ordered Read(Statement row) => new(
        new ApplicationRow(EntityRows.Id(row, 0), row.Text(2), row.Text(3), Body(row.BlobSpan(4))),
        row.Text(5), row.Long(6));

    private static Application Body(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, RegistryJson.Default.Application)
        ?? throw new InvalidOperationException("an application's row has the body null");

    private static Page<ApplicationRow> Rows(this Page<Ordered> page) =>
        new([.. page.Items.Select(item => item.Row)], page.Next);
}
