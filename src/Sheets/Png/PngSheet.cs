using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// A page as a PNG (ISO/IEC 15948): 8 bits of grey, 180 dots per inch, a QR module of five or six whole pixels. Base
/// lines stand on whole pixels, so that the same letter is the same picture in every line.
/// </summary>
internal static class PngSheet
{
    private const double PixelsPerPoint = 2.5;
    private const int DotsPerMetre = 7087; // 180 an inch.

    public static byte[] Of(Page page, GlyphInks inks)
    {
        using var canvas = new Canvas(
            (int)Math.Ceiling(page.Width * PixelsPerPoint - 0.01),
            (int)Math.Ceiling(page.Height * PixelsPerPoint - 0.01));
        if (page.Picture is { } placed) canvas.Put(placed.Picture, placed.Place, PixelsPerPoint);
        foreach (var box in page.Boxes) canvas.Fill(box, PixelsPerPoint);
        if (page.Code is { } code) Code(code, canvas);
        var pen = new Coverage();
        foreach (var line in page.Lines)
        {
            var (x, baseline) = (line.X, (int)Math.Round(line.Baseline * PixelsPerPoint));
            foreach (var glyph in line.Glyphs)
            {
                inks.Put(glyph, x * PixelsPerPoint, baseline, line.Size * PixelsPerPoint, pen, canvas);
                x += glyph.Advance * line.Size;
            }
        }
        return PngFile.OfRows(canvas.Width, canvas.Height, canvas.Rows, DotsPerMetre);
    }

    private static void Code(PlacedCode placed, Canvas canvas)
    {
        var side = placed.Module;
        foreach (var (x, y, length) in placed.Code.Strips)
            canvas.Fill(new Box(placed.X + x * side, placed.Y + y * side, length * side, side), PixelsPerPoint);
    }
}
