using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>
/// Goal: a font that is missing, broken or too small is answered with a refusal in words; nobody gets squares, and
/// nothing ends the program.
/// </summary>
public sealed class FontTests
{
    [Fact]
    public async Task Without_any_font_the_refusal_says_what_to_install()
    {
        using var renderer = new SheetRenderer(FontPlaces.Only());
        var refusal = await renderer.Refused(Samples.Voucher());
        Assert.Equal(RefusalCode.FontMissing, refusal.Code);
        Assert.Contains("fonts-wqy-microhei", refusal.Detail.Zh, StringComparison.Ordinal);
        Assert.Contains("fonts-wqy-microhei", refusal.Detail.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_font_that_is_not_there_is_named_and_no_other_one_is_taken()
    {
        using var renderer = new SheetRenderer(FontPlaces.Of("/nowhere/SimSun.ttf"));
        Assert.Contains("SimSun.ttf", (await renderer.Refused(Samples.Voucher())).Detail.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a font at all, but long enough to look like one to a careless reader")]
    [InlineData("OTTO\0\u0001\0\0\0\0\0\0")]
    [InlineData("ttcf\0\u0001\0\0\0\0\0\u0001\u007f\u007f\u007f\u007f")]
    public async Task A_file_that_is_no_TrueType_font_is_named(string content)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var renderer = new SheetRenderer(FontPlaces.Only(file));
        var refusal = await renderer.Refused(Samples.Voucher());
        File.Delete(file);
        Assert.Equal(RefusalCode.FontMissing, refusal.Code);
        Assert.Contains(Path.GetFileName(file), refusal.Detail.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_font_without_Chinese_is_no_font_for_these_sheets()
    {
        Tools.Need(Tools.DejaVu);
        using var renderer = new SheetRenderer(FontPlaces.Only(Tools.DejaVu));
        Assert.Contains("Chinese", (await renderer.Refused(Samples.Voucher())).Detail.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("张\U00020BB7")] // 𠮷, of the second plane.
    [InlineData("张\u0001")]
    [InlineData("ئ")] // Drawn letter by letter it would be wrong.
    public async Task In_place_of_a_character_that_no_font_has_stands_a_geta_and_the_sheet_is_given(string holder)
    {
        Tools.Need("pdftotext");
        using var renderer = Samples.Renderer();
        var pdf = await renderer.Drawn(Samples.Voucher(holder + "三"), SheetFormat.Pdf);
        var text = Tools.Read(pdf, "pdftotext", "-raw", "{file}", "-");
        Assert.Contains(holder[0] == '张' ? "张〓三" : "〓三", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rare_character_is_taken_from_the_next_font_that_has_it()
    {
        Tools.Need(Tools.WenQuanYi, Tools.Droid, "pdftotext");
        using var alone = new SheetRenderer(FontPlaces.Only(Tools.WenQuanYi));
        Assert.Contains("刘〓", Tools.Read(await alone.Drawn(Samples.Voucher("刘䶮"), SheetFormat.Pdf),
            "pdftotext", "{file}", "-"), StringComparison.Ordinal);
        using var both = new SheetRenderer(FontPlaces.Only(Tools.WenQuanYi, Tools.Droid));
        var pdf = await both.Drawn(Samples.Voucher("刘䶮"), SheetFormat.Pdf);
        Assert.Contains("刘䶮", Tools.Read(pdf, "pdftotext", "{file}", "-"), StringComparison.Ordinal);
    }

    /// <summary>
    /// Bytes of a real font are changed at places that a fixed seed picks, and files are cut off: each answer is a
    /// drawing or a refusal.
    /// </summary>
    [Fact]
    public async Task A_font_file_that_is_broken_anywhere_ends_in_a_refusal_or_a_drawing_and_never_in_a_fault()
    {
        Tools.Need(Tools.DejaVu);
        var sound = await File.ReadAllBytesAsync(Tools.DejaVu);
        var dice = new Random(20261121);
        for (var i = 0; i < 150; i++)
        {
            var broken = sound.ToArray();
            // The tables' directory, and then anywhere: most of a font is outlines.
            for (var n = 0; n < 40; n++)
                broken[n < 2 ? dice.Next(300) : dice.Next(broken.Length)] = (byte)dice.Next(256);
            if (i % 3 == 0) broken = broken[..dice.Next(broken.Length)];
            try
            {
                var face = FontFace.Read(broken, "broken.ttf");
                foreach (var letter in "The quick brown fox; 0123456789 äöü".EnumerateRunes())
                    if (face.GlyphOf(letter) is var glyph and > 0) face.Draw(glyph, new NoPen());
                var subset = new Pdf.FontSubset(face);
                subset.NumberOf(36);
                subset.Write();
            }
            catch (BadFontException)
            {
                continue;
            }
        }
    }

    private sealed class NoPen : IPen
    {
        public void Move(double x, double y) => Assert.True(double.IsFinite(x) && double.IsFinite(y));

        public void Line(double x, double y) => Assert.True(double.IsFinite(x) && double.IsFinite(y));

        public void Curve(double controlX, double controlY, double x, double y) =>
            Assert.True(double.IsFinite(x) && double.IsFinite(y));

        public void Close() { }
    }
}
