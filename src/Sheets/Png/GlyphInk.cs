using System.Collections.Concurrent;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Png;

/// <summary>A glyph as pixels: 255 is paper, 0 is ink.</summary>
/// <param name="Left">Its first column, from the pixel in which the pen stands.</param>
/// <param name="Top">Its first row, from the row of the base line.</param>
/// <param name="Stride">Pixels in a row, a multiple of <see cref="Block"/>; the last ones are paper.</param>
/// <param name="Pixels">Row by row.</param>
internal sealed record GlyphInk(int Left, int Top, int Stride, byte[] Pixels)
{
    /// <summary>As many pixels are put at once.</summary>
    public const int Block = 16;

    /// <summary>A space.</summary>
    public static GlyphInk None { get; } = new(0, 0, Block, []);

    /// <summary>Its rows.</summary>
    public int Height => Pixels.Length / Stride;
}

/// <summary>
/// Glyphs that were drawn, by size and by the quarter of a pixel at which they begin: a sheet has the same few hundred
/// many times over, and so has the next one. At most some 5 MB.
/// </summary>
internal sealed class GlyphInks
{
    /// <summary>Places within a pixel that are distinguished.</summary>
    private const int Quarters = 4;

    private const int MaxKept = 8_192;
    private readonly ConcurrentDictionary<(FontFace Face, int Glyph, float Pixels, int Quarter), GlyphInk> _kept =
        new();

    /// <summary>Puts a glyph on the canvas, the pen at <paramref name="x"/> pixels on the base line of a row.</summary>
    public void Put(Glyph glyph, double x, int baseline, double emPixels, Coverage pen, Canvas canvas)
    {
        var at = (int)Math.Floor(x * Quarters + 0.5);
        var (column, quarter) = (at >> 2, at & Quarters - 1); // Also left of the page.
        var key = (glyph.Face, glyph.Id, (float)emPixels, quarter);
        if (!_kept.TryGetValue(key, out var ink))
        {
            ink = pen.Draw(glyph, (double)quarter / Quarters, emPixels);
            if (_kept.Count >= MaxKept) _kept.Clear();
            _kept[key] = ink;
        }
        canvas.Put(ink, column + ink.Left, baseline + ink.Top);
    }
}
