using OrleansRegistry.Domain.Audit;

namespace OrleansRegistry.Domain.Ports;

/// <summary>Daily signed roots over the audit and the histories, and proofs by them (decisions 8).</summary>
public interface IAuditRoots
{
    /// <summary>Roots, newest first. If yesterday's root is missing, it is made first.</summary>
    Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// The proof that the last hash of a history (kind and key of its entity), of an audit chain (kind <c>audit</c>),
    /// or of a root of a day (kind <c>root</c>, in the root after it) is covered by a root. Null: no root covers it.
    /// </summary>
    Task<AuditProof?> Proof(string kind, string key, CancellationToken cancellation = default);
}
