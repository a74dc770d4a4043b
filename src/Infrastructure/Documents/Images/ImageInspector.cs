using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Inspects an image by its bytes: its type, whether it is complete, and its size. Coded data are decoded, within the
/// size in the header, and not kept; it never throws. Whether the picture is legible must be checked by an officer.
/// </summary>
public static class ImageInspector
{
    /// <summary>Most pixels across or down, inclusive: more is a mistake, or an attack on whoever opens it.</summary>
    public const int MaxSide = 20_000;

    /// <summary>Most pixels in all, inclusive: cameras of telephones have fewer.</summary>
    public const long MaxPixels = 50_000_000;

    internal const string Png = "image/png";
    internal const string Jpeg = "image/jpeg";

    /// <summary>The result for <paramref name="content"/>.</summary>
    public static ImageInspection Inspect(ReadOnlySpan<byte> content) =>
        content.StartsWith(PngScanner.Signature) ? PngScanner.Inspect(content)
        : content.StartsWith(JpegScanner.Beginning) ? JpegScanner.Inspect(content)
        : new ImageInspection.Foreign();

    /// <summary>What is wrong with the size; null: it is possible for an image.</summary>
    internal static LocalText? SizeFault(long width, long height) =>
        width is < 1 or > MaxSide || height is < 1 or > MaxSide
            ? new LocalText($"图片尺寸应为 1 至 {MaxSide} 像素。", $"An image has 1 to {MaxSide} pixels each way.")
            : width * height > MaxPixels
                ? new LocalText($"图片最多 {MaxPixels / 1_000_000} 百万像素。",
                    $"An image has at most {MaxPixels / 1_000_000} megapixels.")
                : null;

    /// <summary>Dots per inch; null for a value that no scanner or camera writes.</summary>
    internal static int? Dpi(double perInch) => perInch is >= 1 and <= 100_000 ? (int)Math.Round(perInch) : null;
}
