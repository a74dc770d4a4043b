using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Audit;

/// <summary>
/// The signed root of a day (decisions 8): a Merkle tree whose leaves are the last hashes of all histories and audit
/// chains that changed since the previous root, and the previous root itself.
/// </summary>
/// <param name="Day">
/// The legal date that it covers to its end; events between that end and <see cref="At"/> are covered, too.
/// </param>
/// <param name="At">When it was made, by the machine's clock, UTC.</param>
/// <param name="Leaves">How many leaves the tree has.</param>
/// <param name="Hash">The hash at the top of the tree.</param>
/// <param name="Jws">All these values, signed: compact JWS, ES256, with a <c>typ</c> of its own.</param>
public sealed record AuditRoot(DateOnly Day, DateTimeOffset At, int Leaves, ReadOnlyMemory<byte> Hash, string Jws);

/// <summary>A step of a proof, from the leaf up.</summary>
/// <param name="Left">True: this hash is the left one of the two; false: the right one.</param>
/// <param name="Hash">Lower hexadecimal.</param>
public sealed record AuditProofStep(bool Left, string Hash);

/// <summary>
/// The proof that the last hash of a history, of an audit chain or of an earlier root is covered by a root.
/// </summary>
/// <param name="Key">The key of the entity, the name of the chain, or the day of the root.</param>
/// <param name="Leaf">The text that is hashed as the leaf.</param>
/// <param name="Version">
/// How many events or records the history or chain had; later ones are covered by a later root.
/// </param>
/// <param name="Head">The hash of the last of these, as histories show it; lower hexadecimal.</param>
/// <param name="Number">The position among the leaves, from 0.</param>
/// <param name="Path">The hashes from the leaf up to the root.</param>
/// <param name="Root">The root.</param>
public sealed record AuditProof(
    string Key, string Leaf, long Version, string Head, int Number, ImmutableArray<AuditProofStep> Path,
    AuditRoot Root);
