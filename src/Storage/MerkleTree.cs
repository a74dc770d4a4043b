using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage;

/// <summary>A step of an inclusion proof: the hash beside the one at hand.</summary>
/// <param name="Left">True: it stands left of it.</param>
/// <param name="Hash">32 bytes.</param>
public readonly record struct MerkleStep(bool Left, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The Merkle tree of RFC 6962, 2.1, with SHA-256: a leaf is hashed after a byte 0, two nodes after a byte 1, so no
/// leaf passes for a node. Its recursive definition (split at the largest power of two below n) is the same as pairing
/// from the left on each level and taking an odd one along, which is done here: a proof then costs a step a level.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<byte[][]> _levels;

    /// <summary>The tree over these hashes of leaves, one at least.</summary>
    public MerkleTree(byte[][] leaves)
    {
        ArgumentOutOfRangeException.ThrowIfZero(leaves.Length);
        _levels = [leaves];
        while (_levels[^1].Length > 1) _levels.Add(Above(_levels[^1]));
    }

    /// <summary>How many leaves it has.</summary>
    public int Count => _levels[0].Length;

    /// <summary>The hash at its top.</summary>
    public ReadOnlyMemory<byte> Root => _levels[^1][0];

    /// <summary>The hash of a leaf.</summary>
    public static byte[] Leaf(string text) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(text)]);

    /// <summary>What leads from the leaf at <paramref name="index"/>, from 0, to the root.</summary>
    public ImmutableArray<MerkleStep> Proof(int index)
    {
        var steps = ImmutableArray.CreateBuilder<MerkleStep>();
        foreach (var level in _levels)
        {
            var beside = index ^ 1;
            if (beside < level.Length) steps.Add(new MerkleStep(beside < index, level[beside]));
            index >>= 1;
        }
        return steps.ToImmutable();
    }

    /// <summary>The root to which a leaf's hash leads.</summary>
    public static byte[] Climb(byte[] leaf, IEnumerable<MerkleStep> steps) => steps.Aggregate(
        leaf, (hash, step) => step.Left ? Node(step.Hash.Span, hash) : Node(hash, step.Hash.Span));

    private static byte[][] Above(byte[][] level)
    {
        var above = new byte[(level.Length + 1) / 2][];
        for (var i = 0; i < above.Length; i++)
            above[i] = 2 * i + 1 < level.Length ? Node(level[2 * i], level[2 * i + 1]) : level[2 * i];
        return above;
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + 2 * SHA256.HashSizeInBytes];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(both);
    }
}
