namespace OrleansRegistry.Domain.Ports;

/// <summary>A QR code (ISO/IEC 18004, level M) for a page: dark modules as one path in a square.</summary>
/// <param name="Side">Modules a side, with four of quiet zone at each end.</param>
/// <param name="Path">The path of an SVG drawing whose unit is a module: strokes, one unit wide.</param>
public sealed record QrDrawing(int Side, string Path);

/// <summary>Draws QR codes for pages.</summary>
public interface IQrCodes
{
    /// <summary>The code for <paramref name="text"/>. A text that is too long is a bug of its maker.</summary>
    QrDrawing Draw(string text);
}
