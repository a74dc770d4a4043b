namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>The plain rows of a table, and the query that counts them.</summary>
internal sealed record PlainRows(string Table, string Condition, params object[] Values)
{
    /// <summary>The number of plain rows.</summary>
    public async Task<long> Count(ISealingTables tables) => (long)(await tables.Read(
        $"SELECT count(*) FROM {Table} WHERE {Condition}", Values).ConfigureAwait(false))[0][0]!;

    /// <summary>For a column of bytes that begins with a mark when it is sealed.</summary>
    public static PlainRows Unmarked(string table, string column, byte mark) =>
        new(table, $"substr({column}, 1, 1) <> ?", new byte[] { mark });
}
