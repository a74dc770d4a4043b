using System.Globalization;
using Orleans.Storage;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// Grain storage over the registry's own store: a write is a commit, and commits of many grains share one transaction
/// (design.md 4). The name of the state is the kind.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="reader">Has states that were read ahead, or those in the cache of a silo that is alone.</param>
public sealed class RegistryGrainStorage(IRegistryStore store, EntityReader reader) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = IdOf(stateName, grainId);
        // Only at the activation: a grain that reads again does not trust what is in memory.
        if (grainState.ETag is null && reader.AtHand(id) is { } held)
        {
            grainState.State = (T)(object)new EntityRecord { Entity = held, IsReadAhead = !reader.IsCached };
            (grainState.RecordExists, grainState.ETag) = (true, held.Version.ToString(CultureInfo.InvariantCulture));
            return;
        }
        var stored = await store.Load(id);
        grainState.State = (T)(object)new EntityRecord { Stored = stored };
        grainState.RecordExists = stored is not null;
        grainState.ETag = stored?.Version.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Commits what the state carries. A version conflict is the only outcome that Orleans expects as an exception.
    /// </summary>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var record = RecordOf(grainState);
        var prepared = record.Pending ?? throw new InvalidOperationException($"{grainId}: nothing to commit");
        // Not cancelled with the caller: the commit may be on its way to the disk.
        switch (await store.Commit(prepared.Commit, CancellationToken.None))
        {
            case CommitResult.Committed:
                record.Outcome = CommitResult.Ok;
                grainState.RecordExists = true;
                grainState.ETag = prepared.Entity.Version.ToString(CultureInfo.InvariantCulture);
                break;
            case CommitResult.Conflict:
                throw new InconsistentStateException(
                    $"{IdOf(stateName, grainId)}: another commit was first",
                    null!, prepared.Commit.ExpectedVersion.ToString(CultureInfo.InvariantCulture));
            case var refused:
                record.Outcome = refused;
                break;
        }
    }

    /// <summary>An entity is never cleared, because its history is the register.</summary>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("entities are not deleted");

    internal static EntityId IdOf(string stateName, GrainId grainId) =>
        new(EntityId.KindOf(stateName), grainId.Key.ToString()!);

    internal static EntityRecord RecordOf<T>(IGrainState<T> state) =>
        state.State as EntityRecord ?? throw new InvalidOperationException($"{typeof(T)} is no state of the registry");
}
