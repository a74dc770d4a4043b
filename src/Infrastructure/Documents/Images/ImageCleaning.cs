using System.Buffers.Binary;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Writes an inspected image without the parts that are not drawn: place and camera, comments, previews, and bytes
/// after its end. Its orientation is kept, because without it people would see the picture turned.
/// </summary>
internal static class ImageCleaning
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, App0 = 0xE0, App2 = 0xE2, App14 = 0xEE;
    private const int JfifBytes = 14;

    // Chunks that draw, or that define colours and sizes (ISO/IEC 15948, 5.6).
    private static readonly string[] _drawing =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs"];

    /// <summary>Writes a PNG.</summary>
    public static void Png(ReadOnlySpan<byte> content, Stream to)
    {
        to.Write(PngScanner.Signature);
        var left = content[PngScanner.Signature.Length..];
        while (left.Length >= 12)
        {
            var length = 12 + (long)BinaryPrimitives.ReadUInt32BigEndian(left);
            if (length > left.Length) return;
            var type = System.Text.Encoding.ASCII.GetString(left.Slice(4, 4));
            if (_drawing.Contains(type)) to.Write(left[..(int)length]);
            if (type == "IEND") return;
            left = left[(int)length..];
        }
    }

    /// <summary>Writes a JPEG.</summary>
    public static void Jpeg(ReadOnlySpan<byte> content, Stream to)
    {
        to.Write(content[..2]);
        var left = content[2..];
        while (left.Length >= 2)
        {
            // Fill bytes, and bytes that a scan left over, come before a marker.
            var marker = left[1];
            if (left[0] != 0xFF || marker is 0xFF or 0x00)
            {
                left = left[1..];
                continue;
            }
            if (marker == EndOfImage)
            {
                to.Write(left[..2]);
                return;
            }
            var length = marker is 0x01 or >= 0xD0 and <= 0xD8 ? 2
                : left.Length >= 4 ? 2 + BinaryPrimitives.ReadUInt16BigEndian(left[2..]) : left.Length;
            if (length > left.Length) return;
            Segment(marker, left[..length], to);
            left = left[length..];
            if (marker == StartOfScan) left = Scan(left, to);
        }
    }

    private static void Segment(byte marker, ReadOnlySpan<byte> segment, Stream to)
    {
        var data = segment.Length > 4 ? segment[4..] : default;
        switch (marker)
        {
            case App0 when data.StartsWith("JFIF\0"u8) && data.Length >= JfifBytes:
                // Without the preview that may follow the sizes in it.
                to.Write([0xFF, App0, 0, JfifBytes + 2, .. data[..(JfifBytes - 2)], 0, 0]);
                break;
            case App2 when data.StartsWith("ICC_PROFILE\0"u8): // Colours.
            case App14 when data.StartsWith("Adobe"u8): // How colours are mixed.
            case < App0 or > 0xFE: // All that draws; APP0 to APP15, JPG0 to JPG13 and COM are the others.
                to.Write(segment);
                break;
            case 0xE1 when ExifFacts.Of(data) is { Orientation: > 1 and var turn }:
                to.Write([
                    0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1,
                    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0,
                ]);
                break;
        }
    }

    /// <summary>Writes the coded data up to the next marker, which is not written.</summary>
    private static ReadOnlySpan<byte> Scan(ReadOnlySpan<byte> left, Stream to)
    {
        for (var at = 0; at + 1 < left.Length; at++)
        {
            if (left[at] != 0xFF || left[at + 1] is 0x00 or 0xFF or >= 0xD0 and <= 0xD7) continue;
            to.Write(left[..at]);
            return left[at..];
        }
        to.Write(left);
        return default;
    }
}
