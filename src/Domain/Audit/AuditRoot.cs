using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Audit;

/// <summary>
/// The signed root of a day (decisions 8): a Merkle tree over the ends of all histories and of all chains of the audit
/// that changed since the root before, and over that root.
/// </summary>
/// <param name="Day">The legal date whose end it covers; what happened until it was made is covered, too.</param>
/// <param name="At">When it was made, by the machine's clock, UTC.</param>
/// <param name="Leaves">How many leaves the tree has.</param>
/// <param name="Hash">The hash at its top.</param>
/// <param name="Jws">All of it, signed: compact JWS, ES256, with a <c>typ</c> of its own.</param>
public sealed record AuditRoot(DateOnly Day, DateTimeOffset At, int Leaves, ReadOnlyMemory<byte> Hash, string Jws);

/// <summary>A step of a proof, from the leaf up.</summary>
/// <param name="Left">True: this hash stands left of the one at hand.</param>
/// <param name="Hash">Lower hexadecimal.</param>
public sealed record AuditProofStep(bool Left, string Hash);

/// <summary>That the end of a history, of a chain of the audit, or a root before stands under a root.</summary>
/// <param name="Key">The key of the entity, the name of the chain, or the day of the root.</param>
/// <param name="Leaf">The text that is hashed as the leaf.</param>
/// <param name="Version">How many events or records there were; later ones stand under a later root.</param>
/// <param name="Head">The hash of the last of them, as histories show it; lower hexadecimal.</param>
/// <param name="Number">The place among the leaves, from 0.</param>
/// <param name="Path">What leads from the leaf to the root.</param>
/// <param name="Root">The root.</param>
public sealed record AuditProof(
    string Key, string Leaf, long Version, string Head, int Number, ImmutableArray<AuditProofStep> Path,
    AuditRoot Root);
