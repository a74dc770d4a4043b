using System.Buffers;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// A white sheet of grey pixels that ink makes darker. Its two million bytes are lent: each sheet would otherwise bring
/// a collection of the whole memory nearer.
/// </summary>
internal sealed class Canvas : IDisposable
{
    private readonly byte[] _pixels;

    public Canvas(int width, int height)
    {
        (Width, Height) = (width, height);
        _pixels = ArrayPool<byte>.Shared.Rent(width * height);
        Pixels.Fill(byte.MaxValue);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Row by row, 255 is white.</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, Width * Height);

    /// <summary>Gives the pixels back: nobody may look at them any more.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_pixels);

    /// <summary>
    /// Applies the coverage of an outline to the pixels that it touched; what is outside the canvas is cut off.
    /// </summary>
    /// <param name="left">The column of the canvas for the first column of cells.</param>
    /// <param name="top">The row of the canvas for the first row of cells.</param>
    /// <param name="touched">The cells that are not zero.</param>
    /// <param name="stride">Cells in a row.</param>
    /// <param name="cells">The cells, row by row; the running sum along a row is the coverage.</param>
    public void Blend(int left, int top, Touched touched, int stride, float[] cells)
    {
        var pixels = Pixels;
        for (var row = Math.Max(touched.Top, -top); row < touched.Bottom && top + row < Height; row++)
        {
            var (sum, at) = (0f, (top + row) * Width + left);
            for (var column = touched.Left; column < touched.Right; column++)
            {
                sum += cells[row * stride + column];
                var x = left + column;
                if (x < 0 || x >= Width) continue;
                var ink = Math.Min(1f, Math.Abs(sum));
                if (ink > 1f / 512) pixels[at + column] = (byte)(pixels[at + column] * (1f - ink) + 0.5f);
            }
        }
    }

    /// <summary>Draws a picture in a rectangle; each pixel takes the nearest one of the picture.</summary>
    public void Put(GreyPicture picture, Box place, double scale)
    {
        var (left, top) = ((int)Math.Round(place.X * scale), (int)Math.Round(place.Y * scale));
        var (width, height) = ((int)Math.Round(place.Width * scale), (int)Math.Round(place.Height * scale));
        for (var row = 0; row < height && top + row < Height; row++)
            for (var column = 0; column < width && left + column < Width; column++)
                Pixels[(top + row) * Width + left + column] =
                    picture.Pixels[row * picture.Height / height * picture.Width + column * picture.Width / width];
    }

    /// <summary>A black rectangle on whole pixels, at least one in each direction.</summary>
    public void Fill(Box box, double scale)
    {
        var (left, top) = ((int)Math.Round(box.X * scale), (int)Math.Round(box.Y * scale));
        var (right, bottom) = (
            (int)Math.Round((box.X + box.Width) * scale), (int)Math.Round((box.Y + box.Height) * scale));
        (right, bottom) = (Math.Min(Width, Math.Max(right, left + 1)), Math.Min(Height, Math.Max(bottom, top + 1)));
        for (var row = top; row < bottom; row++) Pixels.Slice(row * Width + left, right - left).Clear();
    }
}
