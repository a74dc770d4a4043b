using System.Globalization;

namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>
/// Seals a registry that has plain rows. First, in one transaction, everything that is looked up by equality, together
/// with the record that says "sealed from now on": from then on whatever is written is sealed, whoever opens the
/// registry. Then the rest in pages. After an interruption the same call continues; sealed rows are skipped.
/// </summary>
internal sealed class SealConversion(ISealingTables tables, Action<string> progress)
{
    /// <summary>
    /// Seals everything; the result is the number of entities. Throws an exception that says what is wrong.
    /// </summary>
    /// <exception cref="SealingException">The secret is a wrong one.</exception>
    /// <exception cref="InvalidDataException">A row cannot be read after sealing, or one is still plain.</exception>
    public async Task<long> Run(string secret)
    {
        var record = await Record().ConfigureAwait(false) ?? await Begin(secret).ConfigureAwait(false);
        using var sealer = new Sealer(record.Open(secret, before: null));
        var entities = await new HistorySealing(tables, sealer).Run(progress).ConfigureAwait(false);
        foreach (var table in SealedTable.All)
        {
            var rows = await table.Seal(tables, sealer).ConfigureAwait(false);
            progress(Line(table.Name, rows));
        }
        for (string? hash = ""; hash is not null;)
            hash = await tables.SealContents(sealer, hash).ConfigureAwait(false);
        await Verify(sealer).ConfigureAwait(false);
        progress("removing what was plain ...");
        await tables.Compact().ConfigureAwait(false);
        await Write(record with { Finished = true }).ConfigureAwait(false);
        return entities;
    }

    private static string Line(string what, long count) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {count} sealed");

    /// <summary>The record of how the registry is sealed; null: it is plain.</summary>
    public async Task<SealingRecord?> Record()
    {
        var rows = await tables.Read("SELECT value FROM setting WHERE name = ?", SealingRecord.Name)
            .ConfigureAwait(false);
        return rows is [[byte[] value]] ? SealingRecord.Read(value) : null;
    }

    private async Task<SealingRecord> Begin(string secret)
    {
        var root = RootKey.Make();
        var record = SealingRecord.Begin(root, secret, finished: false);
        using var sealer = new Sealer(root);
        await tables.Transact(async () =>
        {
            await new LookUpSealing(tables, sealer).Run().ConfigureAwait(false);
            await tables.Run(
                [
                    new SealingStatement(
                        "INSERT INTO setting (name, value) VALUES (?, ?)", SealingRecord.Name, record.Write()),
                    new SealingStatement(SealingRecord.RaiseContract),
                ]).ConfigureAwait(false);
        }).ConfigureAwait(false);
        progress("look-ups: sealed; whatever is written from now on is sealed");
        return record;
    }

    /// <summary>Replaces the record.</summary>
    public Task Write(SealingRecord record) => tables.Transact(() => tables.Run(
        [new SealingStatement("UPDATE setting SET value = ? WHERE name = ?", record.Write(), SealingRecord.Name)]));

    /// <summary>Recomputes every chain from opened rows, and checks that no plain row is left.</summary>
    private async Task Verify(Sealer sealer)
    {
        var chains = 0L;
        await foreach (var entity in tables.Audits(sealer).Entities().ConfigureAwait(false))
        {
            if (entity.BrokenAt() is { } broken) throw new InvalidDataException(broken);
            chains++;
        }
        foreach (var rows in HistorySealing.Plain.Concat(SealedTable.All.Select(table => table.Plain)))
        {
            if (await rows.Count(tables).ConfigureAwait(false) is var left and > 0)
                throw new InvalidDataException($"{rows.Table}: {left} rows are still plain.");
        }
        if (await tables.PlainContents().ConfigureAwait(false) is var contents and > 0)
            throw new InvalidDataException($"{contents} contents are still plain.");
        progress(string.Create(CultureInfo.InvariantCulture, $"{chains} chains recomputed, nothing is plain"));
    }
}
