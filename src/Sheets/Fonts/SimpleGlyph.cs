namespace OrleansRegistry.Sheets.Fonts;

/// <summary>A point of a contour; off the curve it is a control point.</summary>
internal readonly record struct GlyphPoint(int X, int Y, bool OnCurve);

/// <summary>Reads the contours of a glyph that is no composite.</summary>
internal static class SimpleGlyph
{
    private const int OnCurve = 1, ShortX = 2, ShortY = 4, Repeated = 8, SameX = 16, SameY = 32;
    private const int MaxPoints = 5000;

    public static List<GlyphPoint[]> Contours(FontBytes glyph)
    {
        var contours = glyph.I16(0);
        if (contours == 0) return [];
        var count = glyph.U16(8 + 2 * contours) + 1;
        if (count > MaxPoints) throw new BadFontException("a glyph has too many points");
        var at = 12 + 2 * contours + glyph.U16(10 + 2 * contours); // After the hints.
        var flags = Flags(glyph, count, ref at);
        var xs = Coordinates(glyph, flags, ShortX, SameX, ref at);
        var ys = Coordinates(glyph, flags, ShortY, SameY, ref at);
        var read = new List<GlyphPoint[]>(contours);
        var from = 0;
        for (var i = 0; i < contours; i++)
        {
            var to = glyph.U16(10 + 2 * i) + 1;
            if (to < from || to > count) throw new BadFontException("the contours of a glyph are out of order");
            read.Add(
                [
                    .. Enumerable.Range(from, to - from)
                        .Select(n => new GlyphPoint(xs[n], ys[n], (flags[n] & OnCurve) != 0)),
                ]);
            from = to;
        }
        return read;
    }

    private static byte[] Flags(FontBytes glyph, int count, ref int at)
    {
        var flags = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var flag = flags[i] = glyph.U8(at++);
            if ((flag & Repeated) == 0) continue;
            for (var again = glyph.U8(at++); again > 0 && i + 1 < count; again--) flags[++i] = flag;
        }
        return flags;
    }

    /// <summary>
    /// Each coordinate is stored as the distance from the previous one: a byte with its sign in the flag, a word, or
    /// "the same".
    /// </summary>
    private static int[] Coordinates(FontBytes glyph, byte[] flags, int shortOne, int same, ref int at)
    {
        var (values, value) = (new int[flags.Length], 0);
        for (var i = 0; i < flags.Length; i++)
        {
            var flag = flags[i];
            if ((flag & shortOne) != 0) value += (flag & same) != 0 ? glyph.U8(at++) : -glyph.U8(at++);
            else if ((flag & same) == 0)
            {
                value += glyph.I16(at);
                at += 2;
            }
            values[i] = value;
        }
        return values;
    }
}
