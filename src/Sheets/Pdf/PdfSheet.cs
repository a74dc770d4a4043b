using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets.Fonts;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Pdf;

/// <summary>
/// A page as a PDF: text that can be searched and copied, drawn with embedded subsets of the fonts; the QR as one path.
/// </summary>
internal static class PdfSheet
{
    public static byte[] Of(Sheet sheet, Page page)
    {
        var file = new PdfFile();
        var (catalog, pages, leaf) = (file.Reserve(), file.Reserve(), file.Reserve());
        var fonts = new Dictionary<FontFace, PdfFont>();
        var content = file.AddStream(Content(page, fonts).Written);
        var resources = string.Concat(fonts.Values.Select(font => $"/{font.Name} {font.WriteTo(file)} 0 R"));
        file.Fill(
            catalog, $"<</Type/Catalog/Pages {pages} 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>>>");
        file.Fill(pages, $"<</Type/Pages/Kids[{leaf} 0 R]/Count 1>>");
        file.Fill(leaf, $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {Number(page.Width)} {Number(page.Height)}]"
            + $"/Contents {content} 0 R/Resources<</Font<<{resources}>>{Picture(page, file)}>>>>");
        var asOf = ShanghaiTime.ToLocal(sheet.Stamp.AsOf).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var info =
            file.Add($"<</Title{PdfFile.Text($"{sheet.Title.Zh} {sheet.Title.En}")}/CreationDate(D:{asOf}+08'00')>>");
        return file.Write(catalog, info);
    }

    private static string Picture(Page page, PdfFile file)
    {
        if (page.Picture is not { Picture: var picture }) return "";
        var number = file.AddStream(picture.Pixels,
            $"/Type/XObject/Subtype/Image/Width {picture.Width}/Height {picture.Height}"
            + "/ColorSpace/DeviceGray/BitsPerComponent 8");
        return $"/XObject<</P0 {number} 0 R>>";
    }

    /// <summary>The drawing. A PDF counts upwards from the lower edge.</summary>
    private static PdfText Content(Page page, Dictionary<FontFace, PdfFont> fonts)
    {
        var drawing = new PdfText(32_768).Add("0 g\n"u8);
        foreach (var box in page.Boxes)
            drawing.Add(box.X).Add(page.Height - box.Y - box.Height).Add(box.Width).Add(box.Height).Add("re\n"u8);
        drawing.Add("f\n"u8);
        if (page.Code is { } code) Code(code, page.Height, drawing);
        if (page.Picture is { Place: var place })
            drawing.Add("q "u8).Add(place.Width).Add("0 0 "u8).Add(place.Height).Add(place.X)
                .Add(page.Height - place.Y - place.Height).Add("cm /P0 Do Q\n"u8);
        drawing.Add("BT\n"u8);
        foreach (var line in page.Lines)
            foreach (var (x, glyphs) in line.Runs())
            {
                var face = glyphs[0].Face;
                if (!fonts.TryGetValue(face, out var font))
                    fonts.Add(
                        face, font = new PdfFont(face, string.Create(CultureInfo.InvariantCulture, $"F{fonts.Count}")));
                drawing.Add("/"u8).Add(font.Name).Add(" "u8).Add(line.Size).Add("Tf 1 0 0 1 "u8)
                    .Add(x).Add(page.Height - line.Baseline).Add("Tm <"u8);
                font.Show(glyphs.AsSpan(), drawing);
                drawing.Add("> Tj\n"u8);
            }
        return drawing.Add("ET\n"u8);
    }

    /// <summary>The code as one path in modules, from the upper edge down.</summary>
    private static void Code(PlacedCode placed, double height, PdfText drawing)
    {
        drawing.Add("q "u8).Add(placed.Module).Add("0 0 "u8).Add(-placed.Module)
            .Add(placed.X).Add(height - placed.Y).Add("cm\n"u8);
        foreach (var (x, y, length) in placed.Code.Strips)
            drawing.Add(x).Add(y).Add(length).Add("1 re\n"u8);
        drawing.Add("f Q\n"u8);
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
