using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>Signs a payload under a type with the registry's key; compact JWS.</summary>
public delegate ValueTask<string> SignStatement(
    string type, ReadOnlyMemory<byte> payload, CancellationToken cancellation);

/// <summary>
/// Makes the root of each day, and proofs by it. A root covers what changed since the previous one, and that root
/// itself, so that the newest one covers everything. Its tree is as large as the work of a day, and only the first as
/// large as the registry; leaves are read and hashed in thousands and never held in memory together.
/// </summary>
/// <param name="store">The tables.</param>
/// <param name="sign">Signs a root.</param>
/// <param name="legalClock">The legal clock, by which days end.</param>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="log">The log, where a new root is written.</param>
public sealed class DailyRoots(
    IAuditRootStore store, SignStatement sign, TimeProvider legalClock, TimeProvider machineClock,
    ILogger<DailyRoots> log) : IDisposable
{
    private const int AtOnce = 1_000;

    /// <summary>A proof reads all leaves of its day, so they are made one at a time.</summary>
    private readonly SemaphoreSlim _proofs = new(1);

    /// <summary>Yesterday, the last day that is over.</summary>
    public DateOnly LastDay => ShanghaiTime.DateOf(legalClock.GetUtcNow()).AddDays(-1);

    /// <summary>
    /// Makes the root of <see cref="LastDay"/> if it is missing and there is anything to cover; must not be called
    /// twice at once.
    /// </summary>
    public async Task Make(CancellationToken cancellation = default)
    {
        var last = (await store.Roots(new PageRequest(1), cancellation)).Items.FirstOrDefault();
        if (last is null || last.Day < LastDay) await Make(LastDay, last, cancellation);
    }

    /// <summary>The proof of a history, a chain or a root; null: no root covers it.</summary>
    public async Task<AuditProof?> Proof(string kind, string key, CancellationToken cancellation = default)
    {
        if (await store.Find(kind, key, cancellation) is not { } placed
            || await store.Root(placed.Day, cancellation) is not { } root) return null;
        var path = await Path(placed, cancellation);
        return new AuditProof(
            key, placed.Leaf.Text, placed.Leaf.Version, Convert.ToHexStringLower(placed.Leaf.Head.Span), placed.Number,
            [.. path.Select(step => new AuditProofStep(step.Left, Convert.ToHexStringLower(step.Hash.Span)))], root);
    }

    private async Task Make(DateOnly day, AuditRoot? last, CancellationToken cancellation)
    {
        await store.Begin(day, cancellation);
        var tree = new MerkleTree();
        if (last is not null) await Add([RootLeaf.Of(last)]);
        await Add(await store.UncoveredChains(cancellation));
        for (RootLeaf[] some = [new("", "", 0, default)]; some.Length > 0;)
        {
            some = [.. await store.Uncovered(some[^1].Kind, some[^1].Key, AtOnce, cancellation)];
            await Add(some);
        }
        // A root that covers nothing but the previous one is not needed.
        if (tree.Count == (last is null ? 0 : 1)) return;
        // The stored leaves are signed: after a partition another silo may have been writing them, too.
        var stored = await Stored(day, new MerkleTree(), cancellation);
        if (stored.Count != tree.Count || !stored.Root.Span.SequenceEqual(tree.Root.Span)) return;
        var root = new AuditRoot(day, machineClock.GetUtcNow(), (int)tree.Count, tree.Root, "");
        root = root with { Jws = await sign(StatementText.AuditRoot, RootPayload.Of(root), cancellation) };
        if (!await store.Finish(root, cancellation)) return;
        log.RootMade(RootLeaf.KeyOf(day), root.Leaves, Convert.ToHexStringLower(root.Hash.Span));

        async Task Add(IReadOnlyList<RootLeaf> leaves)
        {
            if (leaves.Count == 0) return;
            await store.Add(day, (int)tree.Count, leaves, cancellation);
            foreach (var leaf in leaves) tree.Add(MerkleTree.Leaf(leaf.Text));
        }
    }

    private async Task<ImmutableArray<MerkleStep>> Path(PlacedLeaf placed, CancellationToken cancellation)
    {
        await _proofs.WaitAsync(cancellation);
        try
        {
            return (await Stored(placed.Day, new MerkleTree(placed.Number), cancellation)).Proof();
        }
        finally
        {
            _proofs.Release();
        }
    }

    private async Task<MerkleTree> Stored(DateOnly day, MerkleTree tree, CancellationToken cancellation)
    {
        await foreach (var leaf in store.AllLeaves(day, cancellation)) tree.Add(MerkleTree.Leaf(leaf.Text));
        return tree;
    }

    /// <inheritdoc/>
    public void Dispose() => _proofs.Dispose();
}
