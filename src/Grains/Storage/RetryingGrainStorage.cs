using Microsoft.Extensions.Logging;
using Orleans.Storage;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Grains;

/// <summary>
/// Orleans' AdoNet persistence with what the registry needs in addition. A write whose connection broke is sent again
/// unchanged. If it had not happened, it happens now, after waiting for the first one if that is still running. If it
/// had happened, it is refused, and then recognised by the hash of its first event. So a committed command is never
/// decided again, and the answer is the same as with the registry's own storage.
/// </summary>
/// <param name="inner">The provider.</param>
/// <param name="store">The registry's store on the same database.</param>
/// <param name="patience">For how long a broken write is retried.</param>
/// <param name="log">The log.</param>
public sealed class RetryingGrainStorage(
    IGrainStorage inner,
    PostgresRegistryStore store,
    TimeSpan patience,
    ILogger<RetryingGrainStorage> log) : IGrainStorage
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await inner.ReadStateAsync(stateName, grainId, grainState);
        if (grainState.State is not EntityRecord { Stored: { } stored } record) return;
        var id = RegistryGrainStorage.IdOf(stateName, grainId);
        record.Stored = store.Open(id, stored);
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = RegistryGrainStorage.RecordOf(grainState);
        var prepared = record.Pending!;
        record.Pending = prepared with { Commit = await store.Seal(prepared.Commit) };
        try
        {
            await Write(stateName, grainId, grainState, record, prepared.Commit);
        }
        finally
        {
            record.Pending = prepared;
        }
    }

    private async Task Write<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, EntityRecord record, Commit commit)
    {
        var (started, etag) = (TimeProvider.System.GetTimestamp(), grainState.ETag);
        for (var inDoubt = false; ; inDoubt = true)
        {
            try
            {
                if (store.Trouble is { } trouble) throw new StorageAwayException(trouble);
                await inner.WriteStateAsync(stateName, grainId, grainState);
                record.Outcome = CommitEnvelope.ResultOf(commit, grainState.ETag);
                if (inDoubt && record.Outcome is not CommitResult.Committed && await store.IsMade(commit))
                    Recognise(record, grainState);
                return;
            }
            catch (InconsistentStateException) when (inDoubt)
            {
                if (!await store.IsMade(commit)) throw;
                Recognise(record, grainState);
                return;
            }
            catch (Exception e) when (StorageFaults.Away(e) is { } away)
            {
                if (TimeProvider.System.GetElapsedTime(started) > patience)
                    throw away as StorageAwayException ?? new StorageAwayException(
                        "the database of this silo's grain storage is away", away);
                log.SentAgain(e, grainId);
                grainState.ETag = etag;
                await Task.Delay(_pause);
            }
        }
    }

    /// <summary>The next write begins at the version of this one, whatever the repeated write was answered.</summary>
    private static void Recognise<T>(EntityRecord record, IGrainState<T> grainState)
    {
        record.Outcome = CommitResult.Ok;
        grainState.ETag = record.Pending!.Entity.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
