using System.Collections.Immutable;

namespace OrleansRegistry.Sheets.Codes;

/// <summary>
/// The sizes of a QR code at level M (ISO/IEC 18004, tables 1, 9 and E.1), up to the largest that is used.
/// </summary>
/// <param name="Number">1 to <see cref="Max"/>.</param>
/// <param name="Checks">Codewords of error correction in each block.</param>
/// <param name="Short">How many blocks have <paramref name="Data"/> codewords.</param>
/// <param name="Data">Codewords of data in a short block; a long one has one more.</param>
/// <param name="Long">How many blocks are long.</param>
/// <param name="Alignment">Rows and columns of the centres of alignment patterns.</param>
internal sealed record QrVersion(
    int Number, int Checks, int Short, int Data, int Long, ImmutableArray<int> Alignment)
{
    /// <summary>69 x 69 modules, 331 bytes.</summary>
    public const int Max = 13;

    private static readonly ImmutableArray<QrVersion> _all =
    [
        new(1, 10, 1, 16, 0, []), new(2, 16, 1, 28, 0, [6, 18]), new(3, 26, 1, 44, 0, [6, 22]),
        new(4, 18, 2, 32, 0, [6, 26]), new(5, 24, 2, 43, 0, [6, 30]), new(6, 16, 4, 27, 0, [6, 34]),
        new(7, 18, 4, 31, 0, [6, 22, 38]), new(8, 22, 2, 38, 2, [6, 24, 42]), new(9, 22, 3, 36, 2, [6, 26, 46]),
        new(10, 26, 4, 43, 1, [6, 28, 50]), new(11, 30, 1, 50, 4, [6, 30, 54]),
        new(12, 22, 6, 36, 2, [6, 32, 58]), new(13, 22, 8, 37, 1, [6, 34, 62]),
    ];

    /// <summary>Modules in a row.</summary>
    public int Side => 17 + 4 * Number;

    /// <summary>Codewords of data in all blocks.</summary>
    public int Capacity => Short * Data + Long * (Data + 1);

    /// <summary>Bits of the number of bytes.</summary>
    public int CountBits => Number < 10 ? 8 : 16;

    /// <summary>The smallest version that has room for so many bytes; null: none has.</summary>
    public static QrVersion? For(int bytes)
    {
        foreach (var version in _all)
            if (4 + version.CountBits + 8 * bytes <= 8 * version.Capacity) return version;
        return null;
    }
}
