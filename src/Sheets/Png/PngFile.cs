using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace OrleansRegistry.Sheets.Png;

/// <summary>A picture in shades of grey as a PNG (ISO/IEC 15948).</summary>
internal static class PngFile
{
    /// <summary>The filter of a row that has none: black on white packs best as it is.</summary>
    public const byte NoFilter = 0;

    /// <summary>A PNG of pixels, row by row.</summary>
    public static byte[] Of(int width, int height, ReadOnlySpan<byte> pixels, int dotsPerMetre)
    {
        var stride = width + 1;
        var rows = ArrayPool<byte>.Shared.Rent(stride * height);
        for (var row = 0; row < height; row++)
        {
            rows[row * stride] = NoFilter;
            pixels.Slice(row * width, width).CopyTo(rows.AsSpan(row * stride + 1));
        }
        var image = OfRows(width, height, rows.AsSpan(0, stride * height), dotsPerMetre);
        ArrayPool<byte>.Shared.Return(rows);
        return image;
    }

    /// <summary>A PNG of rows that have the byte of their filter before them.</summary>
    public static byte[] OfRows(int width, int height, ReadOnlySpan<byte> rows, int dotsPerMetre)
    {
        using var packed = new MemoryStream(rows.Length / 8);
        // Packed by the fastest level, in one go: it is made for one reader, once.
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packing.Write(rows);
        using var image = new MemoryStream((int)packed.Length + 100);
        image.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // Bits; grey, no palette, no interlacing.
        Chunk(image, "IHDR"u8, header);
        Span<byte> dots = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(dots, dotsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(dots[4..], dotsPerMetre);
        dots[8] = 1; // A metre is the unit.
        Chunk(image, "pHYs"u8, dots);
        Chunk(image, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(image, "IEND"u8, []);
        return image.ToArray();
    }

    private static void Chunk(MemoryStream image, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        image.Write(number);
        image.Write(type);
        image.Write(content);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        image.Write(number);
    }
}
