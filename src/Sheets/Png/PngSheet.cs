using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// A page as a PNG (ISO/IEC 15948): 8 bits of grey, 180 dots an inch, a QR module five or six whole pixels.
/// </summary>
internal static class PngSheet
{
    private const double PixelsPerPoint = 2.5;
    private const int DotsPerMetre = 7087; // 180 an inch.

    public static byte[] Of(Page page)
    {
        var canvas = new Canvas(
            (int)Math.Ceiling(page.Width * PixelsPerPoint - 0.01),
            (int)Math.Ceiling(page.Height * PixelsPerPoint - 0.01));
        foreach (var box in page.Boxes) canvas.Fill(box, PixelsPerPoint);
        var ink = new Coverage(PixelsPerPoint);
        foreach (var line in page.Lines)
        {
            var x = line.X;
            foreach (var glyph in line.Glyphs)
            {
                ink.Draw(glyph, x, line.Baseline, line.Size, canvas);
                x += glyph.Advance * line.Size;
            }
        }
        return Write(canvas);
    }

    private static byte[] Write(Canvas canvas)
    {
        using var image = new MemoryStream();
        image.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], canvas.Height);
        header[8] = 8; // Bits; grey, no palette, no interlacing.
        Chunk(image, "IHDR"u8, header);
        Span<byte> dots = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(dots, DotsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(dots[4..], DotsPerMetre);
        dots[8] = 1; // A metre is the unit.
        Chunk(image, "pHYs"u8, dots);
        Chunk(image, "IDAT"u8, Packed(canvas));
        Chunk(image, "IEND"u8, []);
        return image.ToArray();
    }

    private static byte[] Packed(Canvas canvas)
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < canvas.Height; row++)
            {
                packing.WriteByte(0); // No filter: black on white packs best as it is.
                packing.Write(canvas.Pixels, row * canvas.Width, canvas.Width);
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
