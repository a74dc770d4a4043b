using Orleans.Storage;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Grains;

/// <summary>
/// Lets Orleans' AdoNet persistence write a commit instead of a state, and read an entity. The other half is the
/// function that its statement calls (migration 0006): the same tables and the same commit function.
/// </summary>
/// <param name="store">The store, whose guard number each commit has.</param>
public sealed class CommitSerializer(PostgresRegistryStore store) : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => input is EntityRecord { Pending: { } prepared }
        ? new BinaryData(CommitEnvelope.Write(prepared.Commit, store.Epoch))
        : throw new InvalidOperationException("nothing to commit");

    /// <summary>Only the grain knows the kind, so it makes the state from the bytes that are returned here.</summary>
    public T? Deserialize<T>(BinaryData input) =>
        (T)(object)new EntityRecord { Stored = CommitEnvelope.ReadEntity(input.ToMemory()) };
}
