namespace OrleansRegistry.Storage.DryRun;

/// <summary>Nothing is sent from a dry run.</summary>
internal sealed class DryRunAuditSent(IAuditSent real) : IAuditSent
{
    public Task<IReadOnlyList<UnsentChain>> Unsent(int limit, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<UnsentChain>>([]);

    public ValueTask<long> UpTo(string chain, CancellationToken cancellation = default) =>
        real.UpTo(chain, cancellation);

    public Task Sent(string chain, long number, CancellationToken cancellation = default) => Task.CompletedTask;
}
