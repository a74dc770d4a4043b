using System.Buffers.Binary;
using System.IO.Compression;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Decodes a PNG that <see cref="PngScanner"/> found complete, and keeps nothing of it. So it is known that every row
/// is there and begins with an existing filter, and that nothing follows the last row. The work is limited by the
/// pixels in the header.
/// </summary>
internal static class PngPixels
{
    private const int MaxFilters = 4, Bytes = 64 * 1024;

    // Adam7 (ISO/IEC 15948, 8.2): where each pass begins, and the distance of its pixels.
    private static readonly (int X, int Y, int Across, int Down)[] _passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>True when the pixels can be read.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        var reader = new ByteReader(content[PngScanner.Signature.Length..]);
        ReadOnlySpan<byte> header = default;
        while (reader.TryUInt32(out var length) && reader.TryTake(4, out var type)
            && reader.TryTake(length, out var data))
        {
            if (type.SequenceEqual("IHDR"u8)) header = data;
            else if (type.SequenceEqual("IDAT"u8)) packed.Write(data);
            reader.TryUInt32(out _);
        }
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header),
            BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var bits = header[8] * Samples(header[9]);
        packed.Position = 0;
        return IsWhole(packed, Rows(width, height, bits, interlaced: header[12] == 1));
    }

    private static int Samples(byte colour) => colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>The rows in the order of the file: how many, and how many bytes each has after the filter.</summary>
    private static IEnumerable<(int Rows, int Length)> Rows(int width, int height, int bits, bool interlaced)
    {
        if (!interlaced)
        {
            yield return (height, (int)(((long)width * bits + 7) / 8));
            yield break;
        }
        foreach (var (x, y, across, down) in _passes)
        {
            var (columns, rows) = ((width - x + across - 1) / across, (height - y + down - 1) / down);
            if (columns > 0 && rows > 0) yield return (rows, (int)(((long)columns * bits + 7) / 8));
        }
    }

    private static bool IsWhole(Stream packed, IEnumerable<(int Rows, int Length)> passes)
    {
        var buffer = new byte[Bytes];
        try
        {
            using var pixels = new ZLibStream(packed, CompressionMode.Decompress);
            foreach (var (rows, length) in passes)
            {
                for (var row = 0; row < rows; row++)
                {
                    if (pixels.ReadByte() is < 0 or > MaxFilters || !Skip(pixels, buffer, length)) return false;
                }
            }
            return pixels.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool Skip(ZLibStream pixels, byte[] buffer, int count)
    {
        while (count > 0)
        {
            var got = pixels.Read(buffer, 0, Math.Min(buffer.Length, count));
            if (got == 0) return false;
            count -= got;
        }
        return true;
    }
}
