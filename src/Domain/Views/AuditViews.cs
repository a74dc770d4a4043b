using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Views;

/// <summary>The signed root of a day.</summary>
/// <param name="Day">The legal date whose end it covers.</param>
/// <param name="At">When it was made.</param>
/// <param name="Leaves">
/// How many histories and chains changed since the previous root; that root is counted, too.
/// </param>
/// <param name="Root">The hash at the top of their tree, hexadecimal.</param>
/// <param name="Jws">All these values, signed: compact JWS, ES256, by a key of /.well-known/jwks.json.</param>
public sealed record AuditRootView(DateOnly Day, DateTimeOffset At, int Leaves, string Root, string Jws)
{
    /// <summary>The view, which everybody may read.</summary>
    public static AuditRootView Of(AuditRoot root) => new(
        root.Day, ShanghaiTime.ToLocal(root.At), root.Leaves, Convert.ToHexStringLower(root.Hash.Span), root.Jws);
}

/// <summary>The proof that a history is covered by a root (docs/security.md says how to check it).</summary>
/// <param name="Kind">The kind of the entity; <c>audit</c> for a chain, <c>root</c> for a root.</param>
/// <param name="Id">The entity; for a chain its name; for a root its day.</param>
/// <param name="Version">How many events it had then; later ones are covered by a later root.</param>
/// <param name="Head">The hash of the last of these, hexadecimal, as the history shows it.</param>
/// <param name="Leaf">The text that is hashed, after a byte 0, as the leaf.</param>
/// <param name="Number">Its position among the leaves, from 0.</param>
/// <param name="Path">The hashes from the leaf to the root, each with whether it is the left one of the two.</param>
/// <param name="Root">The root.</param>
public sealed record AuditProofView(
    string Kind, string Id, long Version, string Head, string Leaf, int Number, ImmutableArray<AuditProofStep> Path,
    AuditRootView Root)
{
    /// <summary>The view of a proof.</summary>
    public static AuditProofView Of(string kind, AuditProof proof) => new(
        kind, proof.Key, proof.Version, proof.Head, proof.Leaf, proof.Number, proof.Path, AuditRootView.Of(proof.Root));
}
