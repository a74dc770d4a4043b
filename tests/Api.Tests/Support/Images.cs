using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>Real images, made here byte by byte, so that no binary file lies in the repository.</summary>
internal static class Images
{
    /// <summary>
    /// A grey PNG; <paramref name="padding"/> bytes of it are a comment that makes it as large as a test wants.
    /// </summary>
    public static byte[] Png(int width = 8, int height = 8, int padding = 0, byte shade = 0x80)
    {
        using var image = new MemoryStream();
        image.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // Bits of grey; no palette, no interlacing.
        Chunk(image, "IHDR", header);
        if (padding > 0) Chunk(image, "tEXt", [.. "Comment\0"u8, .. Enumerable.Repeat((byte)'x', padding)]);
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++) packed.Write([0, .. Enumerable.Repeat(shade, width)]);
        Chunk(image, "IDAT", rows.ToArray());
        Chunk(image, "IEND", []);
        return image.ToArray();
    }

    /// <summary>A PNG of exactly so many bytes.</summary>
    public static byte[] PngOf(int bytes)
    {
        var min = Png(padding: 1).Length;
        return Png(padding: 1 + bytes - min);
    }

    /// <summary>The smallest baseline JPEG: one grey pixel, one code in each table.</summary>
    public static byte[] Jpeg() =>
    [
        0xFF, 0xD8,
        0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 1, 0, 72, 0, 72, 0, 0,
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
        0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0,
        0xFF, 0xC4, 0, 20, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 63, 0, 0x3F,
        0xFF, 0xD9,
    ];

    /// <summary>
    /// A grey JPEG of this size and density, as a photo for a railway licence: 20 x 25 mm at 300 dpi.
    /// </summary>
    public static byte[] RailPhoto(int width = 236, int height = 295, int dpi = 300)
    {
        byte[] small = Jpeg();
        (small[14], small[15], small[16], small[17]) = (
            (byte)(dpi >> 8), (byte)(dpi & 255), (byte)(dpi >> 8), (byte)(dpi & 255));
        var frame = small.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5;
        (small[frame], small[frame + 1], small[frame + 2], small[frame + 3]) = (
            (byte)(height >> 8), (byte)(height & 255), (byte)(width >> 8), (byte)(width & 255));
        return [.. small[..^3], .. new byte[((width + 7) / 8 * ((height + 7) / 8) * 2 + 7) / 8], 0xFF, 0xD9];
    }

    private static void Chunk(MemoryStream image, string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        image.Write(number);
        image.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typed));
        image.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
