namespace OrleansRegistry.Sheets.Fonts;

/// <summary>Characters to glyphs: table cmap in the formats 12 (all of Unicode) and 4 (the basic plane).</summary>
internal abstract class CharacterMap
{
    /// <summary>The glyph of a code point; 0: none.</summary>
    public abstract int GlyphOf(int codePoint);

    /// <summary>Reads the map of the table that has the most characters.</summary>
    public static CharacterMap Read(FontBytes cmap)
    {
        CharacterMap? basic = null;
        for (var i = 0; i < cmap.U16(2); i++)
        {
            var (platform, encoding, offset) = (cmap.U16(4 + 8 * i), cmap.U16(6 + 8 * i), cmap.Int(8 + 8 * i));
            if (platform != 0 && (platform, encoding) is not ((3, 1) or (3, 10))) continue;
            var format = cmap.U16(offset);
            if (format == 12) return new Groups(cmap.Slice(offset, cmap.Int(offset + 4)));
            if (format == 4) basic ??= new Segments(cmap.Slice(offset, cmap.Length - offset));
        }
        return basic ?? throw new BadFontException("it has no Unicode characters");
    }

    private sealed class Groups(FontBytes map) : CharacterMap
    {
        public override int GlyphOf(int codePoint)
        {
            var (low, high) = (0, map.Int(12) - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var at = 16 + 12 * middle;
                if (codePoint < map.Int(at)) high = middle - 1;
                else if (codePoint > map.Int(at + 4)) low = middle + 1;
                else return map.Int(at + 8) + codePoint - map.Int(at);
            }
            return 0;
        }
    }

    private sealed class Segments(FontBytes map) : CharacterMap
    {
        public override int GlyphOf(int codePoint)
        {
            if (codePoint > ushort.MaxValue) return 0;
            var twice = map.U16(6); // Twice the number of segments: the length of each of the four lists.
            var (low, high) = (0, twice / 2 - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (map.U16(14 + 2 * middle) < codePoint) low = middle + 1;
                else high = middle;
            }
            var (starts, deltas, offsets) = (16 + twice + 2 * low, 16 + 2 * twice + 2 * low, 16 + 3 * twice + 2 * low);
            var start = map.U16(starts);
            if (codePoint < start || codePoint > map.U16(14 + 2 * low)) return 0;
            var offset = map.U16(offsets);
            if (offset == 0) return (codePoint + map.U16(deltas)) & 0xFFFF;
            var glyph = map.U16(offsets + offset + 2 * (codePoint - start));
            return glyph == 0 ? 0 : (glyph + map.U16(deltas)) & 0xFFFF;
        }
    }
}
