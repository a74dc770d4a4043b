using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// How much of each pixel an outline covers, exactly: every edge adds to the pixels that it crosses the signed area to
/// its right, and the running sum along a row is the coverage. Edges are cut at rows and columns; curves are first
/// turned into lines.
/// </summary>
internal sealed class Coverage : IPen
{
    private const int LinesPerCurve =
        5; // At 180 dots an inch a glyph is under 100 pixels: the error is below a tenth of a pixel.
    private float[] _cells = []; // All zero between two glyphs.
    private int _width;
    private int _height;
    private Touched _touched;
    private (double X, double Y) _origin;
    private (double X, double Y) _start;
    private (double X, double Y) _at;
    private double _em;

    /// <summary>
    /// Draws one glyph whose pen stands at <paramref name="x"/> pixels, less than one, on the base line.
    /// </summary>
    public GlyphInk Draw(Glyph glyph, double x, double emPixels)
    {
        _em = emPixels / glyph.Face.UnitsPerEm;
        // Some glyphs of fallback fonts are larger than their em; an em on each side is enough room, and the rest is
        // cut off.
        var (left, top) = ((int)Math.Floor(x - emPixels), (int)Math.Floor(-2 * emPixels));
        (_width, _height) = ((int)(3 * emPixels) + 3, (int)(3 * emPixels) + 3);
        _origin = (x - left, -top);
        var stride = _width + 1;
        if (_cells.Length < stride * _height) _cells = new float[stride * _height];
        _touched = Touched.None;
        glyph.Face.Draw(glyph.Id, this);
        // A glyph fills about a ninth of that room: the rest is neither looked at nor cleared.
        var ink = _touched.Top < _touched.Bottom
            ? Inked(left, top, _touched with { Right = Math.Min(_touched.Right, _width) }, stride) : GlyphInk.None;
        for (var row = _touched.Top; row < _touched.Bottom; row++)
            Array.Clear(_cells, row * stride + _touched.Left, _touched.Right - _touched.Left);
        return ink;
    }

    /// <summary>The running sum along a row is how much of a pixel is covered.</summary>
    private GlyphInk Inked(int left, int top, Touched touched, int cells)
    {
        var (width, height) = (touched.Right - touched.Left, touched.Bottom - touched.Top);
        var stride = (width + GlyphInk.Block - 1) / GlyphInk.Block * GlyphInk.Block;
        var pixels = new byte[stride * height];
        Array.Fill(pixels, byte.MaxValue);
        for (var row = 0; row < height; row++)
        {
            var (sum, from) = (0f, (touched.Top + row) * cells + touched.Left);
            for (var column = 0; column < width; column++)
            {
                sum += _cells[from + column];
                pixels[row * stride + column] = (byte)(255.5f - 255f * Math.Min(1f, Math.Abs(sum)));
            }
        }
        return new GlyphInk(left + touched.Left, top + touched.Top, stride, pixels);
    }

    public void Move(double x, double y) => _start = _at = Place(x, y);

    public void Line(double x, double y) => Edge(Place(x, y));

    public void Curve(double controlX, double controlY, double x, double y)
    {
        var (from, control, to) = (_at, Place(controlX, controlY), Place(x, y));
        for (var i = 1; i <= LinesPerCurve; i++)
        {
            var t = (double)i / LinesPerCurve;
            var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
            Edge((a * from.X + b * control.X + c * to.X, a * from.Y + b * control.Y + c * to.Y));
        }
    }

    public void Close() => Edge(_start);

    private (double X, double Y) Place(double x, double y) =>
        (Math.Clamp(_origin.X + x * _em, 0, _width), Math.Clamp(_origin.Y - y * _em, 0, _height));

    private void Edge((double X, double Y) to)
    {
        var (from, sign) = (_at, 1.0);
        _at = to;
        if (from.Y > to.Y) (from, to, sign) = (to, from, -1.0);
        var slope = to.Y > from.Y ? (to.X - from.X) / (to.Y - from.Y) : 0;
        for (var row = (int)from.Y; row < _height && row < to.Y; row++)
        {
            var (top, bottom) = (Math.Max(from.Y, row), Math.Min(to.Y, row + 1));
            if (bottom > top)
                Row(row, from.X + (top - from.Y) * slope, from.X + (bottom - from.Y) * slope, sign * (bottom - top));
        }
    }

    /// <summary>
    /// The part of an edge within one row, from one x to the other; <paramref name="height"/> is its height with a
    /// sign.
    /// </summary>
    private void Row(int row, double x0, double x1, double height)
    {
        var (left, right) = x0 < x1 ? (x0, x1) : (x1, x0);
        var cells = row * (_width + 1);
        var first = (int)left;
        if (first < _width)
            _touched = _touched.With(row, first, Math.Min(_width, Math.Max((int)Math.Ceiling(right), first + 1)));
        for (var column = (int)left; column < _width && (column < right || column == (int)left); column++)
        {
            var (from, to) = (Math.Max(left, column), Math.Min(right, column + 1));
            var share = right > left ? height * (to - from) / (right - left) : height;
            var middle = (from + to) / 2 - column;
            _cells[cells + column] += (float)(share * (1 - middle));
            _cells[cells + column + 1] += (float)(share * middle);
        }
    }
}
