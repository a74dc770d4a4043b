using System.Buffers.Binary;
using System.Text;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// A stored answer. The hash of the request is sealed with it: otherwise somebody who knows a short request except for
/// one number could find it by trying.
/// </summary>
internal static class KeptAnswer
{
    /// <summary>The value of the hash's column for a sealed answer.</summary>
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

    /// <summary>Opens what <see cref="Seal"/> made; a plain answer is returned as it is.</summary>
    public static StoredAnswer Open(Sealer sealer, string commandId, string fingerprint, int version, byte[] body)
    {
        if (!Sealer.IsSealed(body)) return new StoredAnswer(fingerprint, version, body);
        var plain = sealer.Open(body, RowIdentity.Answer(commandId)).AsMemory();
        var length = BinaryPrimitives.ReadInt32LittleEndian(plain.Span);
        return new StoredAnswer(
            Encoding.UTF8.GetString(plain.Span.Slice(sizeof(int), length)), version, plain[(sizeof(int) + length)..]);
    }
}
