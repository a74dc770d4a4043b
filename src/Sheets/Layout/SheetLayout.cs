using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>
/// Lays out a sheet: title, facts in two columns, at the foot the note and the QR. What does not fit at full size is
/// set smaller, down to six tenths; what does not fit then makes the page longer. Nothing is cut off.
/// </summary>
internal sealed class SheetLayout
{
    private const double Hairline = 0.4; // One pixel of the picture.
    private const double LabelShare = 0.34;
    private static readonly ImmutableArray<double> _scales = [1.0, 0.9, 0.8, 0.7, 0.6];

    private readonly Sheet _sheet;
    private readonly FontStack _fonts;
    private readonly QrSquare _code;
    private readonly PaperSize _paper;
    private readonly double _scale;
    private readonly ImmutableArray<TextLine>.Builder _lines = ImmutableArray.CreateBuilder<TextLine>();
    private readonly ImmutableArray<Box>.Builder _boxes = ImmutableArray.CreateBuilder<Box>();
    private double _y;

    private SheetLayout(Sheet sheet, FontStack fonts, QrSquare code, double scale)
    {
        (_sheet, _fonts, _code, _scale) = (sheet, fonts, code, scale);
        _paper = PaperSize.Of(sheet.Paper);
        _y = _paper.Margin;
    }

    private double Inner => _paper.Width - 2 * _paper.Margin;

    /// <summary>Every text that the sheet shows.</summary>
    public static IEnumerable<string> TextsOf(Sheet sheet) =>
        sheet.Rows.SelectMany(row => new[] { row.Label, row.Value })
            .Append(sheet.Title)
            .Append(sheet.Note)
            .SelectMany(text => new[] { text.Zh, text.En });

    /// <summary>The page. The fonts must have all of <see cref="TextsOf"/>.</summary>
    public static Page Of(Sheet sheet, FontStack fonts)
    {
        var code = QrSquare.Of(sheet.Stamp.CodeText);
        Page? page = null;
        foreach (var scale in _scales)
        {
            page = new SheetLayout(sheet, fonts, code, scale).Draw();
            if (page.Height <= PaperSize.Of(sheet.Paper).Height) break;
        }
        return page!;
    }

    private Page Draw()
    {
        Heading();
        foreach (var row in _sheet.Rows) Row(row);
        Foot();
        return new Page(
            _paper.Width, Math.Max(_paper.Height, _y + _paper.Margin), _lines.ToImmutable(), _boxes.ToImmutable());
    }

    private void Heading()
    {
        Centred(_sheet.Title.Zh, 20);
        Centred(_sheet.Title.En, 9);
        _y += 10 * _scale;
        Rule();
    }

    private void Centred(string text, double size)
    {
        foreach (var line in LineBreaking.Break(_fonts.Of(text), size * _scale, Inner))
        {
            var width = line.Sum(glyph => glyph.Advance) * size * _scale;
            Put(line, _paper.Margin + (Inner - width) / 2, ref _y, size * _scale);
        }
    }

    private void Row(SheetRow row)
    {
        var label = Inner * LabelShare;
        var (left, right) = (_y + 4 * _scale, _y + 4 * _scale);
        Column(row.Label, 10, 7, _paper.Margin, label - 8, ref left);
        Column(row.Value, 11, 8, _paper.Margin + label, Inner - label, ref right);
        _y = Math.Max(left, right) + 4 * _scale;
        Rule();
    }

    /// <summary>
    /// The note to the left of the QR, at the foot of the paper or after the facts, whichever is lower.
    /// </summary>
    private void Foot()
    {
        var side = _code.Side * _paper.Module;
        _y = Math.Ceiling(
            Math.Max(_y + 8, _paper.Height - _paper.Margin - side) / Hairline) * Hairline; // On whole pixels.
        var (top, note) = (_y, _y + 12);
        var left = _paper.Width - _paper.Margin - side;
        foreach (var (x, y, length) in _code.Strips)
            _boxes.Add(
                new Box(left + x * _paper.Module, top + y * _paper.Module, length * _paper.Module, _paper.Module));
        Column(_sheet.Note, 8.5, 7, _paper.Margin, Inner - side - 8, ref note);
        _y = Math.Max(top + side, note);
    }

    private void Column(LocalText text, double size, double smaller, double x, double width, ref double y)
    {
        Wrapped(text.Zh, size * _scale, x, width, ref y);
        if (text.En != text.Zh) Wrapped(text.En, smaller * _scale, x, width, ref y);
    }

    private void Wrapped(string text, double size, double x, double width, ref double y)
    {
        foreach (var line in LineBreaking.Break(_fonts.Of(text), size, width)) Put(line, x, ref y, size);
    }

    private void Put(ImmutableArray<Glyph> line, double x, ref double y, double size)
    {
        _lines.Add(new TextLine(x, y + 0.9 * size, size, line));
        y += 1.3 * size;
    }

    private void Rule() => _boxes.Add(new Box(_paper.Margin, _y, Inner, Hairline));

    /// <summary>
    /// A paper in points, and the side of a QR module on it: five or six whole pixels of the picture.
    /// </summary>
    private sealed record PaperSize(double Width, double Height, double Margin, double Module)
    {
        private static readonly PaperSize _a5 = new(419.6, 595.2, 30, 2.0);
        private static readonly PaperSize _a4 = new(595.2, 842.0, 48, 2.4);

        public static PaperSize Of(Paper paper) => paper switch
        {
            Paper.A5 => _a5,
            Paper.A4 => _a4,
            _ => throw new ArgumentOutOfRangeException(nameof(paper)),
        };
    }
}
