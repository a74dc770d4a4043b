using System.Buffers.Text;
using System.Text;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// Statements of this registry other than tokens of documents. Each sort has its own type in its header and tokens have
/// none, so that a token and a statement cannot be taken for each other (decisions.md 10).
/// </summary>
public static class StatementText
{
    /// <summary>The trips of an officer's shift.</summary>
    public const string Snapshot = "enforcement-snapshot+jwt";

    /// <summary>The keys of other provinces.</summary>
    public const string TrustList = "trust-list+jwt";

    /// <summary>The root of a day of the audit (docs/adr/0108).</summary>
    public const string AuditRoot = "audit-root+jwt";

    /// <summary>Header and payload, ready to be signed as ASCII.</summary>
    public static string ToSign(string keyId, string type, ReadOnlySpan<byte> payload)
    {
        var header = $"{{\"alg\":\"ES256\",\"kid\":\"{keyId}\",\"typ\":\"{type}\"}}";
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(payload)}";
    }
}
