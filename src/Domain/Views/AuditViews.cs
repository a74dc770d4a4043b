using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Views;

/// <summary>The signed root of a day.</summary>
/// <param name="Day">The legal date whose end it covers.</param>
/// <param name="At">When it was made.</param>
/// <param name="Leaves">How many histories and chains changed since the root before, and that root.</param>
/// <param name="Root">The hash at the top of their tree, hexadecimal.</param>
/// <param name="Jws">All of it, signed: compact JWS, ES256, by a key of /.well-known/jwks.json.</param>
public sealed record AuditRootView(DateOnly Day, DateTimeOffset At, int Leaves, string Root, string Jws)
{
    /// <summary>As everybody reads it.</summary>
    public static AuditRootView Of(AuditRoot root) => new(
        root.Day, ShanghaiTime.ToLocal(root.At), root.Leaves, Convert.ToHexStringLower(root.Hash.Span), root.Jws);
}

/// <summary>That a history stands under a root (docs/security.md says how to check it).</summary>
/// <param name="Kind">The kind of the entity; <c>audit</c> of a chain, <c>root</c> of a root.</param>
/// <param name="Id">The entity; of a chain its name; of a root its day.</param>
/// <param name="Version">How many events it had then; later ones stand under a later root.</param>
/// <param name="Head">The hash of the last of them, hexadecimal, as the history shows it.</param>
/// <param name="Leaf">What is hashed, after a byte 0, as the leaf.</param>
/// <param name="Number">Its place among the leaves, from 0.</param>
/// <param name="Path">From the leaf to the root: each hash, and whether it stands left of the one at hand.</param>
/// <param name="Root">The root.</param>
public sealed record AuditProofView(
    string Kind, string Id, long Version, string Head, string Leaf, int Number, ImmutableArray<AuditProofStep> Path,
    AuditRootView Root)
{
    /// <summary>As everybody reads it.</summary>
    public static AuditProofView Of(string kind, AuditProof proof) => new(
        kind, proof.Key, proof.Version, proof.Head, proof.Leaf, proof.Number, proof.Path, AuditRootView.Of(proof.Root));
}
