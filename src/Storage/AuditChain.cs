using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage;

/// <summary>
/// The hash chain of the audit: SHA-256 over the 32 bytes of the previous hash (zeros at the beginning) and the UTF-8
/// text of the record. Whoever has a copy can check it with openssl (docs/security.md).
/// </summary>
public static class AuditChain
{
    /// <summary>The name of the chain of a silo on a day.</summary>
    public static string NameOf(string silo, DateOnly day) => $"{silo}/{day:yyyy-MM-dd}";

    /// <summary>The month of a day; the audit is removed by months.</summary>
    public static string MonthOf(DateOnly day) => $"{day:yyyy-MM}";

    /// <summary>The hash after one more record.</summary>
    public static byte[] Next(ReadOnlySpan<byte> before, string text)
    {
        var bytes = new byte[before.Length + Encoding.UTF8.GetByteCount(text)];
        before.CopyTo(bytes);
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(before.Length));
        return SHA256.HashData(bytes);
    }

    /// <summary>What is wrong with a chain of which all texts exist; null: nothing.</summary>
    public static string? BrokenAt(AuditHead head, IEnumerable<ChainedText> texts)
    {
        var hash = HashChain.Start;
        var number = 0L;
        foreach (var one in texts)
        {
            if (one.Number != ++number) return $"audit {head.Chain}: record {number} is missing";
            hash = Next(hash.Span, one.Text);
            if (!hash.Span.SequenceEqual(one.Hash.Span))
                return $"audit {head.Chain}: the hash of record {number} is wrong";
        }
        return number != head.Count ? $"audit {head.Chain}: {number} records, but the head says {head.Count}"
            : hash.Span.SequenceEqual(head.Hash.Span) ? null
            : $"audit {head.Chain}: the head is not the hash of the last record";
    }
}
