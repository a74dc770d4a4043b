namespace OrleansRegistry.Sheets.Fonts;

/// <summary>Receives an outline: closed figures of lines and quadratic curves, in units of the em, y upwards.</summary>
internal interface IPen
{
    void Move(double x, double y);

    void Line(double x, double y);

    void Curve(double controlX, double controlY, double x, double y);

    void Close();
}

/// <summary>The outlines of TrueType glyphs. Hints are ignored, because sheets are drawn large enough.</summary>
internal static class Outline
{
    private const int MaxDepth = 6;
    private const int MaxParts = 64;

    /// <summary>Reads a glyph; one without an outline (a space) draws nothing.</summary>
    public static GlyphPath Of(FontFace face, int glyph)
    {
        var path = new GlyphPath();
        Draw(face, glyph, path, Placement.Here, depth: 0);
        return path;
    }

    /// <summary>The glyphs of which a composite glyph directly consists; empty for a simple one.</summary>
    public static IEnumerable<(int Glyph, int At)> PartsOf(FontBytes description) =>
        description.Length > 0 && description.I16(0) < 0
            ? Parts(description).Select(part => (part.Glyph, part.At))
            : [];

    private static void Draw(FontFace face, int glyph, IPen pen, Placement place, int depth)
    {
        if (depth > MaxDepth) throw new BadFontException("a glyph contains itself");
        var description = face.Glyph(glyph);
        if (description.Length == 0) return;
        if (description.I16(0) >= 0)
        {
            foreach (var contour in SimpleGlyph.Contours(description)) DrawContour(contour, pen, place);
            return;
        }
        foreach (var part in Parts(description)) Draw(face, part.Glyph, pen, place.Within(part.Place), depth + 1);
    }

    /// <summary>Between two control points of a contour there is an implied point half-way.</summary>
    private static void DrawContour(IReadOnlyList<GlyphPoint> contour, IPen pen, Placement place)
    {
        if (contour.Count < 2) return;
        var points = contour.Select(point => (At: place.Of(point.X, point.Y), point.OnCurve)).ToArray();
        var first = Array.FindIndex(points, point => point.OnCurve);
        var start = first >= 0 ? points[first].At : Middle(points[0].At, points[^1].At);
        pen.Move(start.X, start.Y);
        (double X, double Y)? control = null;
        for (var i = 1; i <= points.Length; i++)
        {
            var (at, onCurve) = points[(first + i + points.Length) % points.Length];
            if (onCurve && control is { } c) pen.Curve(c.X, c.Y, at.X, at.Y);
            else if (onCurve) pen.Line(at.X, at.Y);
            else if (control is { } before) pen.Curve(before.X, before.Y, Middle(before, at).X, Middle(before, at).Y);
            control = onCurve ? null : at;
        }
        if (control is { } last) pen.Curve(last.X, last.Y, start.X, start.Y);
        pen.Close();
    }

    private static (double X, double Y) Middle((double X, double Y) a, (double X, double Y) b) =>
        ((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static IEnumerable<(int Glyph, int At, Placement Place)> Parts(FontBytes description)
    {
        const int words = 1, offsets = 2, oneScale = 8, more = 32, twoScales = 64, fourScales = 128;
        var at = 10;
        for (var i = 0; i < MaxParts; i++)
        {
            var (flags, glyph, where) = (description.U16(at), description.U16(at + 2), at + 2);
            var wide = (flags & words) != 0;
            if ((flags & offsets) == 0) throw new BadFontException("a glyph is put together by points");
            var (x, y) = wide ? (description.I16(at + 4), description.I16(at + 6)) : ((sbyte)0, (sbyte)0);
            if (!wide) (x, y) = (Signed(description.U8(at + 4)), Signed(description.U8(at + 5)));
            at += wide ? 8 : 6;
            var place = new Placement(1, 0, 0, 1, x, y);
            double Scale(int index) => description.I16(at + 2 * index) / 16384.0;
            if ((flags & oneScale) != 0) (place, at) = (place with { XX = Scale(0), YY = Scale(0) }, at + 2);
            else if ((flags & twoScales) != 0) (place, at) = (place with { XX = Scale(0), YY = Scale(1) }, at + 4);
            else if ((flags & fourScales) != 0)
                (place, at) = (place with { XX = Scale(0), XY = Scale(1), YX = Scale(2), YY = Scale(3) }, at + 8);
            yield return (glyph, where, place);
            if ((flags & more) == 0) yield break;
        }
        throw new BadFontException("a glyph has too many parts");
    }

    private static short Signed(byte value) => (short)(value < 128 ? value : value - 256);

    /// <summary>The position and scale of a part of a glyph.</summary>
    private readonly record struct Placement(double XX, double XY, double YX, double YY, double X, double Y)
    {
        public static readonly Placement Here = new(1, 0, 0, 1, 0, 0);

        public (double X, double Y) Of(double x, double y) => (XX * x + YX * y + X, XY * x + YY * y + Y);

        /// <summary>This placement after an inner one.</summary>
        public Placement Within(Placement inner)
        {
            var (x, y) = Of(inner.X, inner.Y);
            return new Placement(
                XX * inner.XX + YX * inner.XY, XY * inner.XX + YY * inner.XY,
                XX * inner.YX + YX * inner.YY, XY * inner.YX + YY * inner.YY, x, y);
        }
    }
}
