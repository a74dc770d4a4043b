using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage;

/// <summary>
/// Where Orleans sees an entity on its ring of reminders: the hash of the kind's UTF-8 times 31 plus the hash of the
/// key's, as a signed number (design.md 4). Its hash is XxHash32 with the bytes turned round: the library writes them in
/// the canonical order, most significant first, and Orleans reads them as the machine does. Stored with each deadline,
/// whichever host wrote it; the cluster tests compare it with Orleans itself.
/// </summary>
public static class RingHash
{
    /// <summary>The place of <paramref name="id"/>.</summary>
    public static int Of(EntityId id) => unchecked((int)((Hash(id.KindName) * 31) + Hash(id.Key)));

    private static uint Hash(string text)
    {
        // Kinds and keys have 40 letters at most.
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return BinaryPrimitives.ReverseEndianness(XxHash32(utf8[..Encoding.UTF8.GetBytes(text, utf8)]));
    }

    private const uint Prime1 = 2654435761, Prime2 = 2246822519, Prime3 = 3266489917, Prime4 = 668265263,
        Prime5 = 374761393;

    /// <summary>
    /// The public algorithm XXH32 with seed 0 (xxhash.com), here because it is all that is needed of a package.
    /// </summary>
    internal static uint XxHash32(ReadOnlySpan<byte> data)
    {
        unchecked
        {
            var length = (uint)data.Length;
            var hash = data.Length >= 16 ? Stripes(ref data) : Prime5;
            hash += length;
            for (; data.Length >= 4; data = data[4..])
            {
                var word = BinaryPrimitives.ReadUInt32LittleEndian(data);
                hash = BitOperations.RotateLeft(hash + (word * Prime3), 17) * Prime4;
            }
            foreach (var one in data)
                hash = BitOperations.RotateLeft(hash + (one * Prime5), 11) * Prime1;
            hash = (hash ^ (hash >> 15)) * Prime2;
            hash = (hash ^ (hash >> 13)) * Prime3;
            return hash ^ (hash >> 16);
        }
    }

    private static uint Stripes(ref ReadOnlySpan<byte> data)
    {
        unchecked
        {
            uint a = Prime1 + Prime2, b = Prime2, c = 0, d = 0 - Prime1;
            for (; data.Length >= 16; data = data[16..])
            {
                a = Round(a, data);
                b = Round(b, data[4..]);
                c = Round(c, data[8..]);
                d = Round(d, data[12..]);
            }
            return BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
        }
    }

    private static uint Round(uint lane, ReadOnlySpan<byte> data) => unchecked(
        BitOperations.RotateLeft(lane + (BinaryPrimitives.ReadUInt32LittleEndian(data) * Prime2), 13) * Prime1);
}
