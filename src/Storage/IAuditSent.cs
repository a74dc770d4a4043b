namespace OrleansRegistry.Storage;

/// <summary>A chain whose end the copy outside does not have yet.</summary>
/// <param name="Head">Where the chain ends.</param>
/// <param name="Sent">The number of the last record that the copy has; 0: none.</param>
public sealed record UnsentChain(AuditHead Head, long Sent);

/// <summary>
/// How far the copy of the audit outside has come; a record is marked after the copy has accepted it.
/// </summary>
public interface IAuditSent
{
    /// <summary>Chains with records to be sent, the oldest day first.</summary>
    Task<IReadOnlyList<UnsentChain>> Unsent(int limit, CancellationToken cancellation = default);

    /// <summary>The number up to which records were sent, inclusive; 0: none.</summary>
    ValueTask<long> UpTo(string chain, CancellationToken cancellation = default);

    /// <summary>
    /// Records that the copy outside has the chain up to <paramref name="number"/>, inclusive; a smaller number than
    /// before changes nothing.
    /// </summary>
    Task Sent(string chain, long number, CancellationToken cancellation = default);
}
