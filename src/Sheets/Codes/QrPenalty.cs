namespace OrleansRegistry.Sheets.Codes;

/// <summary>
/// How hard a grid would be to scan (ISO/IEC 18004, 7.8.3): long runs, blocks of one colour, what looks like a finder
/// pattern, and much more dark than light or the other way round. The mask with the least is taken.
/// </summary>
internal static class QrPenalty
{
    public static int Of(QrGrid grid)
    {
        var (side, points, dark) = (grid.Side, 0, 0);
        var all = (UInt128.One << side) - UInt128.One;
        for (var i = 0; i < side; i++)
        {
            points += Line(grid.Rows[i], side, all) + Line(grid.Columns[i], side, all);
            dark += Count(grid.Rows[i]);
            if (i == 0) continue;
            var (row, above) = (grid.Rows[i], grid.Rows[i - 1]);
            var (same, beside) = (~(row ^ above), ~(row ^ row >> 1));
            points += 3 * Count(same & same >> 1 & beside & all >> 1);
        }
        return points + Math.Abs(dark * 100 / (side * side) - 50) / 5 * 10;
    }

    private static int Line(UInt128 line, int side, UInt128 all)
    {
        // Bit i: modules i and i + 1 are alike; four in a row are a run of five.
        var alike = ~(line ^ line >> 1) & all >> 1;
        var five = alike & alike >> 1 & alike >> 2 & alike >> 3;
        var points = five == UInt128.Zero ? 0 : Count(five) + 2 * Count(five & ~(five << 1));
        var light = ~line & all;
        // 1011101, with four light ones before or after it.
        var finder = line & light >> 1 & line >> 2 & line >> 3 & line >> 4 & light >> 5 & line >> 6;
        if (finder == UInt128.Zero) return points;
        var four = light & light >> 1 & light >> 2 & light >> 3;
        return points + 40 * (Count(finder & four >> 7) + Count(finder & four << 4));
    }

    private static int Count(UInt128 bits) => (int)UInt128.PopCount(bits);
}
