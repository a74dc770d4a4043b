using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>The result of inspecting an upload, and whether it can be used as its material.</summary>
/// <param name="ContentType">The media type found; null when it is refused.</param>
/// <param name="Width">Pixels across of an image.</param>
/// <param name="Height">Pixels down of an image.</param>
/// <param name="Dpi">Dots per inch of an image, if the file says so.</param>
/// <param name="Pages">Pages of a PDF.</param>
/// <param name="Warnings">What is unusual but no fault.</param>
/// <param name="Refusal">Why it cannot be used; null: it can.</param>
public sealed record InspectedMaterial(
    string? ContentType,
    int? Width,
    int? Height,
    int? Dpi,
    int? Pages,
    ImmutableArray<string> Warnings,
    Refusal? Refusal);

/// <summary>
/// Inspects materials of the railway services by content, and by name where a rule is about the name
/// (rules.md B.5, B.6, H.12).
/// </summary>
public static class MaterialInspector
{
    /// <summary>The photo is far from 100 KB (B.5: soft).</summary>
    public const string PhotoBytes = "PHOTO_BYTES";

    /// <summary>The photo does not have the proportions of 20 x 25 mm.</summary>
    public const string PhotoShape = "PHOTO_SHAPE";

    internal const string PdfType = "application/pdf";

    // 20 x 25 mm at 300 dpi is 236.2 x 295.3 pixels; rounded to the whole pixel (B.5).
    private const int PhotoWidth = 236, PhotoHeight = 295, PhotoDpi = 300;
    private const int MinPhotoBytes = 50 * 1024, MaxPhotoBytes = 200 * 1024;

    /// <summary>
    /// True for a material that is inspected here: those of the railway, and scans in a PDF (of an identity card
    /// a charter contract, a letter, a business licence or a proof).
    /// </summary>
    public static bool Covers(MaterialKind kind, string name) =>
        Catalogue.SubjectOf(kind) == EntityKind.RailLicence
        || (kind is MaterialKind.IdentityFront or MaterialKind.CharterContract or MaterialKind.Letter
            or MaterialKind.BusinessLicence or MaterialKind.Evidence
            && Path.GetExtension(name).Equals(".pdf", StringComparison.OrdinalIgnoreCase));

    /// <summary>Largest content of <paramref name="kind"/>, in bytes, inclusive.</summary>
    public static long LimitOf(MaterialKind kind, RoadRules rules) => kind switch
    {
        MaterialKind.RailPhoto => rules.ImageMaxBytes,
        MaterialKind.Video => rules.VideoMaxBytes,
        _ => rules.PdfMaxBytes,
    };

    /// <summary>Inspects <paramref name="content"/>, uploaded as <paramref name="kind"/> under a clean name.</summary>
    public static InspectedMaterial Inspect(
        MaterialKind kind, string name, ReadOnlyMemory<byte> content, RoadRules rules) =>
        content.Length > LimitOf(kind, rules) ? TooLarge(LimitOf(kind, rules))
        : kind switch
        {
            MaterialKind.RailPhoto => Photo(name, content.Span),
            MaterialKind.Video => Video(name, new MemoryStream(content.ToArray())),
            _ => Pdf(kind, name, content),
        };

    private static InspectedMaterial Pdf(MaterialKind kind, string name, ReadOnlyMemory<byte> content)
    {
        var extension = Path.GetExtension(name);
        var exact = kind == MaterialKind.EmployerConsent;
        if (!extension.Equals(".pdf", exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase))
            return No(RefusalCode.MediaType, exact ? "文件后缀必须为小写 .pdf（区分大小写）。" : "请上传 pdf 格式的文件。",
                exact ? "The extension must be .pdf in lower case." : "A file with the extension pdf is wanted.");
        return PdfInspection.Of(content) switch
        {
            PdfInspection.Fit { IsPortrait: false } when exact =>
                No(RefusalCode.MaterialUnfit, "必须上传竖版正向的 pdf。", "Every page must stand upright (portrait)."),
            PdfInspection.Fit fit => new InspectedMaterial(PdfType, null, null, null, fit.Pages, [], null),
            PdfInspection.Encrypted => No(RefusalCode.MaterialUnfit, "PDF 已加密，请上传未加密的文件。", "The PDF is encrypted."),
            PdfInspection.Active => No(
                RefusalCode.MaterialUnfit, "PDF 含有脚本、附件或其他会自行运行的内容，请另存为普通 PDF 后上传。",
                "The PDF contains scripts, files or other active content; save it as a plain PDF."),
            PdfInspection.Damaged => No(RefusalCode.MaterialUnfit, "PDF 不完整或已损坏。", "The PDF is incomplete or damaged."),
            _ => No(RefusalCode.MediaType, "该文件的内容不是 PDF。", "The content is not a PDF."),
        };
    }

    private static InspectedMaterial Photo(string name, ReadOnlySpan<byte> content)
    {
        if (FileNames.PromisedType(name) != ImageInspector.Jpeg)
            return No(RefusalCode.MediaType, "照片采用 JPEG 或 JPG 格式。", "The photo is a JPEG or JPG.");
        if (ImageInspector.Inspect(content) is not ImageInspection.Fit { ContentType: ImageInspector.Jpeg } fit)
            return ImageInspector.Inspect(content) is ImageInspection.Damaged damaged
                ? No(RefusalCode.MaterialUnfit, damaged.Why.Zh, damaged.Why.En)
                : No(RefusalCode.MediaType, "该文件的内容不是 JPEG。", "The content is not a JPEG.");
        if (fit.Width < PhotoWidth || fit.Height < PhotoHeight)
            return No(RefusalCode.MaterialUnfit, $"照片至少为 {PhotoWidth}×{PhotoHeight} 像素（20×25mm，300dpi）。",
                $"The photo has at least {PhotoWidth} x {PhotoHeight} pixels (20 x 25 mm at 300 dpi).");
        if (fit.Dpi < PhotoDpi)
            return No(
                RefusalCode.MaterialUnfit,
                $"照片分辨率不低于 {PhotoDpi}dpi。",
                $"The photo says a density below {PhotoDpi} dpi.");
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (content.Length is < MinPhotoBytes or > MaxPhotoBytes) warnings.Add(PhotoBytes);
        if (Math.Abs(fit.Width * 25.0 / (fit.Height * 20.0) - 1) > 0.02) warnings.Add(PhotoShape);
        return new InspectedMaterial(
            ImageInspector.Jpeg, fit.Width, fit.Height, fit.Dpi, null, warnings.ToImmutable(), null);
    }

    /// <summary>Inspects a video, which is too large to be held in memory.</summary>
    public static InspectedMaterial Video(string name, Stream content)
    {
        if (!Path.GetExtension(name).Equals(".mp4", StringComparison.OrdinalIgnoreCase))
            return No(RefusalCode.MediaType, "请上传 mp4 格式视频。", "A video with the extension mp4 is wanted.");
        return VideoInspection.Of(content) switch
        {
            VideoInspection.Fit => new InspectedMaterial("video/mp4", null, null, null, null, [], null),
            VideoInspection.NoVideoTrack => No(RefusalCode.MaterialUnfit, "该文件没有画面，请重新录制。", "The file has no picture."),
            VideoInspection.Damaged =>
                No(RefusalCode.MaterialUnfit, "视频不完整或已损坏。", "The video is incomplete or damaged."),
            _ => No(RefusalCode.MediaType, "该文件的内容不是 mp4 视频。", "The content is not an mp4 video."),
        };
    }

    private static InspectedMaterial TooLarge(long limit)
    {
        var megabytes = limit / (1024.0 * 1024.0);
        return No(RefusalCode.TooLarge, $"文件不能大于 {megabytes:0.##} MB。", $"The file has at most {megabytes:0.##} MB.");
    }

    private static InspectedMaterial No(RefusalCode code, string zh, string en)
    {
        var text = new LocalText(zh, en);
        return new InspectedMaterial(null, null, null, null, null, [], new Refusal(code, text)
        {
            Law = Citations.RailGuide, Faults = [new FieldFault("file", text)],
        });
    }
}
