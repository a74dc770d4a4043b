using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// Goal: railway materials are inspected by what they are (rules.md B.5, B.6, G.5 #83, #84, H.12). Method: real small
/// files made here, whole, cut off at every byte, and with every byte changed.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class MaterialInspectorTests
{
    private static readonly RoadRules _rules = Rulebook.Embedded.RoadAt(new DateOnly(2026, 11, 21));

    private static InspectedMaterial Inspect(MaterialKind kind, string name, byte[] content) =>
        MaterialInspector.Inspect(kind, name, content, _rules);

    private static void Refused(RefusalCode code, MaterialKind kind, string name, byte[] content) =>
        Assert.Equal(code, Assert.IsType<Refusal>(Inspect(kind, name, content).Refusal).Code);

    private static InspectedMaterial Fit(MaterialKind kind, string name, byte[] content)
    {
        var inspected = Inspect(kind, name, content);
        Assert.True(inspected.Refusal is null, inspected.Refusal?.Detail.En);
        return inspected;
    }

    [Fact]
    public void A_pdf_is_one_by_content_and_name()
    {
        var fit = Fit(MaterialKind.HealthReport, "a.PDF", RailFiles.Pdf(pages: 3));
        Assert.Equal(("application/pdf", 3), (fit.ContentType, fit.Pages));
        Refused(RefusalCode.MediaType, MaterialKind.HealthReport, "a.doc", RailFiles.Pdf());
        Refused(RefusalCode.MediaType, MaterialKind.HealthReport, "a.pdf", Images.Jpeg());
        Refused(RefusalCode.MaterialUnfit, MaterialKind.HealthReport, "a.pdf", RailFiles.Pdf()[..^30]);
        Refused(RefusalCode.MaterialUnfit, MaterialKind.HealthReport, "a.pdf", RailFiles.Pdf(pages: 0));
        Refused(
            RefusalCode.MaterialUnfit, MaterialKind.HealthReport, "a.pdf",
            RailFiles.Pdf(trailer: "/Encrypt << >>"));
        Refused(RefusalCode.MaterialUnfit, MaterialKind.HealthReport, "a.pdf", [.. "%PDF-1.4"u8]);
    }

    [Fact]
    public void G5_83_the_consent_proof_is_portrait_and_its_extension_lower_case()
    {
        Fit(MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf());
        Refused(RefusalCode.MediaType, MaterialKind.EmployerConsent, "a.PDF", RailFiles.Pdf());
        Refused(RefusalCode.MediaType, MaterialKind.EmployerConsent, "a.Pdf", RailFiles.Pdf());
        Refused(RefusalCode.MaterialUnfit, MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf(842, 595));
        Refused(RefusalCode.MaterialUnfit, MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf(rotate: 90));
        Refused(RefusalCode.MaterialUnfit, MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf(rotate: 180));
        Refused(RefusalCode.MaterialUnfit, MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf(600, 600));
        Fit(MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf(inherited: true));
        Refused(
            RefusalCode.MaterialUnfit, MaterialKind.EmployerConsent, "a.pdf", RailFiles.Pdf(842, 595, inherited: true));
        Fit(MaterialKind.HealthReport, "a.pdf", RailFiles.Pdf(842, 595));
    }

    [Fact]
    public void G5_84_five_megabytes_and_not_a_byte_more()
    {
        var small = RailFiles.Pdf();
        // The number after startxref is as much longer as the file.
        byte[] Filled(int bytes) => RailFiles.Pdf(more: "% " + new string(' ', bytes - small.Length - 7) + "\n");
        Assert.Equal(5 * 1024 * 1024, Filled(5 * 1024 * 1024).Length);
        Fit(MaterialKind.ReissueForm, "a.pdf", Filled(5 * 1024 * 1024));
        Refused(RefusalCode.TooLarge, MaterialKind.ReissueForm, "a.pdf", Filled(5 * 1024 * 1024 + 1));
    }

    [Theory]
    [InlineData(236, 295, 300, true)]
    [InlineData(235, 295, 300, false)]
    [InlineData(236, 294, 300, false)]
    [InlineData(236, 295, 299, false)]
    [InlineData(472, 590, 600, true)]
    public void A_photo_has_20_by_25_millimetres_at_300_dpi(int width, int height, int dpi, bool fit)
    {
        var photo = Images.Jpeg(width, height, first: Images.Jfif(1, dpi));
        if (fit) Assert.Equal((width, height, dpi), Inspect(MaterialKind.RailPhoto, "a.jpg", photo) is var j
            ? (j.Width, j.Height, j.Dpi)
            : default);
        else Refused(RefusalCode.MaterialUnfit, MaterialKind.RailPhoto, "a.jpg", photo);
    }

    [Fact]
    public void A_photo_is_a_jpeg_and_its_size_and_shape_only_warn()
    {
        Refused(RefusalCode.MediaType, MaterialKind.RailPhoto, "a.png", Images.Png());
        Refused(RefusalCode.MediaType, MaterialKind.RailPhoto, "a.jpg", Images.Png());
        Refused(RefusalCode.MaterialUnfit, MaterialKind.RailPhoto, "a.jpg", Images.Jpeg()[..^2]);
        Assert.Equal(
            [MaterialInspector.PhotoBytes],
            Fit(MaterialKind.RailPhoto, "a.jpeg", Images.Jpeg(236, 295)).Warnings.AsEnumerable());
        var scan = new byte[100 * 1024];
        Assert.Empty(Fit(MaterialKind.RailPhoto, "a.JPG", Images.Jpeg(236, 295, scan: scan)).Warnings);
        Assert.Equal(
            [MaterialInspector.PhotoShape],
            Fit(MaterialKind.RailPhoto, "a.jpg", Images.Jpeg(413, 413, scan: scan)).Warnings.AsEnumerable());
    }

    [Fact]
    public void A_video_is_an_mp4_with_a_picture()
    {
        Assert.Equal("video/mp4", Fit(MaterialKind.Video, "a.mp4", RailFiles.Mp4("soun", "vide")).ContentType);
        Refused(RefusalCode.MaterialUnfit, MaterialKind.Video, "a.mp4", RailFiles.Mp4("soun"));
        Refused(RefusalCode.MediaType, MaterialKind.Video, "a.mov", RailFiles.Mp4("vide"));
        Refused(RefusalCode.MediaType, MaterialKind.Video, "a.mp4", RailFiles.Pdf());
        Refused(
            RefusalCode.MediaType, MaterialKind.Video, "a.mp4",
            [.. RailFiles.Ftyp("qt  "), .. RailFiles.Mp4("vide").AsSpan(RailFiles.Ftyp().Length)]);
        Refused(
            RefusalCode.MaterialUnfit, MaterialKind.Video, "a.mp4",
            [.. RailFiles.Ftyp(), .. RailFiles.Box("mdat", [1])]);
        Refused(RefusalCode.MaterialUnfit, MaterialKind.Video, "a.mp4", RailFiles.Mp4("vide")[..^1]);
    }

    /// <summary>Nobody vouches for an upload: no cut and no changed byte may throw.</summary>
    [Theory]
    [InlineData(MaterialKind.EmployerConsent, "a.pdf")]
    [InlineData(MaterialKind.Video, "a.mp4")]
    public void Whatever_comes_is_checked(MaterialKind kind, string name)
    {
        byte[][] files = kind == MaterialKind.Video
            ? [RailFiles.Mp4("vide", "soun")]
            :
            [
                RailFiles.Pdf(pages: 2, inherited: true),
                PdfFiles.Packed(PdfFiles.Merged()),
                PdfFiles.Revised(PdfFiles.OnePage(), (3, PdfFiles.Page)),
            ];
        foreach (var file in files)
        {
            for (var cut = 0; cut < file.Length; cut++) Inspect(kind, name, file[..cut]);
            for (var at = 0; at < file.Length; at++)
            {
                foreach (var value in (byte[])[0, 0xFF, (byte)(file[at] ^ 0x20)])
                {
                    byte[] changed = [.. file];
                    changed[at] = value;
                    Inspect(kind, name, changed);
                }
            }
        }
    }
}
