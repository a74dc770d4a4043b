using System.Collections.Immutable;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>
/// A line of text. Positions are in points (1/72 inch) from the page's upper left corner, y downwards.
/// </summary>
/// <param name="X">Where it begins.</param>
/// <param name="Baseline">The y of its base line.</param>
/// <param name="Size">The em.</param>
/// <param name="Glyphs">What is drawn, left to right.</param>
internal sealed record TextLine(double X, double Baseline, double Size, ImmutableArray<Glyph> Glyphs)
{
    /// <summary>The line cut where its font changes: the x of each part, and its glyphs.</summary>
    public IEnumerable<(double X, ImmutableArray<Glyph> Glyphs)> Runs()
    {
        var (x, from) = (X, 0);
        for (var i = 1; i <= Glyphs.Length; i++)
        {
            if (i < Glyphs.Length && Glyphs[i].Face == Glyphs[from].Face) continue;
            var run = Glyphs[from..i];
            yield return (x, run);
            x += run.Sum(glyph => glyph.Advance) * Size;
            from = i;
        }
    }
}

/// <summary>A black rectangle.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height);

/// <summary>A picture in shades of grey, put into a rectangle.</summary>
internal sealed record PlacedPicture(Box Place, GreyPicture Picture);

/// <summary>A page, laid out once for all formats.</summary>
internal sealed record Page(
    double Width,
    double Height,
    ImmutableArray<TextLine> Lines,
    ImmutableArray<Box> Boxes,
    PlacedPicture? Picture,
    PlacedCode? Code);
