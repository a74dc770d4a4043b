using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Tests;

/// <summary>
/// Goal: the tree is that of RFC 6962. Method: the definition in 2.1, which splits at the largest power of two, is
/// written down a second time and compared, for each number of leaves up to 40.
/// </summary>
public sealed class MerkleTreeTests
{
    [Fact]
    public void Every_leaf_of_every_size_leads_to_the_root_of_the_definition()
    {
        for (var size = 1; size <= 40; size++)
        {
            var leaves = Enumerable.Range(0, size).Select(i => MerkleTree.Leaf($"leaf {i}")).ToArray();
            for (var i = 0; i < size; i++)
            {
                var tree = new MerkleTree(proven: i);
                foreach (var leaf in leaves) tree.Add(leaf);
                Assert.Equal(Defined(leaves), tree.Root.ToArray());
                Assert.Equal(tree.Root.ToArray(), MerkleTree.Climb(leaves[i], tree.Proof()));
                var other = MerkleTree.Leaf($"leaf {i} changed");
                Assert.NotEqual(tree.Root.ToArray(), MerkleTree.Climb(other, tree.Proof()));
            }
        }
    }

    [Fact]
    public void A_tree_without_leaves_has_no_root_and_what_was_not_added_no_proof()
    {
        var tree = new MerkleTree(proven: 1);
        Assert.Throws<InvalidOperationException>(() => tree.Root);
        tree.Add(MerkleTree.Leaf("leaf 0"));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Proof());
    }

    private static byte[] Defined(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1) return leaves[0];
        var half = 1;
        while (half * 2 < leaves.Length) half *= 2;
        return SHA256.HashData([1, .. Defined(leaves[..half]), .. Defined(leaves[half..])]);
    }
}
