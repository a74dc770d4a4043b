using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Reads the segments of a JPEG (ISO/IEC 10918-1) from SOI through every scan to EOI, and decodes the scans. Bytes
/// after EOI are accepted, because telephones append previews and short films there. The file is stored byte for byte,
/// and served without them.
/// </summary>
internal static class JpegScanner
{
    private const byte StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA, App0 = 0xE0, App1 = 0xE1;
    private const byte Huffman = 0xC4, Interval = 0xDD;

    /// <summary>SOI and the first byte of the next marker.</summary>
    public static ReadOnlySpan<byte> Beginning => [0xFF, StartOfImage, 0xFF];

    /// <summary>The result for bytes that begin with <see cref="Beginning"/>.</summary>
    public static ImageInspection Inspect(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content[2..]);
        var seen = new Seen { Pixels = new JpegPixels() };
        while (TryMarker(ref reader, out var marker))
        {
            if (marker == EndOfImage) return seen.Pixels.IsWhole ? seen.Inspection() : Broken();
            if (marker is 0x01 or >= 0xD0 and <= 0xD7) continue; // TEM and RST stand alone.
            if (marker is 0x00 or StartOfImage
                || !reader.TryUInt16(out var length) || !reader.TryTake(length - 2, out var data))
                return Broken();
            if (seen.Take(marker, data) is { } fault) return new ImageInspection.Damaged(ImageInspector.Jpeg, fault);
            if (marker != StartOfScan) continue;
            if (!TryScan(ref reader, out var coded) || !seen.Pixels.TakeScan(data, coded)) return Broken();
        }
        return Broken();
    }

    /// <summary>Reads a marker: FF, any number of further FF, then its code.</summary>
    private static bool TryMarker(ref ByteReader reader, out byte marker)
    {
        if (!reader.TryByte(out marker) || marker != 0xFF) return false;
        do
        {
            if (!reader.TryByte(out marker)) return false;
        }
        while (marker == 0xFF);
        return true;
    }

    /// <summary>
    /// Coded data end at a marker that is neither a stuffed FF 00 nor a restart; the reader stops before it.
    /// </summary>
    private static bool TryScan(ref ByteReader reader, out ReadOnlySpan<byte> coded)
    {
        var ahead = reader;
        var start = reader.Left;
        while (ahead.SkipTo(0xFF))
        {
            var end = ahead.Left;
            if (!TryMarker(ref ahead, out var marker)) break;
            if (marker is not (0x00 or >= 0xD0 and <= 0xD7)) return reader.TryTake(start - end, out coded);
        }
        coded = default;
        return false;
    }

    private static ImageInspection.Damaged Broken() => new(ImageInspector.Jpeg, BrokenText);

    private static LocalText BrokenText { get; } =
        new("JPG 图片不完整或已损坏，请重新拍摄或导出。", "The JPG image is incomplete or damaged; please make it anew.");

    /// <summary>What the segments have said so far.</summary>
    private struct Seen
    {
        private int _width;
        private int _height;
        private int? _dpi;
        private ExifFacts _exif;

        public required JpegPixels Pixels { get; init; }

        public readonly ImageInspection.Fit Inspection()
        {
            var (width, height) = _exif.IsTurned ? (_height, _width) : (_width, _height);
            return new ImageInspection.Fit(ImageInspector.Jpeg, width, height, _dpi ?? _exif.Dpi);
        }

        public LocalText? Take(byte marker, ReadOnlySpan<byte> data)
        {
            switch (marker)
            {
                case Huffman:
                    return Pixels.TakeTables(data) ? null : BrokenText;
                case Interval:
                    return Pixels.TakeInterval(data) ? null : BrokenText;
                case App0:
                    _dpi ??= JfifDpi(data);
                    return null;
                case App1:
                    if (!_exif.IsRead) _exif = ExifFacts.Of(data);
                    return null;
                // The frames: SOF0 to SOF15, without DHT, JPG and DAC, which have numbers among them.
                case >= 0xC0 and <= 0xCF when marker is not (Huffman or 0xC8 or 0xCC):
                    return TakeFrame(marker, data);
                default:
                    return null;
            }
        }

        private LocalText? TakeFrame(byte marker, ReadOnlySpan<byte> data)
        {
            if (_width != 0 || data.Length < 6 || data.Length != 6 + 3 * data[5]) return BrokenText;
            var (height, width) = ((data[1] << 8) | data[2], (data[3] << 8) | data[4]);
            if (ImageInspector.SizeFault(width, height) is { } fault) return fault;
            if (!Pixels.TakeFrame(marker, data)) return BrokenText;
            (_width, _height) = (width, height);
            return null;
        }

        private static int? JfifDpi(ReadOnlySpan<byte> data)
        {
            if (data.Length < 12 || !data.StartsWith("JFIF\0"u8)) return null;
            double across = (data[8] << 8) | data[9];
            return data[7] switch
            {
                1 => ImageInspector.Dpi(across),
                2 => ImageInspector.Dpi(across * 2.54),
                _ => null,
            };
        }
    }
}
