namespace OrleansRegistry.Storage;

/// <summary>A chain of which the copy outside lacks the end.</summary>
/// <param name="Head">Where the chain ends.</param>
/// <param name="Sent">The number of the last record that the copy has; 0: none.</param>
public sealed record UnsentChain(AuditHead Head, long Sent);

/// <summary>How far the copy of the audit outside has come: what it has taken is marked afterwards.</summary>
public interface IAuditSent
{
    /// <summary>Chains of which something is to be sent, the oldest day first.</summary>
    Task<IReadOnlyList<UnsentChain>> Unsent(int limit, CancellationToken cancellation = default);

    /// <summary>The number up to which something was sent, inclusive; 0: nothing was.</summary>
    ValueTask<long> UpTo(string chain, CancellationToken cancellation = default);

    /// <summary>
    /// Records that the copy outside has the chain up to <paramref name="number"/>, inclusive; a smaller number than
    /// before changes nothing.
    /// </summary>
    Task Sent(string chain, long number, CancellationToken cancellation = default);
}
