using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>A leaf of a day's tree: the end of a history or of an audit chain; or the previous root.</summary>
/// <param name="Kind">The kind of the entity, <see cref="Audit"/> or <see cref="Root"/>.</param>
/// <param name="Key">The key of the entity, the name of the chain, or the day of the root.</param>
/// <param name="Version">How many events, records, or leaves it had.</param>
/// <param name="Head">The hash of the last event or record, or of the root; 32 bytes.</param>
public sealed record RootLeaf(string Kind, string Key, long Version, ReadOnlyMemory<byte> Head)
{
    /// <summary>The kind of a chain of the audit.</summary>
    public const string Audit = "audit";

    /// <summary>The kind of the previous root.</summary>
    public const string Root = "root";

    /// <summary>
    /// The text that is hashed: kind, key, version and head in lower hexadecimal, with spaces between them.
    /// </summary>
    public string Text => $"{Kind} {Key} {Version} {Convert.ToHexStringLower(Head.Span)}";

    /// <summary>The leaf of a root in the next root.</summary>
    public static RootLeaf Of(AuditRoot root) => new(Root, KeyOf(root.Day), root.Leaves, root.Hash);

    /// <summary>The key of the root of a day.</summary>
    public static string KeyOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A leaf with its position.</summary>
/// <param name="Day">The day of its root.</param>
/// <param name="Number">Its position among the leaves of that day, from 0.</param>
/// <param name="Leaf">The leaf.</param>
public sealed record PlacedLeaf(DateOnly Day, int Number, RootLeaf Leaf);

/// <summary>
/// The daily roots and their leaves. The end of a history is a leaf of the first root that covers it; leaves of a day
/// without a root belong to a root that is not finished.
/// </summary>
public interface IAuditRootStore
{
    /// <summary>Roots, newest first.</summary>
    Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default);

    /// <summary>The root of a day; null: there is none.</summary>
    Task<AuditRoot?> Root(DateOnly day, CancellationToken cancellation = default);

    /// <summary>The next entities after this kind and key, in order, whose end no root covers yet.</summary>
    Task<IReadOnlyList<RootLeaf>> Uncovered(
        string afterKind, string afterKey, int limit, CancellationToken cancellation = default);

    /// <summary>The audit chains whose end no root covers yet.</summary>
    Task<IReadOnlyList<RootLeaf>> UncoveredChains(CancellationToken cancellation = default);

    /// <summary>Removes the leaves of a day whose root is not finished.</summary>
    Task Begin(DateOnly day, CancellationToken cancellation = default);

    /// <summary>Adds leaves of a day, beginning at a number.</summary>
    Task Add(DateOnly day, int from, IReadOnlyList<RootLeaf> leaves, CancellationToken cancellation = default);

    /// <summary>
    /// Finishes a day: its root is stored, and its leaves cannot change any more. False: it is finished already, or the
    /// number of leaves differs.
    /// </summary>
    Task<bool> Finish(AuditRoot root, CancellationToken cancellation = default);

    /// <summary>The newest covered end of an entity or chain, or the leaf of a root; null: no root covers it.</summary>
    Task<PlacedLeaf?> Find(string kind, string key, CancellationToken cancellation = default);

    /// <summary>Leaves of a day from a number on, in order.</summary>
    Task<IReadOnlyList<RootLeaf>> Leaves(
        DateOnly day, int from, int limit, CancellationToken cancellation = default);

    /// <summary>The next leaves of all days after this kind, key and version, in that order.</summary>
    Task<IReadOnlyList<PlacedLeaf>> LeavesAfter(RootLeaf after, int limit, CancellationToken cancellation = default);
}

/// <summary>Reads all leaves of a day without holding them in memory.</summary>
public static class AuditRootLeaves
{
    private const int AtOnce = 1_000;

    /// <summary>The leaves of a day, in order, a thousand at a time.</summary>
    public static async IAsyncEnumerable<RootLeaf> AllLeaves(
        this IAuditRootStore store, DateOnly day, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var from = 0; ;)
        {
            var some = await store.Leaves(day, from, AtOnce, cancellation).ConfigureAwait(false);
            foreach (var leaf in some) yield return leaf;
            if (some.Count < AtOnce) yield break;
            from += some.Count;
        }
    }
}
