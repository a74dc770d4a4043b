using System.Globalization;
using System.Text;
using System.Xml;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets.Fonts;
using OrleansRegistry.Sheets.Layout;
using OrleansRegistry.Sheets.Png;

namespace OrleansRegistry.Sheets.Svg;

/// <summary>
/// A page as an SVG 1.1: glyphs are paths, so that it looks the same in every viewer; the text itself is in title and
/// desc, for screen readers and search. No script, no style, nothing from elsewhere.
/// </summary>
internal static class SvgSheet
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    public static byte[] Of(Sheet sheet, Page page)
    {
        using var written = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineChars = "\n",
        };
        using (var xml = XmlWriter.Create(written, settings))
        {
            xml.WriteStartElement("svg", Namespace);
            xml.WriteAttributeString("width", $"{Number(page.Width)}pt");
            xml.WriteAttributeString("height", $"{Number(page.Height)}pt");
            xml.WriteAttributeString("viewBox", $"0 0 {Number(page.Width)} {Number(page.Height)}");
            xml.WriteAttributeString("role", "img");
            xml.WriteAttributeString("xml", "lang", null, "zh-CN");
            xml.WriteAttributeString("aria-labelledby", "title desc");
            Text(xml, "title", $"{sheet.Title.Zh} {sheet.Title.En}");
            Text(xml, "desc", Described(sheet));
            Path(xml, "M0 0H" + Number(page.Width) + "V" + Number(page.Height) + "H0Z", "#fff");
            Path(xml, string.Concat(page.Boxes.Select(Rectangle)), "#000");
            if (page.Code is { } code) Code(xml, code);
            if (page.Picture is { } picture) Picture(xml, picture);
            foreach (var line in page.Lines)
                foreach (var (x, glyphs) in line.Runs()) Run(xml, x, line, glyphs);
            xml.WriteEndElement();
        }
        return written.ToArray();
    }

    private static string Described(Sheet sheet) => string.Join('\n', sheet.Rows.Select(row =>
        $"{row.Label.Zh} {row.Label.En}: {row.Value.Zh}{(row.Value.En == row.Value.Zh ? "" : " / " + row.Value.En)}")
        .Prepend(string.Join('\n', sheet.Opening.Select(Said))).Append(string.Join('\n', sheet.Closing.Select(Said)))
        .Append(sheet.Issuer is { } issuer ? $"{Said(issuer.Label)}: {Said(issuer.Name)}{issuer.Office?.Zh}" : "")
        .Append(sheet.Note.Zh).Append(sheet.Note.En).Append(sheet.Stamp.CodeText));

    private static string Said(Domain.Machines.LocalText text) =>
        text.En == text.Zh ? text.Zh : $"{text.Zh} {text.En}";

    /// <summary>The code in modules, from its upper left corner.</summary>
    private static void Code(XmlWriter xml, PlacedCode placed)
    {
        var path = new StringBuilder(16_384);
        foreach (var (x, y, length) in placed.Code.Strips)
            path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        var side = Number(placed.Module);
        Path(xml, path.ToString(), "#000", $"matrix({side} 0 0 {side} {Number(placed.X)} {Number(placed.Y)})");
    }

    private static void Picture(XmlWriter xml, PlacedPicture placed)
    {
        var (place, picture) = placed;
        xml.WriteStartElement("image", Namespace);
        xml.WriteAttributeString("x", Number(place.X));
        xml.WriteAttributeString("y", Number(place.Y));
        xml.WriteAttributeString("width", Number(place.Width));
        xml.WriteAttributeString("height", Number(place.Height));
        var png = PngFile.Of(picture.Width, picture.Height, picture.Pixels, dotsPerMetre: 10_000);
        xml.WriteAttributeString("href", "data:image/png;base64," + Convert.ToBase64String(png));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string element, string text)
    {
        xml.WriteStartElement(element, Namespace);
        xml.WriteAttributeString("id", element);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    /// <summary>One run of glyphs in units of its font's em, placed and scaled by the matrix.</summary>
    private static void Run(XmlWriter xml, double x, TextLine line, IEnumerable<Glyph> glyphs)
    {
        var pen = new PathPen();
        FontFace? face = null;
        foreach (var glyph in glyphs)
        {
            face = glyph.Face;
            face.Draw(glyph.Id, pen);
            pen.Advance(face.AdvanceOf(glyph.Id));
        }
        if (pen.Text.Length == 0) return;
        var scale = (line.Size / face!.UnitsPerEm).ToString("0.######", CultureInfo.InvariantCulture);
        Path(xml, pen.Text, "#000", $"matrix({scale} 0 0 -{scale} {Number(x)} {Number(line.Baseline)})");
    }

    private static void Path(XmlWriter xml, string d, string fill, string? transform = null)
    {
        xml.WriteStartElement("path", Namespace);
        xml.WriteAttributeString("fill", fill);
        if (transform is not null) xml.WriteAttributeString("transform", transform);
        xml.WriteAttributeString("d", d);
        xml.WriteEndElement();
    }

    private static string Rectangle(Box box) =>
        $"M{Number(box.X)} {Number(box.Y)}h{Number(box.Width)}v{Number(box.Height)}h-{Number(box.Width)}z";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>
    /// Writes path data in whole units, each position relative to the previous one; half a unit of an em is a
    /// thousandth of a point.
    /// </summary>
    private sealed class PathPen : IPen
    {
        private readonly StringBuilder _text = new();
        private int _offset;
        private (int X, int Y) _start;
        private (int X, int Y) _at;

        public string Text => _text.ToString();

        public void Advance(int units) => _offset += units;

        public void Move(double x, double y)
        {
            Write('m', Place(x, y));
            _start = _at = Place(x, y);
        }

        public void Line(double x, double y)
        {
            Write('l', Place(x, y));
            _at = Place(x, y);
        }

        public void Curve(double controlX, double controlY, double x, double y)
        {
            Write('q', Place(controlX, controlY));
            Write(' ', Place(x, y));
            _at = Place(x, y);
        }

        public void Close()
        {
            _text.Append('z');
            _at = _start;
        }

        private (int X, int Y) Place(double x, double y) => ((int)Math.Round(x) + _offset, (int)Math.Round(y));

        private void Write(char command, (int X, int Y) to) =>
            _text.Append(command).Append(to.X - _at.X).Append(' ').Append(to.Y - _at.Y);
    }
}
