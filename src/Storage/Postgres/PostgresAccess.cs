using System.Collections.Immutable;
using Npgsql;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>
/// Reads and small writes over the connection pool. A read whose connection broke is tried again, because after a
/// restart of the server the pool is full of dead connections. A write is tried again only where a repeat changes
/// nothing, because nobody knows whether it happened.
/// </summary>
/// <param name="source">The source of connections.</param>
/// <param name="sealer">Seals what is written to the tables and opens what is read.</param>
/// <param name="lane">Where reads of many rows wait for each other; null: they do not wait.</param>
internal sealed class PostgresAccess(NpgsqlDataSource source, Sealer sealer, Lane? lane = null)
{
    private const int Tries = 3;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The source of connections.</summary>
    public NpgsqlDataSource Source => source;

    /// <summary>Seals what is written to the tables and opens what is read.</summary>
    public Sealer Sealer => sealer;

    /// <summary>All rows.</summary>
    public Task<ImmutableArray<T>> All<T>(
        BoundStatement ask, Func<NpgsqlDataReader, T> item, CancellationToken cancellation) =>
        lane is null ? Try(Tries, () => ReadAll(ask, item, cancellation), cancellation)
            : lane.Run(
                (This: this, ask, item, cancellation),
                static read => new ValueTask<ImmutableArray<T>>(read.This.Try(
                    Tries, () => read.This.ReadAll(read.ask, read.item, read.cancellation), read.cancellation)),
                cancellation).AsTask();

    private async Task<ImmutableArray<T>> ReadAll<T>(
        BoundStatement ask, Func<NpgsqlDataReader, T> item, CancellationToken cancellation)
    {
        var command = ask.On(source);
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                var items = ImmutableArray.CreateBuilder<T>();
                while (await rows.ReadAsync(cancellation).ConfigureAwait(false)) items.Add(item(rows));
                return items.DrainToImmutable();
            }
        }
    }

    /// <summary>The first row; null: none.</summary>
    public async ValueTask<T?> First<T>(
        BoundStatement ask, Func<NpgsqlDataReader, T> item, CancellationToken cancellation)
        where T : class
    {
        var all = await All(ask, item, cancellation).ConfigureAwait(false);
        return all.IsEmpty ? null : all[0];
    }

    /// <summary>The first row of values; null: none.</summary>
    public async ValueTask<T?> FirstValue<T>(
        BoundStatement ask, Func<NpgsqlDataReader, T> item, CancellationToken cancellation)
        where T : struct
    {
        var all = await All(ask, item, cancellation).ConfigureAwait(false);
        return all.IsEmpty ? null : all[0];
    }

    /// <summary>
    /// A page. The query's last parameter, its limit, is added here: one row more than asked for shows whether there is
    /// another page.
    /// </summary>
    public async Task<Page<T>> Page<T>(
        BoundStatement ask, PageRequest page, Func<NpgsqlDataReader, T> item, Func<T, string> cursorAfter,
        CancellationToken cancellation)
    {
        var limit = page.Limit();
        var rows = await All(ask.Add(limit + 1), item, cancellation).ConfigureAwait(false);
        return rows.Length <= limit
            ? new Page<T>(rows, null)
            : new Page<T>(rows.RemoveAt(limit), cursorAfter(rows[limit - 1]));
    }

    /// <summary>Runs a write in a durable transaction of its own; the result is the number of rows changed.</summary>
    public Task<int> Run(BoundStatement ask, CancellationToken cancellation) =>
        Try(1, () => Write(ask, cancellation), cancellation);

    /// <summary>
    /// Runs a write that changes nothing when it is repeated, so that it is tried again when its connection broke. The
    /// result is the number of rows of the last attempt.
    /// </summary>
    public Task<int> RunAgain(BoundStatement ask, CancellationToken cancellation) =>
        Try(Tries, () => Write(ask, cancellation), cancellation);

    private async Task<int> Write(BoundStatement ask, CancellationToken cancellation)
    {
        var command = ask.On(source);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<T> Try<T>(int tries, Func<Task<T>> work, CancellationToken cancellation)
    {
        for (var left = tries; ; left--)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception fault) when (PostgresFaults.IsAway(fault))
            {
                source.Clear();
                if (left == 1) throw PostgresFaults.Away(fault);
                await Task.Delay(_pause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
