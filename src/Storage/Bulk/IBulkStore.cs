namespace OrleansRegistry.Storage.Bulk;

/// <summary>A store that can write many commits as one, for the import of a register (docs/adr/0163).</summary>
public interface IBulkStore : IRegistryStore
{
    /// <summary>
    /// Commits all of them in one durable transaction, in their order, or none of them. Commits of one entity follow
    /// each other by their versions; the caller has the store to itself, and has decided each of them after the ones
    /// before it.
    /// </summary>
    /// <exception cref="BulkRefusedException">One of them is not possible; none was written.</exception>
    Task CommitAll(IReadOnlyList<Commit> commits, CancellationToken cancellation = default);
}

/// <summary>
/// A commit among many was refused because the store has another version, although its caller has the store to itself.
/// That is a bug; none of the commits was written.
/// </summary>
public sealed class BulkRefusedException(string message) : Exception(message);
