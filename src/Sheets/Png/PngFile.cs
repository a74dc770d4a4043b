using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace OrleansRegistry.Sheets.Png;

/// <summary>A picture in shades of grey as a PNG (ISO/IEC 15948).</summary>
internal static class PngFile
{
    public static byte[] Of(int width, int height, byte[] pixels, int dotsPerMetre)
    {
        using var image = new MemoryStream();
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
        Chunk(image, "IDAT"u8, Packed(width, height, pixels));
        Chunk(image, "IEND"u8, []);
        return image.ToArray();
    }

    /// <summary>Compressed with the fastest level, because it is made for one reader and used once.</summary>
    private static byte[] Packed(int width, int height, byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < height; row++)
            {
                packing.WriteByte(0); // No filter: black on white packs best as it is.
                packing.Write(pixels, row * width, width);
            }
        return packed.ToArray();
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
