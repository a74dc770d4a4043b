using System.Collections.Concurrent;

namespace OrleansRegistry.Sheets.Codes;

/// <summary>
/// The codewords of a QR code: the bytes in one segment, cut into blocks, each with its error correction.
/// </summary>
internal static class QrCodewords
{
    private const int Polynomial = 0x11D;
    private static readonly (byte[] Power, byte[] Log) _field = Field();
    private static readonly ConcurrentDictionary<int, byte[]> _generators = new();

    /// <summary>
    /// In the order in which they are placed: the blocks interleaved, first the data, then the checks.
    /// </summary>
    public static byte[] Of(ReadOnlySpan<byte> content, QrVersion version)
    {
        var data = Segment(content, version);
        var (blocks, longest) = (version.Short + version.Long, version.Data + (version.Long > 0 ? 1 : 0));
        var placed = new byte[data.Length + blocks * version.Checks];
        var checks = new byte[blocks][];
        var (at, to) = (0, 0);
        for (var block = 0; block < blocks; block++)
        {
            var length = version.Data + (block < version.Short ? 0 : 1);
            checks[block] = Checks(data.AsSpan(at, length), version.Checks);
            at += length;
        }
        for (var i = 0; i < longest; i++)
            for (var block = i < version.Data ? 0 : version.Short; block < blocks; block++)
                placed[to++] = data[block * version.Data + Math.Max(0, block - version.Short) + i];
        for (var i = 0; i < version.Checks; i++)
            foreach (var one in checks) placed[to++] = one[i];
        return placed;
    }

    /// <summary>Mode 0100 (bytes), their number, themselves, an end, and padding.</summary>
    private static byte[] Segment(ReadOnlySpan<byte> content, QrVersion version)
    {
        var data = new byte[version.Capacity];
        var bit = 0;
        Put(0b0100, 4);
        Put(content.Length, version.CountBits);
        foreach (var one in content) Put(one, 8);
        var at = (Math.Min(bit + 4, 8 * data.Length) + 7) / 8;
        for (var pad = 0; at < data.Length; at++, pad++) data[at] = (byte)(pad % 2 == 0 ? 0xEC : 0x11);
        return data;

        void Put(int value, int bits)
        {
            for (var i = bits - 1; i >= 0; i--, bit++)
                if ((value >> i & 1) != 0) data[bit / 8] |= (byte)(0x80 >> bit % 8);
        }
    }

    /// <summary>The remainder of a block by the generator polynomial (Reed-Solomon).</summary>
    private static byte[] Checks(ReadOnlySpan<byte> block, int count)
    {
        var (generator, rest) = (_generators.GetOrAdd(count, Generator), new byte[count]);
        foreach (var one in block)
        {
            var factor = (byte)(one ^ rest[0]);
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (var i = 0; factor != 0 && i < count; i++) rest[i] ^= Times(generator[i], factor);
        }
        return rest;
    }

    /// <summary>The product of all (x - 2^i), without its leading 1.</summary>
    private static byte[] Generator(int count)
    {
        var product = new byte[count];
        product[^1] = 1;
        byte root = 1;
        for (var n = 0; n < count; n++, root = Times(root, 2))
            for (var i = 0; i < count; i++)
                product[i] = (byte)(Times(product[i], root) ^ (i + 1 < count ? product[i + 1] : 0));
        return product;
    }

    private static byte Times(byte a, byte b) =>
        a == 0 || b == 0 ? (byte)0 : _field.Power[(_field.Log[a] + _field.Log[b]) % 255];

    private static (byte[] Power, byte[] Log) Field()
    {
        var (power, log, value) = (new byte[255], new byte[256], 1);
        for (var i = 0; i < 255; i++)
        {
            (power[i], log[value]) = ((byte)value, (byte)i);
            value <<= 1;
            if (value > 255) value ^= Polynomial;
        }
        return (power, log);
    }
}
