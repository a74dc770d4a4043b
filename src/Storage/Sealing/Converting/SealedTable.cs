using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>A table with sealed columns, besides those of the entities.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The key columns, the columns that are part of the seal, and last the sealed column.</param>
/// <param name="Set">The columns that change.</param>
/// <param name="Change">Computes the new values of these columns from the row.</param>
/// <param name="Plain">The plain rows of the table.</param>
/// <param name="KeyColumns">How many of the first columns are its key.</param>
internal sealed record SealedTable(
    string Name, string Columns, string Set, Func<Sealer, object?[], object?[]> Change, PlainRows Plain,
    int KeyColumns = 1)
{
    private const int RowsAtATime = 1_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SealedTable> All { get; } =
    [
        new(
            "application", "id, body", "body",
            (sealer, row) => [Sealed(sealer, row[1], RowIdentity.Application(Text(row[0])))],
            PlainRows.Unmarked("application", "body", Sealer.RowMark)),
        new(
            "answer", "command_id, fingerprint, version, body", "fingerprint, body", Answer,
            PlainRows.Unmarked("answer", "body", Sealer.RowMark)),
        new(
            "outbox", "id, source_kind, source_key, target_kind, target_key, type, cause, command", "command",
            (sealer, row) =>
                [Sealed(sealer, row[7], RowIdentity.Outbox(Id(row, 1), Id(row, 3), Text(row[5]), Text(row[6])))],
            PlainRows.Unmarked("outbox", "command", Sealer.RowMark)),
        new(
            "notice", "id, kind, key, notice_kind, person_key, at, notice_values", "notice_values", Notice,
            new PlainRows("notice", "substr(notice_values, 1, 4) <> '{\"~\"'")),
        new(
            "audit", "id, at, actor, what, detail", "detail",
            (sealer, row) =>
                [sealer.SealText(Text(row[4]), RowIdentity.Audit(Instant(row[1]), Text(row[2]), Text(row[3])))],
            new PlainRows("audit", "substr(detail, 1, 1) <> '~'")),
        new(
            "draft", "account_id, key, content", "content",
            (sealer, row) => [Sealed(sealer, row[2], RowIdentity.Draft(Text(row[0]), Text(row[1])))],
            PlainRows.Unmarked("draft", "content", Sealer.RowMark), KeyColumns: 2),
    ];

    private string Key => string.Join(", ", Columns.Split(", ").Take(KeyColumns));

    /// <summary>Seals the plain rows, a page in a transaction; the result is how many.</summary>
    public async Task<long> Seal(ISealingTables tables, Sealer sealer)
    {
        var count = 0L;
        var set = string.Join(", ", Set.Split(", ").Select(column => column + " = ?"));
        var marks = string.Join(", ", Enumerable.Repeat("?", KeyColumns));
        for (object[]? last = null; ;)
        {
            var after = last is null ? "" : $" AND ({Key}) > ({marks})";
            var rows = await tables.Read(
                $"""
                SELECT {Columns} FROM {Name} WHERE {Plain.Condition}{after} ORDER BY {Key} LIMIT {RowsAtATime}
                """, last is null ? Plain.Values : [.. Plain.Values, .. last]).ConfigureAwait(false);
            if (rows.Count == 0) return count;
            last = KeyOf(rows[^1]);
            await tables.Transact(() => tables.Run([.. rows.Select(row => new SealingStatement(
                $"UPDATE {Name} SET {set} WHERE ({Key}) = ({marks})", [.. Change(sealer, row), .. KeyOf(row)]))]))
                .ConfigureAwait(false);
            count += rows.Count;
        }
    }

    private object[] KeyOf(object?[] row) => [.. row.Take(KeyColumns).Select(column => column!)];

    private static object?[] Answer(Sealer sealer, object?[] row)
    {
        var plain = new StoredAnswer(Text(row[1]), (int)(long)row[2]!, (byte[])row[3]!);
        var kept = KeptAnswer.Seal(sealer, Text(row[0]), plain);
        return [kept.Fingerprint, kept.Body.ToArray()];
    }

    private static object?[] Notice(Sealer sealer, object?[] row)
    {
        var identity = RowIdentity.Notice(Id(row, 1), Text(row[3]), Text(row[4]), Instant(row[5]));
        return [StoredJson.Write(sealer.SealValues(StoredJson.ReadValues(Text(row[6])), identity))];
    }

    private static byte[] Sealed(Sealer sealer, object? plain, string identity) =>
        sealer.Seal((byte[])plain!, identity).ToArray();

    private static EntityId Id(object?[] row, int kindColumn) =>
        new(EntityId.KindOf(Text(row[kindColumn])), Text(row[kindColumn + 1]));

    private static string Text(object? value) => (string)value!;

    private static DateTimeOffset Instant(object? ticks) => new((long)ticks!, TimeSpan.Zero);
}
