using Orleans.Storage;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Grains;

/// <summary>
/// Gives Orleans' AdoNet persistence a commit to write instead of a state, and takes an entity where it reads one. The
/// other half is the function behind its statement (migration 0006): same tables, same commit function.
/// </summary>
/// <param name="store">The store whose guard's number each commit carries.</param>
public sealed class CommitSerializer(PostgresRegistryStore store) : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => input is EntityRecord { Pending: { } prepared }
        ? new BinaryData(CommitEnvelope.Write(prepared.Commit, store.Epoch))
        : throw new InvalidOperationException("nothing to commit");

    /// <summary>Which kind it is, only the grain knows: it reads the state from the bytes that are left here.</summary>
    public T? Deserialize<T>(BinaryData input) =>
        (T)(object)new EntityRecord { Stored = CommitEnvelope.ReadEntity(input.ToMemory()) };
}
