using System.Text;
using System.Xml.Linq;
using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>
/// Goal: what is drawn can be read by others. Method: programs that know nothing of this one open the files; no picture
/// is compared with another, so that a font may change.
/// </summary>
public sealed class DrawnTests
{
    [Fact]
    public async Task The_PDF_has_text_that_can_be_searched_in_an_embedded_subset()
    {
        Tools.Need("pdftotext", "pdffonts", "pdfinfo");
        using var renderer = Samples.Renderer();
        var pdf = await renderer.Drawn(Samples.Voucher(), SheetFormat.Pdf);
        var text = Tools.Read(pdf, "pdftotext", "-raw", "{file}", "-");
        Assert.Contains(
            Samples.Holder,
            text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        foreach (var part in new[]
        {
            "诚信考核凭证", "Integrity assessment voucher", "道路旅客运输驾驶员", "Passenger driver", "AAA（优良）", "2026-02-13 09:00",
        })
            Assert.Contains(part, text, StringComparison.Ordinal);
        var fonts = Tools.Read(pdf, "pdffonts", "{file}").Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+\w+ +CID TrueType +Identity-H +yes yes yes ", font));
        var info = Tools.Read(pdf, "pdfinfo", "{file}");
        Assert.Contains("诚信考核凭证", info, StringComparison.Ordinal);
        Assert.Contains("(A5)", info, StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 5_000, 200_000); // A subset: the fonts themselves are 4 and 5 MB.
    }

    [Theory]
    [InlineData(Tools.WenQuanYi)]
    [InlineData(Tools.Droid, Tools.DejaVu)]
    public async Task Each_font_of_Debian_that_is_named_to_administrators_is_enough(params string[] files)
    {
        Tools.Need([.. files, "pdftotext"]);
        using var renderer = new SheetRenderer(Fonts.FontPlaces.Only(files));
        var pdf = await renderer.Drawn(Samples.Voucher(), SheetFormat.Pdf);
        Assert.Contains("道路旅客运输驾驶员", Tools.Read(pdf, "pdftotext", "{file}", "-"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scanner_reads_the_longest_code_off_every_format_and_paper()
    {
        Tools.Need("zbarimg", "pdftoppm", "rsvg-convert");
        using var renderer = Samples.Renderer();
        foreach (var sheet in new[]
        {
            Samples.Voucher(), Samples.Plate(3), Samples.Card(Paper.Phone), Samples.Card(Paper.A4Across),
        })
        {
            Assert.Equal(Samples.LongestCode, Tools.Scanned(await renderer.Drawn(sheet, SheetFormat.Png)));
            Assert.Equal(
                Samples.LongestCode,
                Tools.Scanned(
                    await renderer.Drawn(sheet, SheetFormat.Pdf),
                    "pdftoppm",
                    "-singlefile",
                    "-r",
                    "180",
                    "-png",
                    "{file}",
                    "{out}"));
            Assert.Equal(
                Samples.LongestCode,
                Tools.Scanned(
                    await renderer.Drawn(sheet, SheetFormat.Svg),
                    "rsvg-convert",
                    "-z",
                    "2",
                    "-o",
                    "{out}.png",
                    "{file}"));
        }
    }

    [Fact]
    public async Task The_SVG_has_no_fonts_to_miss_and_says_in_words_what_it_shows()
    {
        using var renderer = Samples.Renderer();
        var svg =
            XDocument.Parse(Encoding.UTF8.GetString((await renderer.Drawn(Samples.Voucher(), SheetFormat.Svg)).Span));
        Assert.Equal(["desc", "path", "svg", "title"], svg.Descendants()
            .Select(element => element.Name.LocalName)
            .Distinct()
            .Order());
        var desc = svg.Descendants().Single(element => element.Name.LocalName == "desc").Value;
        foreach (var part in new[] { Samples.Holder, "道路旅客运输驾驶员 / Passenger driver", Samples.LongestCode })
            Assert.Contains(part, desc, StringComparison.Ordinal);
        Assert.Equal("zh-CN", (string?)svg.Root!.Attribute(XNamespace.Xml + "lang"));
    }

    [Fact]
    public async Task A_portrait_stands_in_its_place_in_every_format_and_a_broken_one_leaves_it_empty()
    {
        Tools.Need("pdfimages", "pdftotext", "zbarimg");
        using var renderer = Samples.Renderer();
        var black = Png.PngFile.Of(200, 300, new byte[200 * 300], 10_000);
        var pdf = await renderer.Drawn(Samples.Card(Paper.A5, black), SheetFormat.Pdf);
        Assert.Contains(" 250 ", Tools.Read(pdf, "pdfimages", "-list", "{file}"), StringComparison.Ordinal);
        Assert.DoesNotContain("照片", Tools.Read(pdf, "pdftotext", "{file}", "-"), StringComparison.Ordinal);
        var svg = Encoding.UTF8.GetString((await renderer.Drawn(Samples.Card(Paper.A5, black), SheetFormat.Svg)).Span);
        Assert.Contains("href=\"data:image/png;base64,", svg, StringComparison.Ordinal);
        var broken = await renderer.Drawn(Samples.Card(Paper.A5, black.AsMemory(0, 60)), SheetFormat.Pdf);
        Assert.Contains("照片", Tools.Read(broken, "pdftotext", "{file}", "-"), StringComparison.Ordinal);
        Assert.Equal(Samples.LongestCode,
            Tools.Scanned(await renderer.Drawn(Samples.Card(Paper.A5, black), SheetFormat.Png)));
    }

    [Fact]
    public async Task A_name_that_looks_like_markup_stays_a_name()
    {
        Tools.Need("pdftotext");
        using var renderer = Samples.Renderer();
        var sheet = Samples.Voucher("<张&三> \\(\"'%)");
        var svg = XDocument.Parse(Encoding.UTF8.GetString((await renderer.Drawn(sheet, SheetFormat.Svg)).Span));
        Assert.Contains("<张&三> \\(\"'%)", svg.Root!.Value, StringComparison.Ordinal);
        Assert.Contains(
            "<张&三> \\(\"'%)",
            Tools.Read(await renderer.Drawn(sheet, SheetFormat.Pdf), "pdftotext", "{file}", "-"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(400)]
    public async Task However_many_places_lie_on_the_way_none_is_cut_off(int places)
    {
        Tools.Need("pdftotext", "pdfinfo", "zbarimg");
        using var renderer = Samples.Renderer();
        var sheet = Samples.Plate(places);
        var pdf = await renderer.Drawn(sheet, SheetFormat.Pdf);
        var text = Tools.Read(pdf, "pdftotext", "-raw", "{file}", "-")
            .ReplaceLineEndings("")
            .Replace(" ", "", StringComparison.Ordinal);
        for (var n = 1; n <= places; n++) Assert.Contains($"第{n}站", text, StringComparison.Ordinal);
        Assert.Contains("Pages:           1", Tools.Read(pdf, "pdfinfo", "{file}"), StringComparison.Ordinal);
        Assert.Equal(Samples.LongestCode, Tools.Scanned(await renderer.Drawn(sheet, SheetFormat.Png)));
    }

    [Theory]
    [InlineData(SheetFormat.Pdf)]
    [InlineData(SheetFormat.Svg)]
    [InlineData(SheetFormat.Png)]
    public async Task The_same_sheet_is_the_same_file_and_another_instant_another_one(SheetFormat format)
    {
        using var renderer = Samples.Renderer();
        using var again = Samples.Renderer();
        var sheet = Samples.Voucher();
        var first = (await renderer.Drawn(sheet, format)).ToArray();
        var files = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => again.Drawn(sheet, format)));
        Assert.All(files, file => Assert.Equal(first, file.ToArray()));
        var later = sheet with { Stamp = sheet.Stamp with { AsOf = sheet.Stamp.AsOf.AddMinutes(1) } };
        Assert.NotEqual(first, (await renderer.Drawn(later, format)).ToArray());
    }

    [Fact]
    public async Task A_text_that_needs_a_larger_code_is_a_bug_of_whoever_made_it()
    {
        using var renderer = Samples.Renderer();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => renderer.Print(Samples.Voucher(code: Samples.LongestCode + "x"), SheetFormat.Pdf));
    }

    [Fact]
    public async Task Who_asks_and_leaves_gives_back_the_turn()
    {
        using var renderer = Samples.Renderer();
        for (var i = 0; i < Environment.ProcessorCount + 1; i++)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => renderer.Print(Samples.Voucher(), SheetFormat.Png, new CancellationToken(canceled: true)));
        await renderer.Drawn(Samples.Voucher(), SheetFormat.Png);
    }
}
