using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets;

/// <summary>QR codes for pages: the same squares as on sheets, as runs of dark modules.</summary>
public sealed class QrCodes : IQrCodes
{
    /// <inheritdoc/>
    public QrDrawing Draw(string text)
    {
        var square = QrSquare.Of(text);
        var path = new StringBuilder(8192);
        foreach (var (x, y, length) in square.Strips)
            path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{length}v1h-{length}z");
        return new QrDrawing(square.Side, path.ToString());
    }
}
