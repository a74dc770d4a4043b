using OrleansRegistry.Domain.Audit;

namespace OrleansRegistry.Domain.Ports;

/// <summary>Daily signed roots over the audit and the histories, and proofs that stand on them (decisions 8).</summary>
public interface IAuditRoots
{
    /// <summary>Roots, newest first, after the root of yesterday was made if it was missing.</summary>
    Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default);

    /// <summary>
    /// The proof of the newest covered end of a history, by the kind and key of its entity, of a chain of the audit
    /// (kind <c>audit</c>), or of the root of a day (kind <c>root</c>) under the one after it. Null: no root covers it.
    /// </summary>
    Task<AuditProof?> Proof(string kind, string key, CancellationToken cancellation = default);
}
