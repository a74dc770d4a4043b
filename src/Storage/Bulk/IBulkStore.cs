namespace OrleansRegistry.Storage.Bulk;

/// <summary>A store that writes many commits as one: an import of a register (docs/adr/0163).</summary>
public interface IBulkStore : IRegistryStore
{
    /// <summary>
    /// Commits all of them in one durable transaction, in their order, or none of them. Commits of one entity follow
    /// one another by their versions; whoever asks has the store alone and has decided each on the ones before it.
    /// </summary>
    /// <exception cref="BulkRefusedException">One of them cannot be; nothing of any happened.</exception>
    Task CommitAll(IReadOnlyList<Commit> commits, CancellationToken cancellation = default);
}

/// <summary>
/// A commit among many was refused: it does not rest on what the store has, though whoever decided it has the store
/// alone. That is a bug, and nothing of the many was written.
/// </summary>
public sealed class BulkRefusedException(string message) : Exception(message);
