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
        var content = file.AddStream(Encoding.ASCII.GetBytes(Content(page, fonts)));
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
    private static string Content(Page page, Dictionary<FontFace, PdfFont> fonts)
    {
        var drawing = new StringBuilder("0 g\n");
        foreach (var box in page.Boxes)
        {
            var lower = Number(page.Height - box.Y - box.Height);
            drawing.Append(CultureInfo.InvariantCulture,
                $"{Number(box.X)} {lower} {Number(box.Width)} {Number(box.Height)} re\n");
        }
        drawing.Append("f\n");
        if (page.Picture is { Place: var place })
            drawing.Append(CultureInfo.InvariantCulture,
                $"q {Number(place.Width)} 0 0 {Number(place.Height)} {Number(place.X)} ")
                .Append(CultureInfo.InvariantCulture, $"{Number(page.Height - place.Y - place.Height)} cm /P0 Do Q\n");
        drawing.Append("BT\n");
        foreach (var line in page.Lines)
            foreach (var (x, glyphs) in line.Runs())
            {
                var face = glyphs[0].Face;
                if (!fonts.TryGetValue(face, out var font))
                    fonts.Add(
                        face, font = new PdfFont(face, string.Create(CultureInfo.InvariantCulture, $"F{fonts.Count}")));
                var baseline = Number(page.Height - line.Baseline);
                drawing.Append(CultureInfo.InvariantCulture,
                    $"/{font.Name} {Number(line.Size)} Tf 1 0 0 1 {Number(x)} {baseline} Tm {font.Show(glyphs)} Tj\n");
            }
        return drawing.Append("ET\n").ToString();
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
