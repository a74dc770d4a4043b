using System.Collections.Immutable;
using QRCoder;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>A QR code (ISO/IEC 18004) as dark strips of modules, with its quiet zone.</summary>
/// <param name="Side">Modules in a row, including four of quiet zone on each side.</param>
/// <param name="Strips">Dark modules next to each other in a row, as one strip: column, row, length.</param>
internal sealed record QrSquare(int Side, ImmutableArray<(int X, int Y, int Length)> Strips)
{
    /// <summary>The largest version that is used: 69 x 69 modules, 331 bytes at level M.</summary>
    public const int MaxVersion = 13;

    /// <summary>
    /// The code for <paramref name="text"/> at level M. A text that is too long is a bug of its maker.
    /// </summary>
    public static QrSquare Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        if (code.Version > MaxVersion)
            throw new InvalidOperationException(
                $"the text of {text.Length} characters needs version {code.Version}; {MaxVersion} is the most");
        var strips = ImmutableArray.CreateBuilder<(int, int, int)>();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var from = x;
                while (x < row.Length && row[x]) x++;
                if (x > from) strips.Add((from, y, x - from));
            }
        }
        return new QrSquare(code.ModuleMatrix.Count, strips.ToImmutable());
    }
}
