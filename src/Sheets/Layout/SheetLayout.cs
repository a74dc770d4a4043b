using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>
/// Lays out a sheet like an official paper: a double frame, the title, a place for the portrait, facts in two columns,
/// and at the foot the issuer, the empty place for the seal, the QR code and the note. What does not fit at full size
/// is set smaller, down to six tenths; if it still does not fit, the page becomes longer. Nothing is cut off.
/// </summary>
internal sealed class SheetLayout
{
    private const double LabelShare = 0.34, Gap = 8, SealShare = 0.9, LabelInSeal = 0.8, SmallestName = 7.5;
    private static readonly double[] _scales = [1.0, 0.9, 0.8, 0.7, 0.6];
    private static readonly LocalText _sealPlace = new("（印章）", "Seal");
    private static readonly LocalText _portraitPlace = new("照片", "Photo");

    private readonly Sheet _sheet;
    private readonly QrSquare? _code;
    private readonly GreyPicture? _portrait;
    private readonly PaperSize _paper;
    private readonly double _scale;
    private readonly PageInk _ink;
    private double _y;

    private SheetLayout(Sheet sheet, FontStack fonts, QrSquare? code, GreyPicture? portrait, double scale)
    {
        (_sheet, _code, _portrait) = (sheet, code, portrait);
        _paper = PaperSize.Of(sheet.Paper);
        _scale = scale * _paper.Text;
        _ink = new PageInk(fonts);
        _y = _paper.Margin;
    }

    private double Left => _paper.Margin;

    private double Inner => _paper.Width - 2 * _paper.Margin;

    /// <summary>The page.</summary>
    public static Page Of(Sheet sheet, FontStack fonts)
    {
        var code = sheet.Stamp.CodeText.Length == 0 ? null : QrSquare.Of(sheet.Stamp.CodeText);
        var portrait = GreyPicture.Of(sheet.Portrait, 250, 350);
        Page? page = null;
        foreach (var scale in _scales)
        {
            page = new SheetLayout(sheet, fonts, code, portrait, scale).Draw();
            if (page.Height <= PaperSize.Of(sheet.Paper).Height) break;
        }
        return page!;
    }

    private Page Draw()
    {
        Heading();
        foreach (var paragraph in _sheet.Opening) Paragraph(paragraph);
        Facts();
        foreach (var paragraph in _sheet.Closing) Paragraph(paragraph);
        Foot();
        var height = Math.Max(_paper.Height, _y + _paper.Margin);
        var (outer, inner) = (_paper.Margin * 0.45, _paper.Margin * 0.45 + 3.2);
        _ink.Frame(outer, outer, _paper.Width - 2 * outer, height - 2 * outer, 1.6);
        _ink.Frame(inner, inner, _paper.Width - 2 * inner, height - 2 * inner, PageInk.Hairline);
        return _ink.Page(_paper.Width, height);
    }

    private void Heading()
    {
        _y = _ink.Text(_sheet.Title.Zh, 20 * _scale, Left, _y, Inner, centred: true);
        _y = _ink.Text(_sheet.Title.En, 9 * _scale, Left, _y + 1, Inner, centred: true);
        if (_sheet.Subtitle is { } subtitle)
            _y = _ink.Both(subtitle, 10 * _scale, Left, _y + 3 * _scale, Inner, centred: true);
        _y += 7 * _scale;
        _ink.Add(new Box(Left, _y, Inner, 1.2));
        _ink.Add(new Box(Left, _y + 2.4, Inner, PageInk.Hairline));
        _y += 2.8;
    }

    private void Paragraph(LocalText text) =>
        _y = _ink.Both(text, 11 * _scale, Left, _y + 7 * _scale, Inner);

    /// <summary>Facts beside the portrait are narrower; those after it have the whole width.</summary>
    private void Facts()
    {
        var (top, bottom) = (_y + 6, _y);
        if (_sheet.HasPortrait)
        {
            Portrait(_paper.Width - Left - PaperSize.PortraitWidth, top);
            bottom = top + PaperSize.PortraitHeight + 6;
        }
        foreach (var row in _sheet.Rows)
            Row(row, _y < bottom ? Inner - PaperSize.PortraitWidth - Gap : Inner);
        if (_y < bottom && _sheet.HasPortrait) _y = bottom;
    }

    private void Portrait(double x, double y)
    {
        var place = new Box(x, y, PaperSize.PortraitWidth, PaperSize.PortraitHeight);
        if (_portrait is not null) _ink.Add(new PlacedPicture(place, _portrait));
        else
            _ink.Both(_portraitPlace, 9, x, y + place.Height / 2 - 9, place.Width, centred: true);
        _ink.Frame(x, y, PaperSize.PortraitWidth, PaperSize.PortraitHeight, PageInk.Hairline);
    }

    private void Row(SheetRow row, double width)
    {
        var label = Inner * LabelShare;
        var y = _y + 4 * _scale;
        var left = _ink.Both(row.Label, 9.5 * _scale, Left, y, label - Gap);
        var right = _ink.Both(row.Value, 11 * _scale, Left + label, y, width - label);
        _y = Math.Max(left, right) + 4 * _scale;
        _ink.Add(new Box(Left, _y, width, PageInk.Hairline));
    }

    /// <summary>
    /// At the foot of the paper or after the facts, whichever is lower: the issuer with the place for the seal on the
    /// left, the QR code on the right, the note beneath; without a QR code the issuer is on the right, as in letters.
    /// </summary>
    private void Foot()
    {
        var side = (_code?.Side ?? 0) * _paper.Module;
        var seal = _sheet.Issuer is null ? 0 : _paper.Seal;
        var wide = _sheet.Issuer is null && _code is not null; // Then the note stands beside the code.
        var note = wide ? 0 : NoteHeight(Inner);
        var height = Math.Max(side, seal) + note;
        _y = Whole(Math.Max(_y + Gap, _paper.Height - _paper.Margin - height));
        if (_code is not null) _ink.Add(new PlacedCode(_paper.Width - Left - side, _y, _paper.Module, _code));
        if (_sheet.Issuer is { } issuer) Issuer(issuer, side, seal);
        if (wide)
        {
            var end = Note(Left, _y + 12, Inner - side - Gap);
            _y = Math.Max(_y + side, end);
            return;
        }
        _y = Note(Left, _y + Math.Max(side, seal) + 2, Inner);
    }

    private void Issuer(SheetIssuer issuer, double code, double seal)
    {
        var width = code > 0 ? Inner - code - Gap : Inner / 2;
        var x = code > 0 ? Left : Left + Inner - width;
        var block = Math.Max(code, seal);
        _ink.Circle(x + (width - seal) / 2, _y + (block - seal) / 2, seal);
        _ink.Both(_sealPlace, 6.5, x, _y + (block + seal) / 2 - 19, width, centred: true);
        // Inside the place of the seal, so that the dots cross neither label nor name; a long name takes two lines.
        var inside = SealShare * seal;
        var left = x + (width - inside) / 2;
        var label = _ink.Fitting(issuer.Label, 8.5 * _scale, LabelInSeal * seal);
        var (name, office) = (issuer.Name, issuer.Office);
        var size = _ink.Fitting(name, (office is null ? 10.5 : 9.5) * _scale, inside);
        var tall = office is not null || size < SmallestName;
        var y = _ink.Both(issuer.Label, label, left, _y + block / 2 - (tall ? 36 : 32) * _scale, inside, centred: true);
        y = _ink.Both(name, Math.Max(SmallestName, size), left, y + 1, inside, centred: true);
        if (office is not null)
            y = _ink.Text(office.Zh, Math.Min(size, 9.5 * _scale), left, y, inside, centred: true);
        if (issuer.On is { } day) _ink.Text(DayNames.Of(day).Zh, 9 * _scale, left, y + 1, inside, centred: true);
    }

    private double Note(double x, double y, double width) => _ink.Both(_sheet.Note, 7.5, x, y, width);

    /// <summary>An estimate: three lines in Chinese and two in English at the width of most papers.</summary>
    private double NoteHeight(double width) => 1.3 * (7.5 * Math.Ceiling(_sheet.Note.Zh.Length * 7.5 / width)
        + 5.5 * Math.Ceiling(_sheet.Note.En.Length * 5.5 * 0.55 / width)) + 4;

    /// <summary>Rounded to whole pixels, so that all modules of the code have the same size.</summary>
    private static double Whole(double y) => Math.Ceiling(y / PageInk.Hairline) * PageInk.Hairline;
}
