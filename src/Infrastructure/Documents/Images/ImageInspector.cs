using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Inspects an image by its bytes: which type it is, whether it is whole, how large. What is coded is decoded, within
/// the size that the header promises, and not kept; it never throws. Whether a whole image is also legible is for the
/// officer's eyes.
/// </summary>
public static class ImageInspector
{
    /// <summary>Pixels across or down at most, inclusive: more is a mistake or a trap for whoever opens it.</summary>
    public const int MaxSide = 20_000;

    /// <summary>Pixels in all at most, inclusive: cameras of telephones have fewer.</summary>
    public const long MaxPixels = 50_000_000;

    internal const string Png = "image/png";
    internal const string Jpeg = "image/jpeg";

    /// <summary>The verdict on <paramref name="content"/>.</summary>
    public static ImageInspection Inspect(ReadOnlySpan<byte> content) =>
        content.StartsWith(PngScanner.Signature) ? PngScanner.Inspect(content)
        : content.StartsWith(JpegScanner.Beginning) ? JpegScanner.Inspect(content)
        : new ImageInspection.Foreign();

    /// <summary>Null when the size can be that of an image.</summary>
    internal static LocalText? SizeFault(long width, long height) =>
        width is < 1 or > MaxSide || height is < 1 or > MaxSide
            ? new LocalText($"图片尺寸应为 1 至 {MaxSide} 像素。", $"An image has 1 to {MaxSide} pixels each way.")
            : width * height > MaxPixels
                ? new LocalText($"图片最多 {MaxPixels / 1_000_000} 百万像素。",
                    $"An image has at most {MaxPixels / 1_000_000} megapixels.")
                : null;

    /// <summary>Dots an inch; null for what no scanner or camera writes.</summary>
    internal static int? Dpi(double perInch) => perInch is >= 1 and <= 100_000 ? (int)Math.Round(perInch) : null;
}
