using System.Buffers.Binary;
using System.IO.Hashing;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Reads the chunks of a PNG (ISO/IEC 15948) from IHDR to IEND, checks each checksum and decodes the pixels. Bytes
/// after IEND are accepted: the file is stored byte for byte, and served without them.
/// </summary>
internal static class PngScanner
{
    private const double InchesAMetre = 0.0254;

    /// <summary>The eight bytes with which every PNG begins.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The result for bytes that begin with <see cref="Signature"/>.</summary>
    public static ImageInspection Inspect(ReadOnlySpan<byte> content)
    {
        var reader = new ByteReader(content[Signature.Length..]);
        var header = new Header();
        while (TryChunk(ref reader, out var type, out var data))
        {
            if (!header.IsRead && !type.SequenceEqual("IHDR"u8)) return Broken();
            if (type.SequenceEqual("IEND"u8))
                return data.Length == 0 && header.HasPixels && PngPixels.IsWhole(content)
                    ? header.Inspection() : Broken();
            if (header.Take(type, data) is { } fault) return new ImageInspection.Damaged(ImageInspector.Png, fault);
        }
        return Broken();
    }

    private static bool TryChunk(ref ByteReader reader, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> data)
    {
        type = data = default;
        return reader.TryUInt32(out var length) && length <= int.MaxValue
            && reader.TryTake(4, out type) && reader.TryTake(length, out data)
            && reader.TryUInt32(out var checksum) && checksum == Checksum(type, data);
    }

    private static uint Checksum(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(data);
        return checksum.GetCurrentHashAsUInt32();
    }

    private static ImageInspection.Damaged Broken() => new(ImageInspector.Png, BrokenText);

    private static LocalText BrokenText { get; } =
        new("PNG 图片不完整或已损坏，请重新拍摄或导出。", "The PNG image is incomplete or damaged; please make it anew.");

    /// <summary>What the chunks have said so far.</summary>
    private struct Header
    {
        private int _width;
        private int _height;
        private int? _dpi;
        private bool _needsPalette;
        private bool _hasPalette;
        private bool _hasData;

        public bool IsRead { get; private set; }

        public readonly bool HasPixels => _hasData && (!_needsPalette || _hasPalette);

        public readonly ImageInspection.Fit Inspection() =>
            new ImageInspection.Fit(ImageInspector.Png, _width, _height, _dpi);

        public LocalText? Take(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
        {
            if (type.SequenceEqual("IHDR"u8)) return TakeSize(data);
            if (type.SequenceEqual("PLTE"u8)) _hasPalette = true;
            if (type.SequenceEqual("IDAT"u8)) _hasData |= data.Length > 0;
            if (type.SequenceEqual("pHYs"u8) && data.Length == 9 && data[8] == 1)
                _dpi = ImageInspector.Dpi(BinaryPrimitives.ReadUInt32BigEndian(data) * InchesAMetre);
            return null;
        }

        private LocalText? TakeSize(ReadOnlySpan<byte> data)
        {
            if (IsRead || data.Length != 13 || !IsKnown(depth: data[8], colour: data[9])
                || data[10] != 0 || data[11] != 0 || data[12] > 1)
                return BrokenText;
            var (width, height) = (
                BinaryPrimitives.ReadUInt32BigEndian(data), BinaryPrimitives.ReadUInt32BigEndian(data[4..]));
            if (ImageInspector.SizeFault(width, height) is { } fault) return fault;
            (_width, _height, _needsPalette, IsRead) = ((int)width, (int)height, data[9] == 3, true);
            return null;
        }

        /// <summary>The combinations of bit depth and colour type in the standard.</summary>
        private static bool IsKnown(byte depth, byte colour) => colour switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
    }
}
