using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// Goal: a PDF is inspected as viewers read it, by trailer, cross-references, catalogue and page tree (rules.md B.6,
/// findings p32, p33), and what acts is refused. Method: small files made here; what poppler shows is the truth.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class PdfInspectionTests
{
    private static PdfInspection Of(byte[] file) => PdfInspection.Of(file);

    private static void IsPortrait(byte[] file) => Assert.Equal(new PdfInspection.Fit(1, true), Of(file));

    private static void IsNotPortrait(byte[] file) => Assert.Equal(new PdfInspection.Fit(1, false), Of(file));

    private static byte[] WithPage(string entries) =>
        PdfFiles.OnePage((3, $"<</Type/Page/Parent 2 0 R {entries}>>"), (4, "[0 0 595 842]"), (5, "595"), (6, "90"));

    [Theory]
    [InlineData("/MediaBox[0 0 595 842]", true)]
    [InlineData("/MediaBox[0 842 595 0]", true)]
    [InlineData("/MediaBox[0 0 595.2756 841.8898]", true)]
    [InlineData("/MediaBox 4 0 R", true)]
    [InlineData("/MediaBox[0 0 5 0 R 842]", true)]
    [InlineData("/MediaBox[0 0 842 595]", false)]
    [InlineData("/MediaBox[0 0 842 595]/Rotate 90", true)]
    [InlineData("/MediaBox[0 0 842 595]/Rotate 270", true)]
    [InlineData("/MediaBox[0 0 842 595]/Rotate -90", true)]
    [InlineData("/MediaBox[0 0 595 842]/Rotate 360", true)]
    [InlineData("/MediaBox[0 0 595 842]/Rotate 90", false)]
    [InlineData("/MediaBox[0 0 595 842]/Rotate 6 0 R", false)]
    [InlineData("/MediaBox[0 0 595 842]/Rotate 180", false)]
    [InlineData("/MediaBox[0 0 595 842]/CropBox[0 0 595 300]", false)]
    [InlineData("/MediaBox[0 0 842 842]/CropBox[0 0 595 842]", true)]
    [InlineData("/MediaBox[0 0 595 842]/CropBox[-900 0 900 842]", true)]
    [InlineData("/MediaBox[0 0 600 600]", false)]
    [InlineData("/#4dedia#42ox[0 0 595 842]", true)]
    [InlineData("/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font>>>>/ProcSet[/PDF/Text]>>", true)]
    [InlineData("", false)]
    public void A_page_stands_as_viewers_show_it(string entries, bool portrait)
    {
        if (portrait) IsPortrait(WithPage(entries));
        else IsNotPortrait(WithPage(entries));
    }

    [Fact]
    public void Boxes_and_turns_come_from_the_tree_wherever_it_stands_in_the_file()
    {
        static byte[] Tree(string entries, string page) => PdfFiles.Table(new Dictionary<int, string>
        {
            [1] = "<</Type/Catalog/Pages 5 0 R>>", [3] = $"<</Type/Page/Parent 5 0 R{page}>>",
            [5] = $"<</Type/Pages/Kids[3 0 R]/Count 1{entries}>>",
        });
        IsPortrait(Tree("/MediaBox[0 0 595 842]", ""));
        IsNotPortrait(Tree("/Rotate 90", "/MediaBox[0 0 595 842]"));
        IsPortrait(Tree("/Rotate 90", "/MediaBox[0 0 595 842]/Rotate 0"));
    }

    [Fact]
    public void Keys_have_no_order() => IsPortrait(PdfFiles.OnePage((3, """
        << /Contents 4 0 R /MediaBox [ 0 0 595 842 ] /Parent 2 0 R
           /Resources << /Font 7 0 R /ProcSet [ /PDF /Text ] >> /Rotate 0 /Type /Page >>
        """)));

    [Fact]
    public void The_newest_revision_counts()
    {
        var landscape = WithPage("/MediaBox[0 0 842 595]");
        IsPortrait(PdfFiles.Revised(landscape, (3, PdfFiles.Page)));
        IsNotPortrait(PdfFiles.Revised(PdfFiles.OnePage(), (3, "<</Type/Page/MediaBox[0 0 842 595]>>")));
        Assert.IsType<PdfInspection.Active>(Of(PdfFiles.OnePage((1, "<</Pages 2 0 R/OpenAction<</S/JavaScript>>>>"))));
        IsPortrait(PdfFiles.Revised(
            PdfFiles.OnePage((1, "<</Pages 2 0 R/OpenAction<</S/JavaScript>>>>")), (1, PdfFiles.Catalog)));
    }

    [Fact]
    public void Objects_and_references_may_be_packed()
    {
        IsPortrait(PdfFiles.Packed(PdfFiles.Merged()));
        IsPortrait(PdfFiles.Packed(PdfFiles.Merged(), predicted: false));
        IsNotPortrait(PdfFiles.Packed(PdfFiles.Merged((3, "<</Type/Page/MediaBox[0 0 842 595]>>"))));
        Assert.IsType<PdfInspection.Active>(
            Of(PdfFiles.Packed(PdfFiles.Merged((1, "<</Pages 2 0 R/OpenAction<</S/Launch>>>>")))));
        Assert.IsType<PdfInspection.Damaged>(Of(PdfFiles.Packed(PdfFiles.Merged(), filter: "[/ASCIIHexDecode/Fl]")));
        Assert.IsType<PdfInspection.Damaged>(Of(PdfFiles.Packed(PdfFiles.Merged(), padding: 10_000_000)));
    }

    [Fact]
    public void Words_in_text_comments_and_content_are_only_words()
    {
        IsPortrait(PdfFiles.OnePage((4, "<</Length 30>>\nstream\n(/Encrypt /Type /Page /JavaScript)\nendstream")));
        IsPortrait(PdfFiles.Table(
            PdfFiles.Merged((7, "(\\(/S/JavaScript (in) it)")), between: "% /Encrypt /Type /Pages /OpenAction\n"));
    }

    [Fact]
    public void What_opens_nowhere_is_damaged()
    {
        byte[][] files =
        [
            PdfFiles.Bytes("%PDF-1.4\n<< /Type /Page /MediaBox [0 0 1 2] >>\nstartxref\n0\n%%EOF"),
            PdfFiles.OnePage((1, "<</Type/Catalog>>")),
            PdfFiles.OnePage((2, "<</Type/Pages/Kids[]/Count 0>>")),
            PdfFiles.OnePage((2, "<</Type/Pages/Kids[2 0 R]/Count 1>>")),
            PdfFiles.OnePage((2, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>")),
            PdfFiles.OnePage((3, "<</Type/Page/MediaBox[0 0 595 842]/MediaBox[0 0 842 595]>>")),
            PdfFiles.OnePage((3, "3 0 R")),
            PdfFiles.OnePage()[..^40],
            [.. "%PDF-1.4"u8],
            PdfFiles.Bytes(
                "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>startxref\n9\n%%EOF"),
        ];
        foreach (var file in files) Assert.IsType<PdfInspection.Damaged>(Of(file));
    }

    [Fact]
    public void Only_the_trailer_says_that_a_file_is_encrypted() =>
        Assert.IsType<PdfInspection.Encrypted>(Of(PdfFiles.Table(PdfFiles.Merged((8, "<<>>")), "/Encrypt 8 0 R")));

    [Theory]
    [InlineData("/OpenAction<</S/JavaScript/JS(app.alert)>>")]
    [InlineData("/OpenAction<</S/#4aavaScript/JS 8 0 R>>")]
    [InlineData("/OpenAction 9 0 R")]
    [InlineData("/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/Launch>>>>")]
    [InlineData("/OpenAction<</S/URI/URI(http://127.0.0.1)>>")]
    [InlineData("/AA<</WC<</S/JavaScript/JS(1)>>>>")]
    [InlineData("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>")]
    [InlineData("/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>")]
    [InlineData("/AF[<</Type/Filespec/EF<</F 8 0 R>>>>]")]
    [InlineData("/AcroForm<</Fields[]/XFA 8 0 R>>")]
    [InlineData("/Any<</S/SubmitForm>>")]
    [InlineData("/Any<</S/ImportData>>")]
    [InlineData("/Any<</S/GoToR/F(b.pdf)>>")]
    [InlineData("/Any<</S/GoToE>>")]
    [InlineData("/Any[[[<</Subtype/RichMedia>>]]]")]
    [InlineData("/Any 10 0 R")]
    public void M10_what_acts_is_refused(string entries) => Assert.IsType<PdfInspection.Active>(Of(PdfFiles.OnePage(
        (1, $"<</Type/Catalog/Pages 2 0 R{entries}>>"), (8, "<</Length 1>>\nstream\n1\nendstream"),
        (9, "<</S/Launch/F(a.exe)>>"), (10, "<</Type/EmbeddedFile/Length 1>>\nstream\n1\nendstream"))));

    [Theory]
    [InlineData("/OpenAction[3 0 R/Fit]")]
    [InlineData("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")]
    [InlineData("/OpenAction null")]
    [InlineData("/Names<</EmbeddedFiles null>>")]
    [InlineData("/StructTreeRoot<</K<</S/P/T(JavaScript)>>>>")]
    [InlineData("/Any<</S/URI/URI(http://127.0.0.1)>>")]
    [InlineData("/Any 77 0 R")]
    public void What_only_shows_is_taken(string entries) =>
        IsPortrait(PdfFiles.OnePage((1, $"<</Type/Catalog/Pages 2 0 R{entries}>>")));

    [Fact]
    public void Bytes_before_the_header_and_after_the_end_are_tolerated()
    {
        var file = PdfFiles.OnePage();
        byte[] before = [.. "HTTP/1.1 200 OK\r\n\r\n"u8];
        IsPortrait([.. before, .. file]);
        IsPortrait(PdfFiles.Table(PdfFiles.Merged(), head: "junk\n%PDF-1.4\n"));
        IsPortrait([.. new byte[1024], .. file]);
        Assert.IsType<PdfInspection.Foreign>(Of([.. new byte[1025], .. file]));
        byte[] zip = [.. file, .. "PK\x03\x04"u8, .. new byte[5000]];
        IsPortrait(zip);
        Assert.Equal(file[..^1], zip[PdfInspection.PartOf(zip)!.Value]);
    }

    [Fact]
    public void The_table_of_a_hybrid_file_hides_nothing()
    {
        // The page is free in the table, and in use in the stream that the trailer names.
        var page = $"3 0 obj\n{PdfFiles.Page}\nendobj\n";
        var head = $"%PDF-1.5\n{page}";
        var stream = "4 0 obj\n<</Type/XRef/Size 4/W[1 2 1]/Index[3 1]/Length 4>>\nstream\n"
            + "\u0001\0\u0009\0\nendstream\nendobj\n";
        var (one, two) = ($"1 0 obj\n{PdfFiles.Catalog}\nendobj\n", $"2 0 obj\n{PdfFiles.Tree}\nendobj\n");
        var (first, body) = (head.Length + stream.Length, head + stream + one + two);
        IsPortrait(PdfFiles.Bytes($"{body}xref\n0 4\n0000000000 65535 f \n{first:D10} 00000 n \n"
            + $"{first + one.Length:D10} 00000 n \n0000000000 65535 f \n"
            + $"trailer\n<</Size 5/Root 1 0 R/XRefStm {head.Length}>>\nstartxref\n{body.Length}\n%%EOF\n"));
    }
}
