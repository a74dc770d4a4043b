using System.Buffers.Binary;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// What the Exif data of a photo say about how it must be shown. Unreadable data are ignored, and are no fault.
/// </summary>
/// <param name="IsRead">True for data that were Exif.</param>
/// <param name="Dpi">Dots per inch across; null: the data do not say.</param>
/// <param name="IsTurned">
/// True when the photo is shown turned by a quarter, so that width and height are exchanged.
/// </param>
/// <param name="Orientation">How it is turned, 1 to 8; 1: not at all.</param>
internal readonly record struct ExifFacts(bool IsRead, int? Dpi, bool IsTurned, int Orientation = 1)
{
    private const int OrientationTag = 0x0112, ResolutionAcross = 0x011A, ResolutionUnit = 0x0128;
    private const int EntryBytes = 12;

    /// <summary>The facts in an APP1 segment: "Exif", then a TIFF file whose first directory is read.</summary>
    public static ExifFacts Of(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8)) return default;
        var tiff = new Tiff(segment[6..]);
        var facts = new ExifFacts(true, null, false);
        if (!tiff.IsTiff || tiff.UInt32(4) is not { } directory || tiff.UInt16(directory) is not { } entries)
            return facts;
        double? across = null;
        var unit = 2; // Inches, unless the data say otherwise.
        for (var i = 0; i < entries; i++)
        {
            var entry = directory + 2L + (long)i * EntryBytes;
            switch (tiff.UInt16(entry))
            {
                case null: return facts; // The directory runs over the end.
                case OrientationTag when tiff.UInt16(entry + 8) is >= 1 and <= 8 and var turn:
                    facts = facts with { IsTurned = turn >= 5, Orientation = turn };
                    break;
                case ResolutionAcross: across = tiff.Rational(entry + 8); break;
                case ResolutionUnit: unit = tiff.UInt16(entry + 8) ?? unit; break;
            }
        }
        return across is { } dots ? facts with { Dpi = DpiOf(dots, unit) } : facts;
    }

    private static int? DpiOf(double across, int unit) =>
        unit switch { 2 => ImageInspector.Dpi(across), 3 => ImageInspector.Dpi(across * 2.54), _ => null };

    private readonly ref struct Tiff(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly bool _small = bytes.StartsWith("II*\0"u8);

        public bool IsTiff => _small || _bytes.StartsWith("MM\0*"u8);

        public int? UInt16(long at) => at < 0 || at > _bytes.Length - 2 ? null
            : _small ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(int)at..])
            : BinaryPrimitives.ReadUInt16BigEndian(_bytes[(int)at..]);

        public uint? UInt32(long at) => at < 0 || at > _bytes.Length - 4 ? null
            : _small ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes[(int)at..])
            : BinaryPrimitives.ReadUInt32BigEndian(_bytes[(int)at..]);

        /// <summary>The fraction that the value at <paramref name="at"/> points to.</summary>
        public double? Rational(long at) =>
            UInt32(at) is { } place && UInt32(place) is { } above && UInt32(place + 4L) is > 0 and { } below
                ? (double)above / below : null;
    }
}
