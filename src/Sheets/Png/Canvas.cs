using System.Buffers;
using System.Runtime.Intrinsics;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// A white sheet of grey pixels that ink makes darker, row by row as a PNG has them: before each row stands the byte of
/// its filter. Its two million bytes are lent: each sheet would otherwise bring a collection of the whole memory
/// nearer.
/// </summary>
internal sealed class Canvas : IDisposable
{
    private readonly byte[] _rows;
    private readonly int _stride;

    public Canvas(int width, int height)
    {
        (Width, Height, _stride) = (width, height, width + 1);
        _rows = ArrayPool<byte>.Shared.Rent(_stride * height);
        Rows.Fill(byte.MaxValue);
        for (var row = 0; row < height; row++) _rows[row * _stride] = PngFile.NoFilter;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Row by row with the byte of the filter before each, 255 is white.</summary>
    public Span<byte> Rows => _rows.AsSpan(0, _stride * Height);

    /// <summary>Gives the pixels back: nobody may look at them any more.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_rows);

    /// <summary>Puts a glyph; where two meet, the darker pixel stays. What is outside the canvas is cut off.</summary>
    public void Put(GlyphInk ink, int left, int top)
    {
        var (from, until) = (Math.Max(0, -left), Math.Min(ink.Stride, Width - left));
        for (var row = Math.Max(0, -top); row < ink.Height && top + row < Height && from < until; row++)
        {
            ReadOnlySpan<byte> drawn = ink.Pixels.AsSpan(row * ink.Stride + from, until - from);
            var onto = Row(top + row).Slice(left + from, until - from);
            for (; drawn.Length >= GlyphInk.Block; drawn = drawn[GlyphInk.Block..], onto = onto[GlyphInk.Block..])
                Vector128.Min(Vector128.Create(drawn), Vector128.Create((ReadOnlySpan<byte>)onto)).CopyTo(onto);
            for (var i = 0; i < drawn.Length; i++) onto[i] = Math.Min(onto[i], drawn[i]);
        }
    }

    /// <summary>Draws a picture in a rectangle; each pixel takes the nearest one of the picture.</summary>
    public void Put(GreyPicture picture, Box place, double scale)
    {
        var (left, top) = ((int)Math.Round(place.X * scale), (int)Math.Round(place.Y * scale));
        var (width, height) = ((int)Math.Round(place.Width * scale), (int)Math.Round(place.Height * scale));
        for (var row = 0; row < height && top + row < Height; row++)
            for (var column = 0; column < width && left + column < Width; column++)
                Row(top + row)[left + column] =
                    picture.Pixels[row * picture.Height / height * picture.Width + column * picture.Width / width];
    }

    /// <summary>A black rectangle on whole pixels, at least one in each direction.</summary>
    public void Fill(Box box, double scale)
    {
        var (left, top) = ((int)Math.Round(box.X * scale), (int)Math.Round(box.Y * scale));
        var (right, bottom) = (
            (int)Math.Round((box.X + box.Width) * scale), (int)Math.Round((box.Y + box.Height) * scale));
        (right, bottom) = (Math.Min(Width, Math.Max(right, left + 1)), Math.Min(Height, Math.Max(bottom, top + 1)));
        for (var row = top; row < bottom; row++) Row(row)[left..right].Clear();
    }

    private Span<byte> Row(int row) => _rows.AsSpan(row * _stride + 1, Width);
}
