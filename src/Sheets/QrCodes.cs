using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets;

/// <summary>
/// QR codes for pages: the same squares as on sheets. Each run of dark modules is a stroke as wide as a module, since
/// a stroke is written in a third of the letters of its outline, and a driver's screen has two codes in its page.
/// </summary>
public sealed class QrCodes : IQrCodes
{
    /// <inheritdoc/>
    public QrDrawing Draw(string text)
    {
        var square = QrSquare.Of(text);
        var path = new StringBuilder(8192);
        var (end, line) = (0, -1);
        foreach (var (x, y, length) in square.Strips)
        {
            if (y == line) path.Append(CultureInfo.InvariantCulture, $"m{x - end} 0h{length}");
            else path.Append(CultureInfo.InvariantCulture, $"M{x} {y}.5h{length}");
            (end, line) = (x + length, y);
        }
        return new QrDrawing(square.Side, path.ToString());
    }
}
