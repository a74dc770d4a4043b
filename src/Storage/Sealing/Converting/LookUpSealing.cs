namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>
/// Replaces values that are looked up by equality with their keyed hashes. All in the caller's transaction: while some
/// are hashed and others are not, two rows could take the same unique number.
/// </summary>
internal sealed class LookUpSealing(ISealingTables tables, Sealer sealer)
{
    private const int RowsAtATime = 2_000;

    public async Task Run()
    {
        await SearchRows().ConfigureAwait(false);
        await Claims().ConfigureAwait(false);
        await Accounts().ConfigureAwait(false);
    }

    private async Task SearchRows()
    {
        for (string kind = "", key = ""; ;)
        {
            var rows = await tables.Read($"""
                SELECT kind, key, number, name FROM search WHERE (kind, key) > (?, ?)
                ORDER BY kind, key LIMIT {RowsAtATime}
                """, kind, key).ConfigureAwait(false);
            if (rows.Count == 0) return;
            await tables.Run([.. rows.Select(row => new SealingStatement(
                "UPDATE search SET number = ?, name = ? WHERE kind = ? AND key = ?",
                row[2] is string number ? sealer.Number((string)row[0]!, number) : null,
                row[3] is string name ? sealer.Name((string)row[0]!, name) : null, row[0], row[1]))])
                .ConfigureAwait(false);
            (kind, key) = ((string)rows[^1][0]!, (string)rows[^1][1]!);
        }
    }

    /// <summary>
    /// A row that was hashed may come again later in the order; it is recognised by its first characters.
    /// </summary>
    private async Task Claims()
    {
        for (string space = "", value = ""; ;)
        {
            var rows = await tables.Read($"""
                SELECT space, value FROM claim WHERE (space, value) > (?, ?) AND substr(value, 1, 1) <> '='
                ORDER BY space, value LIMIT {RowsAtATime}
                """, space, value).ConfigureAwait(false);
            if (rows.Count == 0) return;
            await tables.Run([.. rows.Select(row => new SealingStatement(
                "UPDATE claim SET value = ? WHERE space = ? AND value = ?",
                sealer.Unique((string)row[0]!, (string)row[1]!), row[0], row[1]))]).ConfigureAwait(false);
            (space, value) = ((string)rows[^1][0]!, (string)rows[^1][1]!);
        }
    }

    private async Task Accounts()
    {
        for (var id = ""; ;)
        {
            var rows = await tables.Read(
                $"SELECT id, phone FROM account WHERE id > ? AND phone IS NOT NULL ORDER BY id LIMIT {RowsAtATime}",
                id).ConfigureAwait(false);
            if (rows.Count == 0) return;
            await tables.Run([.. rows.Select(row => new SealingStatement(
                "UPDATE account SET phone = ?, phone_sealed = ? WHERE id = ?",
                sealer.Phone((string)row[1]!),
                sealer.SealText((string)row[1]!, RowIdentity.Phone((string)row[0]!)), row[0]))])
                .ConfigureAwait(false);
            id = (string)rows[^1][0]!;
        }
    }
}
