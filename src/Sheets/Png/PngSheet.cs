using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// A page as a PNG (ISO/IEC 15948): 8 bits of grey, 180 dots per inch, a QR module of five or six whole pixels.
/// </summary>
internal static class PngSheet
{
    private const double PixelsPerPoint = 2.5;
    private const int DotsPerMetre = 7087; // 180 an inch.

    public static byte[] Of(Page page)
    {
        using var canvas = new Canvas(
            (int)Math.Ceiling(page.Width * PixelsPerPoint - 0.01),
            (int)Math.Ceiling(page.Height * PixelsPerPoint - 0.01));
        if (page.Picture is { } placed) canvas.Put(placed.Picture, placed.Place, PixelsPerPoint);
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
        return PngFile.Of(canvas.Width, canvas.Height, canvas.Pixels, DotsPerMetre);
    }
}
