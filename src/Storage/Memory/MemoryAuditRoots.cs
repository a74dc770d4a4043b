using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Daily roots, their leaves, and how far the copy outside has come.</summary>
internal sealed class MemoryAuditRoots(MemoryTables tables) : IAuditRootStore, IAuditSent
{
    public Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default)
    {
        var before = AuditRootRows.Before(page);
        lock (tables.Gate)
            return Task.FromResult(tables.Audit.Roots.Values.Reverse()
                .Where(root => string.CompareOrdinal(RootLeaf.KeyOf(root.Day), before) < 0)
                .Page(page, AuditRootRows.After));
    }

    public Task<AuditRoot?> Root(DateOnly day, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(tables.Audit.Roots.GetValueOrDefault(day));
    }

    public Task<IReadOnlyList<RootLeaf>> Uncovered(
        string afterKind, string afterKey, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return All(tables.Entities
                .Where(row => MemoryPaging.Compare(
                    new OrdinalText(row.Key.KindName), row.Key.Key, new OrdinalText(afterKind), afterKey) > 0)
                .Select(row => (row.Key, row.Value.Stored))
                .Select(row => new RootLeaf(row.Key.KindName, row.Key.Key, row.Stored.Version, row.Stored.Head))
                .Where(leaf => !IsCovered(leaf))
                .OrderBy(leaf => leaf.Kind, StringComparer.Ordinal).ThenBy(leaf => leaf.Key, StringComparer.Ordinal)
                .Take(limit));
    }

    public Task<IReadOnlyList<RootLeaf>> UncoveredChains(CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return All(tables.Audit.Heads.Values
                .Select(head => new RootLeaf(RootLeaf.Audit, head.Chain, head.Count, head.Hash))
                .Where(leaf => !IsCovered(leaf)));
    }

    public Task Begin(DateOnly day, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            if (!tables.Audit.Roots.ContainsKey(day)) tables.Audit.Leaves.RemoveAll(placed => placed.Day == day);
        return Task.CompletedTask;
    }

    public Task Add(
        DateOnly day, int from, IReadOnlyList<RootLeaf> leaves, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            if (tables.Audit.Roots.ContainsKey(day)) throw new InvalidOperationException($"the root of {day} stands");
            if (leaves.Any(IsCovered)) throw new InvalidOperationException("an end is covered once");
            tables.Audit.Leaves.AddRange(leaves.Select((leaf, i) => new PlacedLeaf(day, from + i, leaf)));
        }
        return Task.CompletedTask;
    }

    public Task<bool> Finish(AuditRoot root, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(
                tables.Audit.Leaves.Count(placed => placed.Day == root.Day) == root.Leaves
                && tables.Audit.Roots.TryAdd(root.Day, root));
    }

    public Task<PlacedLeaf?> Find(string kind, string key, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(tables.Audit.Leaves
                .Where(placed => placed.Leaf.Kind == kind && placed.Leaf.Key == key
                    && tables.Audit.Roots.ContainsKey(placed.Day))
                .MaxBy(placed => placed.Leaf.Version));
    }

    public Task<IReadOnlyList<RootLeaf>> Leaves(
        DateOnly day, int from, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return All(tables.Audit.Leaves.Where(placed => placed.Day == day && placed.Number >= from)
                .OrderBy(placed => placed.Number).Take(limit).Select(placed => placed.Leaf));
    }

    public Task<IReadOnlyList<PlacedLeaf>> LeavesAfter(
        RootLeaf after, int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return All(InOrder().Where(placed => Compare(placed.Leaf, after) > 0).Take(limit));
    }

    public Task<IReadOnlyList<UnsentChain>> Unsent(int limit, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return All(tables.Audit.Heads.Values
                .Select(head => new UnsentChain(head, tables.Audit.Sent.GetValueOrDefault(head.Chain)))
                .Where(chain => chain.Head.Count > chain.Sent)
                .OrderBy(chain => chain.Head.Day).ThenBy(chain => chain.Head.Chain, StringComparer.Ordinal)
                .Take(limit));
    }

    public ValueTask<long> UpTo(string chain, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.Audit.Sent.GetValueOrDefault(chain));
    }

    public Task Sent(string chain, long number, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            tables.Audit.Sent[chain] = Math.Max(number, tables.Audit.Sent.GetValueOrDefault(chain));
        return Task.CompletedTask;
    }

    private bool IsCovered(RootLeaf end) => tables.Audit.Leaves.Any(placed =>
        placed.Leaf.Kind == end.Kind && placed.Leaf.Key == end.Key && placed.Leaf.Version == end.Version);

    private IEnumerable<PlacedLeaf> InOrder() =>
        tables.Audit.Leaves.Order(Comparer<PlacedLeaf>.Create((a, b) => Compare(a.Leaf, b.Leaf)));

    private static int Compare(RootLeaf a, RootLeaf b) =>
        string.CompareOrdinal(a.Kind, b.Kind) is not 0 and var kind ? kind
        : string.CompareOrdinal(a.Key, b.Key) is not 0 and var key ? key
        : a.Version.CompareTo(b.Version);

    private static Task<IReadOnlyList<T>> All<T>(IEnumerable<T> found) =>
        Task.FromResult<IReadOnlyList<T>>([.. found]);
}
