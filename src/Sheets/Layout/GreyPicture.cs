using StbImageSharp;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>A portrait for sheets: cut to its place and made small, in shades of grey.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Pixels">Row by row, 255 is white.</param>
internal sealed record GreyPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>Larger pictures are not decoded; their place on the sheet stays empty.</summary>
    private const long MaxPixels = 50_000_000;

    /// <summary>
    /// The middle of a JPEG or PNG, in the proportions of the place; null: it cannot be read or is too large.
    /// </summary>
    public static GreyPicture? Of(ReadOnlyMemory<byte> content, int width, int height)
    {
        if (content.IsEmpty) return null;
        try
        {
            using var stream = new MemoryStream(content.ToArray());
            if (ImageInfo.FromStream(stream) is not { } info || (long)info.Width * info.Height > MaxPixels) return null;
            stream.Position = 0;
            var image = ImageResult.FromStream(stream, ColorComponents.Grey);
            return Fitted(image.Data, image.Width, image.Height, width, height);
        }
#pragma warning disable CA1031 // The decoder throws whatever it likes at what it does not know.
        catch (Exception)
        {
            return null;
        }
#pragma warning restore CA1031
    }

    /// <summary>Each pixel is the mean of the pixels that it covers.</summary>
    private static GreyPicture Fitted(byte[] from, int fromWidth, int fromHeight, int width, int height)
    {
        var share = Math.Min((double)fromWidth / width, (double)fromHeight / height);
        var (left, top) = ((fromWidth - share * width) / 2, (fromHeight - share * height) / 2);
        var pixels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var (y0, y1) = Range(top, share, y, fromHeight);
            for (var x = 0; x < width; x++)
            {
                var (x0, x1) = Range(left, share, x, fromWidth);
                long sum = 0;
                for (var row = y0; row < y1; row++)
                    for (var column = x0; column < x1; column++) sum += from[row * fromWidth + column];
                pixels[y * width + x] = (byte)(sum / ((y1 - y0) * (x1 - x0)));
            }
        }
        return new GreyPicture(width, height, pixels);
    }

    private static (int From, int Until) Range(double start, double share, int at, int max)
    {
        var from = Math.Clamp((int)(start + at * share), 0, max - 1);
        return (from, Math.Clamp((int)(start + (at + 1) * share), from + 1, max));
    }
}
