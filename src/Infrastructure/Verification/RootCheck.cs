using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Verification;

/// <summary>
/// Compares the daily roots with their leaves, each with the previous one, with their signatures, and with roots that
/// somebody outside has kept. Only the last comparison finds a registry that was made anew as a whole.
/// </summary>
internal static class RootCheck
{
    private const int AtOnce = 200;

    /// <summary>All roots, oldest first.</summary>
    public static async Task<List<AuditRoot>> All(IAuditRootStore store, CancellationToken cancellation)
    {
        var all = new List<AuditRoot>();
        string? cursor = null;
        do
        {
            var page = await store.Roots(new PageRequest(AtOnce, cursor), cancellation);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        all.Reverse();
        return all;
    }

    /// <summary>What is wrong with the roots themselves.</summary>
    /// <param name="store">The tables.</param>
    /// <param name="roots">All roots, oldest first.</param>
    /// <param name="ring">The keys that signed them; null: there are none.</param>
    /// <param name="kept">Roots that were kept outside, lower hexadecimal.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public static async IAsyncEnumerable<string> Faults(
        IAuditRootStore store, IReadOnlyList<AuditRoot> roots, Keyring? ring, IEnumerable<string> kept,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        AuditRoot? before = null;
        foreach (var root in roots)
        {
            var (tree, named) = (new MerkleTree(), new List<string>());
            await foreach (var leaf in store.AllLeaves(root.Day, cancellation))
            {
                tree.Add(MerkleTree.Leaf(leaf.Text));
                if (leaf.Kind == RootLeaf.Root) named.Add(leaf.Text);
            }
            foreach (var fault in Faults(root, before, tree, named)) yield return fault;
            if (!IsSigned(root, ring))
                yield return $"root of {RootLeaf.KeyOf(root.Day)}: no key of this registry has signed it as it is";
            before = root;
        }
        var there = roots.Select(root => Convert.ToHexStringLower(root.Hash.Span)).ToHashSet();
        foreach (var one in kept)
            if (!there.Contains(one)) yield return $"root {one} is not there: its day was removed or made anew";
    }

    private static IEnumerable<string> Faults(AuditRoot root, AuditRoot? before, MerkleTree tree, List<string> named)
    {
        var name = $"root of {RootLeaf.KeyOf(root.Day)}";
        if (tree.Count != root.Leaves)
            yield return $"{name}: {tree.Count} leaves, but it is over {root.Leaves}";
        else if (tree.Count > 0 && !tree.Root.Span.SequenceEqual(root.Hash.Span))
            yield return $"{name}: it is not the root of its leaves";
        var due = before is null ? [] : new[] { RootLeaf.Of(before).Text };
        if (!named.SequenceEqual(due))
        {
            yield return $"{name}: before it stood \"{string.Join("\", \"", named)}\", "
                + $"but there is \"{string.Join("\", \"", due)}\"";
        }
    }

    private static bool IsSigned(AuditRoot root, Keyring? ring)
    {
        var parts = root.Jws.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[2])) return false;
        var signature = Base64Url.DecodeFromChars(parts[2]);
        foreach (var key in ring?.Keys ?? [])
        {
            if ($"{parts[0]}.{parts[1]}" != StatementText.ToSign(
                key.Kid, StatementText.AuditRoot, RootPayload.Of(root))) continue;
            using var opened = key.Public.Open();
            return opened.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        return false;
    }
}
