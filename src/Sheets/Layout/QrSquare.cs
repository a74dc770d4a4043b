using System.Collections.Immutable;
using OrleansRegistry.Sheets.Codes;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>A QR code (ISO/IEC 18004) as dark strips of modules, with its quiet zone.</summary>
/// <param name="Side">Modules in a row, including four of quiet zone on each side.</param>
/// <param name="Strips">Dark modules next to each other in a row, as one strip: column, row, length.</param>
internal sealed record QrSquare(int Side, ImmutableArray<(int X, int Y, int Length)> Strips)
{
    private const int Quiet = 4;

    /// <summary>
    /// The code for <paramref name="text"/> at level M. A text that is too long is a bug of its maker.
    /// </summary>
    public static QrSquare Of(string text)
    {
        var grid = QrModules.Of(text) ?? throw new InvalidOperationException(
            $"the text of {text.Length} characters has no room in version {QrVersion.Max}, which is the most");
        var strips = ImmutableArray.CreateBuilder<(int, int, int)>(grid.Side * grid.Side / 3);
        for (var y = 0; y < grid.Side; y++)
            for (var x = 0; x < grid.Side; x++)
            {
                var from = x;
                while (x < grid.Side && grid[x, y]) x++;
                if (x > from) strips.Add((from + Quiet, y + Quiet, x - from));
            }
        return new QrSquare(grid.Side + 2 * Quiet, strips.ToImmutable());
    }
}

/// <summary>A code on a page.</summary>
/// <param name="X">The left edge of the quiet zone, in points.</param>
/// <param name="Y">The upper edge of the quiet zone, in points.</param>
/// <param name="Module">The side of a module.</param>
/// <param name="Code">The code.</param>
internal sealed record PlacedCode(double X, double Y, double Module, QrSquare Code);
