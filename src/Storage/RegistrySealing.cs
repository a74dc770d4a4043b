using Npgsql;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Storage.Sealing.Converting;

namespace OrleansRegistry.Storage;

/// <summary>
/// Seals a stopped registry, or exchanges the secret of a sealed one. After an interruption the same call continues.
/// </summary>
public static class RegistrySealing
{
    /// <summary>
    /// Seals plain rows, verifies every chain, and removes the bytes that were plain; the result is the number of
    /// entities.
    /// </summary>
    /// <param name="place">Where the registry is.</param>
    /// <param name="secret">Registry__KeySecret.</param>
    /// <param name="progress">Gets a line for each step.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="InvalidDataException">What is wrong.</exception>
    public static Task<long> Seal(
        SealedPlace place, string secret, Action<string> progress, CancellationToken cancellation = default) =>
        On(place, tables => new SealConversion(tables, progress).Run(secret), cancellation);

    /// <summary>
    /// Exchanges the secret; false: it is the new one already. One row is written, so that it cannot be left half done.
    /// </summary>
    /// <param name="place">Where the registry is.</param>
    /// <param name="secret">Registry__KeySecret, the new one.</param>
    /// <param name="before">Registry__KeySecretBefore, the secret in use until now.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="InvalidDataException">The registry is not sealed.</exception>
    /// <exception cref="SealingException">It is sealed with neither of the two secrets.</exception>
    public static Task<bool> Exchange(
        SealedPlace place, string secret, string before, CancellationToken cancellation = default) =>
        On(place, tables => Exchange(tables, secret, before), cancellation);

    private static async Task<bool> Exchange(ISealingTables tables, string secret, string before)
    {
        var conversion = new SealConversion(tables, _ => { });
        var record = await conversion.Record().ConfigureAwait(false)
            ?? throw new InvalidDataException("The registry is not sealed: run `registry seal` first.");
        var exchanged = record.Exchanged(secret, before);
        if (ReferenceEquals(exchanged, record)) return false;
        await conversion.Write(exchanged).ConfigureAwait(false);
        return true;
    }

    private static async Task<T> On<T>(
        SealedPlace place, Func<ISealingTables, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            ISealingTables tables = place.Postgres is { } database
                ? await PostgresSealingTables.Open(database, cancellation).ConfigureAwait(false)
                : SqliteSealingTables.Open(place.Folder);
            await using (tables.ConfigureAwait(false)) return await work(tables).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidDataException(
                "Sealing changes tables: Registry__Postgres must name their owner here, as for `registry migrate`.",
                refused);
        }
        catch (Exception fault) when (PostgresFaults.IsAway(fault) && fault is not StorageAwayException)
        {
            throw PostgresFaults.Away(fault);
        }
    }
}

/// <summary>The place of a registry.</summary>
/// <param name="Folder">The folder of a registry on SQLite.</param>
/// <param name="Postgres">The connection string of its database; null: the database is in the folder.</param>
public sealed record SealedPlace(string Folder, string? Postgres);
