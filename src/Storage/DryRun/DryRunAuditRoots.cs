using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>Reads the real roots and makes none, as a dry run has no effect.</summary>
internal sealed class DryRunAuditRoots(IAuditRootStore real) : IAuditRootStore
{
    public Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default) =>
        real.Roots(page, cancellation);

    public Task<AuditRoot?> Root(DateOnly day, CancellationToken cancellation = default) =>
        real.Root(day, cancellation);

    public Task<IReadOnlyList<RootLeaf>> Uncovered(
        string afterKind, string afterKey, int limit, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<RootLeaf>>([]);

    public Task<IReadOnlyList<RootLeaf>> UncoveredChains(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<RootLeaf>>([]);

    public Task Begin(DateOnly day, CancellationToken cancellation = default) => Task.CompletedTask;

    public Task Add(
        DateOnly day, int from, IReadOnlyList<RootLeaf> leaves, CancellationToken cancellation = default) =>
        Task.CompletedTask;

    public Task<bool> Finish(AuditRoot root, CancellationToken cancellation = default) => Task.FromResult(false);

    public Task<PlacedLeaf?> Find(string kind, string key, CancellationToken cancellation = default) =>
        real.Find(kind, key, cancellation);

    public Task<IReadOnlyList<RootLeaf>> Leaves(
        DateOnly day, int from, int limit, CancellationToken cancellation = default) =>
        real.Leaves(day, from, limit, cancellation);

    public Task<IReadOnlyList<PlacedLeaf>> LeavesAfter(
        RootLeaf after, int limit, CancellationToken cancellation = default) =>
        real.LeavesAfter(after, limit, cancellation);
}
