using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>Collects what is drawn on a page: lines of text, black boxes, dotted outlines, one picture.</summary>
internal sealed class PageInk(FontStack fonts)
{
    public const double Hairline = 0.4; // One pixel of the picture.
    private const double Dot = 0.8, DotEvery = 4;

    /// <summary>The size of English beneath Chinese, relative to it.</summary>
    private const double English = 0.68;

    private readonly ImmutableArray<TextLine>.Builder _lines = ImmutableArray.CreateBuilder<TextLine>();
    private readonly ImmutableArray<Box>.Builder _boxes = ImmutableArray.CreateBuilder<Box>();
    private PlacedPicture? _picture;
    private PlacedCode? _code;

    /// <summary>The page with everything collected.</summary>
    public Page Page(double width, double height) =>
        new(width, height, _lines.ToImmutable(), _boxes.ToImmutable(), _picture, _code);

    public void Add(Box box) => _boxes.Add(box);

    public void Add(PlacedPicture picture) => _picture = picture;

    public void Add(PlacedCode code) => _code = code;

    /// <summary>The four sides of a rectangle, drawn inside it.</summary>
    public void Frame(double x, double y, double width, double height, double thick)
    {
        Add(new Box(x, y, width, thick));
        Add(new Box(x, y + height - thick, width, thick));
        Add(new Box(x, y, thick, height));
        Add(new Box(x + width - thick, y, thick, height));
    }

    /// <summary>A dotted circle, where something is added by hand.</summary>
    public void Circle(double x, double y, double across)
    {
        var dots = (int)(Math.PI * across / DotEvery);
        for (var i = 0; i < dots; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / dots);
            Add(new Box(x + across / 2 * (1 + cos) - Dot / 2, y + across / 2 * (1 + sin) - Dot / 2, Dot, Dot));
        }
    }

    /// <summary>A text in both languages, the second beneath and smaller; the result is the y where it ends.</summary>
    public double Both(LocalText text, double size, double x, double y, double width, bool centred = false)
    {
        y = Text(text.Zh, size, x, y, width, centred);
        return text.En == text.Zh || text.En.Length == 0 ? y
            : Text(text.En, Math.Max(5.5, size * English), x, y, width, centred);
    }

    /// <summary>
    /// The largest size up to <paramref name="size"/> at which a text in both languages fits into a line of this width.
    /// </summary>
    public double Fitting(LocalText text, double size, double width) => Math.Min(
        Math.Min(size, width / Advance(text.Zh)), text.En == text.Zh ? size : width / Advance(text.En) / English);

    private double Advance(string text)
    {
        var sum = 0.0;
        foreach (var glyph in fonts.Of(text)) sum += glyph.Advance;
        return Math.Max(1, sum);
    }

    /// <summary>A text in as many lines as it needs; the result is the y where it ends.</summary>
    public double Text(string text, double size, double x, double y, double width, bool centred = false)
    {
        foreach (var line in LineBreaking.Break(fonts.Of(text), size, width))
        {
            var left = centred ? x + (width - line.Sum(glyph => glyph.Advance) * size) / 2 : x;
            _lines.Add(new TextLine(left, y + 0.9 * size, size, line));
            y += 1.3 * size;
        }
        return y;
    }
}
