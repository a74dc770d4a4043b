using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage;

/// <summary>
/// The position of an entity on Orleans' ring of reminders: the hash of the kind's UTF-8 times 31 plus the hash of the
/// key's, as a signed number (design.md 4). The hash is XxHash32 with its bytes reversed: the library writes them in
/// the canonical order, most significant first, and Orleans reads them in the machine's order. It is stored with each
/// deadline by every host; the cluster tests compare it with Orleans itself.
/// </summary>
public static class RingHash
{
    /// <summary>The position of <paramref name="id"/>.</summary>
    public static int Of(EntityId id) => unchecked((int)((Hash(id.KindName) * 31) + Hash(id.Key)));

    private static uint Hash(string text)
    {
        // Kinds and keys have 40 letters at most.
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var bytes = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        return BinaryPrimitives.ReverseEndianness(XxHash32.HashToUInt32(bytes));
    }
}
