using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage;

/// <summary>A step of an inclusion proof: the hash that is joined with the present one.</summary>
/// <param name="Left">True: it is the left one of the two.</param>
/// <param name="Hash">32 bytes.</param>
public readonly record struct MerkleStep(bool Left, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The Merkle tree of RFC 6962, 2.1, with SHA-256: a leaf is hashed after a byte 0 and two nodes after a byte 1, so
/// that a leaf cannot be taken for a node. Leaves are added one by one and not kept. Kept are one hash for each full
/// subtree from the left (20 at most for a million leaves), and the path of one leaf if a proof is wanted.
/// </summary>
/// <param name="proven">The position of the leaf to prove, from 0; null: none.</param>
public sealed class MerkleTree(long? proven = null)
{
    private readonly List<Peak> _peaks = [];
    private readonly List<MerkleStep> _path = [];

    /// <summary>How many leaves it has.</summary>
    public long Count { get; private set; }

    /// <summary>The hash at its top. Throws for a tree without leaves, which has none.</summary>
    public ReadOnlyMemory<byte> Root =>
        Count > 0 ? Top(0) : throw new InvalidOperationException("a tree without leaves has no root");

    /// <summary>The hash of a leaf.</summary>
    public static byte[] Leaf(string text) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>The next leaf, by its hash.</summary>
    public void Add(byte[] leaf)
    {
        var added = new Peak(0, Count++, leaf);
        while (_peaks.Count > 0 && _peaks[^1].Level == added.Level)
        {
            var left = _peaks[^1];
            if (left.Holds(proven)) _path.Add(new MerkleStep(Left: false, added.Hash));
            if (added.Holds(proven)) _path.Add(new MerkleStep(Left: true, left.Hash));
            added = new Peak(left.Level + 1, left.First, Node(left.Hash, added.Hash));
            _peaks.RemoveAt(_peaks.Count - 1);
        }
        _peaks.Add(added);
    }

    /// <summary>The path from the proven leaf to the root. Throws when that leaf was not added.</summary>
    public ImmutableArray<MerkleStep> Proof()
    {
        var at = _peaks.FindIndex(peak => peak.Holds(proven));
        ArgumentOutOfRangeException.ThrowIfNegative(at, nameof(proven));
        var path = _path.ToImmutableArray().ToBuilder();
        if (at + 1 < _peaks.Count) path.Add(new MerkleStep(Left: false, Top(at + 1)));
        for (var left = at - 1; left >= 0; left--) path.Add(new MerkleStep(Left: true, _peaks[left].Hash));
        return path.ToImmutable();
    }

    /// <summary>The root to which a leaf's hash leads along a path.</summary>
    public static byte[] Climb(byte[] leaf, IEnumerable<MerkleStep> steps) => steps.Aggregate(
        leaf, (hash, step) => step.Left ? Node(step.Hash.Span, hash) : Node(hash, step.Hash.Span));

    /// <summary>The top over the full subtrees from one on: each is to the left of all that follow it.</summary>
    private byte[] Top(int from)
    {
        var top = _peaks[^1].Hash;
        for (var i = _peaks.Count - 2; i >= from; i--) top = Node(_peaks[i].Hash, top);
        return top;
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + 2 * SHA256.HashSizeInBytes];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(both);
    }

    /// <summary>
    /// A full subtree: its level (it has two to the power of it leaves) and the position of its first leaf.
    /// </summary>
    private readonly record struct Peak(int Level, long First, byte[] Hash)
    {
        public bool Holds(long? place) => place >= First && place < First + (1L << Level);
    }
}
