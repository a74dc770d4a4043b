using System.Buffers.Binary;
using System.Text;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// A kept answer. The hash of what was asked goes into the seal with it: whoever knows all of a short request but a
/// number could else try out numbers.
/// </summary>
internal static class KeptAnswer
{
    /// <summary>What stands in the column of the hash.</summary>
    private const string Sealed = "sealed";

    public static StoredAnswer Seal(Sealer sealer, string commandId, StoredAnswer answer)
    {
        var fingerprint = Encoding.UTF8.GetBytes(answer.Fingerprint);
        var plain = new byte[sizeof(int) + fingerprint.Length + answer.Body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(plain, fingerprint.Length);
        fingerprint.CopyTo(plain, sizeof(int));
        answer.Body.Span.CopyTo(plain.AsSpan(sizeof(int) + fingerprint.Length));
        return answer with { Fingerprint = Sealed, Body = sealer.Seal(plain, RowIdentity.Answer(commandId)) };
    }

    /// <summary>Opens what <see cref="Seal"/> made; what is plain is given back.</summary>
    public static StoredAnswer Open(Sealer sealer, string commandId, string fingerprint, int version, byte[] body)
    {
        if (!Sealer.IsSealed(body)) return new StoredAnswer(fingerprint, version, body);
        var plain = sealer.Open(body, RowIdentity.Answer(commandId)).AsMemory();
        var length = BinaryPrimitives.ReadInt32LittleEndian(plain.Span);
        return new StoredAnswer(
            Encoding.UTF8.GetString(plain.Span.Slice(sizeof(int), length)), version, plain[(sizeof(int) + length)..]);
    }
}
