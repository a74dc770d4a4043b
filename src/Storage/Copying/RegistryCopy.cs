using System.Globalization;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Storage.Copying;

/// <summary>
/// Copies a stopped SQLite registry into a PostgreSQL database, portion by portion; after an interruption the same call
/// continues. At the end every chain of the target is recomputed, and its head compared with the source's. No host
/// opens the target before that is done.
/// </summary>
public static class RegistryCopy
{
    private const int RowsAtATime = 5_000;
    private const int BytesAtATime = 4 * 1024 * 1024;
    private const int ContentsAtATime = 4;
    private static readonly (string Name, ColumnKind Kind)[] _content =
        [("sha256", ColumnKind.Text), ("bytes", ColumnKind.Bytes)];

    /// <summary>
    /// Begins or continues the copy; the result is the number of entities. Throws <see cref="InvalidDataException"/>,
    /// which says what is wrong.
    /// </summary>
    /// <param name="folder">The folder of the stopped registry.</param>
    /// <param name="connectionString">The database, empty or with an unfinished copy of this registry.</param>
    /// <param name="progress">Gets a line for each table, and for every portion of large ones.</param>
    /// <param name="keySecret">Registry__KeySecret, which a sealed registry needs for its check.</param>
    /// <param name="cancellation">Interrupts; what was copied stays.</param>
    public static async Task<long> Run(
        string folder, string connectionString, Action<string> progress, string? keySecret = null,
        CancellationToken cancellation = default)
    {
        using var source = CopySource.Open(folder);
        using var sealer = source.Sealer(keySecret);
        try
        {
            var target = await CopyTarget.Open(connectionString, sealer, cancellation).ConfigureAwait(false);
            await using (target.ConfigureAwait(false))
            {
                if (await target.Begin(source.RegistryId(), source.Stamp(), cancellation).ConfigureAwait(false))
                {
                    progress("This registry was copied into the database before; nothing to do.");
                    return source.Count("entity");
                }
                await Contents(source, target, progress, cancellation).ConfigureAwait(false);
                foreach (var table in CopyTable.All)
                    await Rows(source, target, table, progress, cancellation).ConfigureAwait(false);
                foreach (var table in (string[])["outbox", "notice"])
                    await target.Number(table, source.LastNumber(table), cancellation).ConfigureAwait(false);
                await target.Number("audit", source.Count("audit"), cancellation).ConfigureAwait(false);
                var entities = await Check(source, target, progress, cancellation).ConfigureAwait(false);
                await target.Finish(cancellation).ConfigureAwait(false);
                return entities;
            }
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault) && fault is not StorageAwayException)
        {
            throw PostgresFaults.Away(fault);
        }
    }

    private static async Task Rows(
        CopySource source, CopyTarget target, CopyTable table, Action<string> progress, CancellationToken cancellation)
    {
        var (after, copied, done) = await target.Progress(table.Name, cancellation).ConfigureAwait(false);
        while (!done)
        {
            var rows = source.Rows(table, after, RowsAtATime, BytesAtATime);
            done = rows.Count == 0;
            copied += rows.Count;
            if (!done)
            {
                var keys = rows[^1].Take(table.KeyColumns);
                after = [.. keys.Select(key => Convert.ToString(key, CultureInfo.InvariantCulture)!)];
            }
            await target.Write(
                table.Name, table.Name, table.Columns, rows, after, copied, done, cancellation).ConfigureAwait(false);
            progress($"{table.Name}: {copied}{(done ? "" : " ...")}");
        }
    }

    private static async Task Contents(
        CopySource source, CopyTarget target, Action<string> progress, CancellationToken cancellation)
    {
        var (after, copied, done) = await target.Progress("content", cancellation).ConfigureAwait(false);
        while (!done)
        {
            var hashes = source.Hashes(after.Length == 0 ? "" : after[0], ContentsAtATime);
            var rows = new List<object?[]>(hashes.Count);
            foreach (var hash in hashes) rows.Add([hash, await Read(source, hash, cancellation).ConfigureAwait(false)]);
            done = rows.Count == 0;
            copied += rows.Count;
            if (!done) after = [hashes[^1]];
            await target.Write(
                "content", "content", _content, rows, after, copied, done, cancellation).ConfigureAwait(false);
            if (done) progress($"content: {copied}");
        }
    }

    private static async Task<byte[]> Read(CopySource source, string hash, CancellationToken cancellation)
    {
        var file = source.Contents.Open(hash);
        await using (file.ConfigureAwait(false))
        {
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return bytes;
        }
    }

    /// <summary>
    /// Compares the number of rows of every table, and every chain of the target with the head in the source.
    /// </summary>
    private static async Task<long> Check(
        CopySource source, CopyTarget target, Action<string> progress, CancellationToken cancellation)
    {
        foreach (var name in CopyTable.All.Select(table => table.Name))
        {
            var (here, there) = (source.Count(name), await target.Count(name, cancellation).ConfigureAwait(false));
            if (here != there)
                throw new InvalidDataException($"{name} has {here} rows in the folder and {there} in the database.");
        }
        var checkedEntities = 0L;
        using var heads = source.Heads().GetEnumerator();
        await foreach (var entity in target.Audits.Entities(cancellation).ConfigureAwait(false))
        {
            if (entity.BrokenAt() is { } broken) throw new InvalidDataException(broken);
            if (!heads.MoveNext()) throw new InvalidDataException($"{entity.Id} is not in the folder.");
            var head = heads.Current;
            if (head.Kind != entity.Id.KindName || head.Key != entity.Id.Key || head.Version != entity.Entity.Version
                || !entity.Entity.Head.Span.SequenceEqual(head.Head))
                throw new InvalidDataException($"{entity.Id}: the head is not the one of {head.Key} in the folder.");
            checkedEntities++;
        }
        if (heads.MoveNext()) throw new InvalidDataException($"{heads.Current.Key} is not in the database.");
        progress($"{checkedEntities} chains recomputed, every head as in the folder");
        return checkedEntities;
    }
}
