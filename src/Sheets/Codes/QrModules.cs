using System.Text;

namespace OrleansRegistry.Sheets.Codes;

/// <summary>
/// Makes the modules of a QR code in byte mode at level M (ISO/IEC 18004), in a fifth of the time that a PDF may take
/// (docs/adr/0184). That scanners read it is tested with one.
/// </summary>
internal static class QrModules
{
    private const int Masks = 8;
    private static readonly QrGrid[] _masks = [.. Enumerable.Range(0, Masks).Select(Mask)];

    /// <summary>The modules without a quiet zone; null: the text is too long.</summary>
    public static QrGrid? Of(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        if (QrVersion.For(content.Length) is not { } version) return null;
        var (grid, taken) = (new QrGrid(version.Side), new QrGrid(version.Side));
        Patterns(version, grid, taken);
        Place(QrCodewords.Of(content, version), grid, taken);
        var (best, least) = (grid, int.MaxValue);
        for (var mask = 0; mask < Masks; mask++)
        {
            var masked = grid.Masked(_masks[mask], taken);
            Format(masked, mask);
            if (QrPenalty.Of(masked) is var points && points < least) (best, least) = (masked, points);
        }
        return best;
    }

    private static void Patterns(QrVersion version, QrGrid grid, QrGrid taken)
    {
        var side = version.Side;
        for (var i = 0; i < side; i++)
        {
            Set(6, i, i % 2 == 0);
            Set(i, 6, i % 2 == 0);
        }
        foreach (var (x, y) in new[] { (3, 3), (side - 4, 3), (3, side - 4) }) Square(x, y, 4, 1);
        foreach (var x in version.Alignment)
            foreach (var y in version.Alignment)
                if (!(x < 8 && y < 8) && !(x < 8 && y > side - 9) && !(x > side - 9 && y < 8)) Square(x, y, 2, 0);
        for (var i = 0; i < 9; i++) // Where the format goes; each mask has its own.
        {
            Take(8, i);
            Take(i, 8);
            if (i < 8) Take(side - 1 - i, 8);
            if (i < 8) Take(8, side - 1 - i);
        }
        if (version.Number < 7) return;
        var number = version.Number << 12 | Remainder(version.Number << 12, 0x1F25, 12);
        for (var i = 0; i < 18; i++)
        {
            Set(side - 11 + i % 3, i / 3, (number >> i & 1) != 0);
            Set(i / 3, side - 11 + i % 3, (number >> i & 1) != 0);
        }

        void Set(int x, int y, bool dark) => (grid[x, y], taken[x, y]) = (dark, true);

        void Take(int x, int y) => taken[x, y] = true;

        // Rings around a centre: dark, light, dark; a finder has a light one around it.
        void Square(int centreX, int centreY, int reach, int light)
        {
            for (var y = -reach; y <= reach; y++)
                for (var x = -reach; x <= reach; x++)
                    if (centreX + x >= 0 && centreX + x < side && centreY + y >= 0 && centreY + y < side)
                        Set(centreX + x, centreY + y,
                            Math.Max(Math.Abs(x), Math.Abs(y)) is var ring && ring != 1 + light && ring != 4);
        }
    }

    /// <summary>From the lower right corner upwards and downwards, two columns at a time.</summary>
    private static void Place(byte[] codewords, QrGrid grid, QrGrid taken)
    {
        var (side, bit, up) = (grid.Side, 0, true);
        for (var right = side - 1; right > 0; right -= 2, up = !up)
        {
            if (right == 6) right = 5; // The column of the timing pattern is passed over.
            for (var i = 0; i < side; i++)
                for (var x = right; x >= right - 1; x--)
                {
                    var y = up ? side - 1 - i : i;
                    if (taken[x, y]) continue;
                    if (bit < 8 * codewords.Length && (codewords[bit / 8] >> 7 - bit % 8 & 1) != 0) grid[x, y] = true;
                    bit++;
                }
        }
    }

    /// <summary>
    /// Level M is 00; the fifteen bits stand twice, and beside the second a module that is always dark.
    /// </summary>
    private static void Format(QrGrid grid, int mask)
    {
        var (side, bits) = (grid.Side, (mask << 10 | Remainder(mask << 10, 0x537, 10)) ^ 0x5412);
        for (var i = 0; i < 15; i++)
        {
            var dark = (bits >> i & 1) != 0;
            if (i < 8) grid[8, i < 6 ? i : i + 1] = dark;
            else grid[i == 8 ? 7 : 14 - i, 8] = dark;
            if (i < 8) grid[side - 1 - i, 8] = dark;
            else grid[8, side - 15 + i] = dark;
        }
        grid[8, side - 8] = true;
    }

    /// <summary>The remainder of a polynomial of bits.</summary>
    private static int Remainder(int value, int by, int degree)
    {
        for (var bit = 31 - degree; bit >= 0; bit--)
            if ((value >> bit + degree & 1) != 0) value ^= by << bit;
        return value;
    }

    private static QrGrid Mask(int number)
    {
        var side = 17 + 4 * QrVersion.Max;
        var grid = new QrGrid(side);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                grid[x, y] = number switch
                {
                    0 => (x + y) % 2 == 0,
                    1 => y % 2 == 0,
                    2 => x % 3 == 0,
                    3 => (x + y) % 3 == 0,
                    4 => (y / 2 + x / 3) % 2 == 0,
                    5 => x * y % 2 + x * y % 3 == 0,
                    6 => (x * y % 2 + x * y % 3) % 2 == 0,
                    _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
                };
        return grid;
    }
}
