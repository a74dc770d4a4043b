namespace OrleansRegistry.Sheets.Codes;

/// <summary>
/// Modules by rows and, once more, by columns: bit x of row y and bit y of column x are the module at (x, y), 1 is
/// dark. Looked at both ways, a mask is scored by whole rows at a time.
/// </summary>
internal sealed class QrGrid(int side)
{
    public UInt128[] Rows { get; } = new UInt128[side];

    public UInt128[] Columns { get; } = new UInt128[side];

    public int Side => side;

    public bool this[int x, int y]
    {
        get => (Rows[y] & UInt128.One << x) != UInt128.Zero;
        set
        {
            Set(Rows, y, x, value);
            Set(Columns, x, y, value);
        }
    }

    /// <summary>
    /// This grid with the modules inverted that <paramref name="mask"/> has and <paramref name="but"/> has not.
    /// </summary>
    public QrGrid Masked(QrGrid mask, QrGrid but)
    {
        var (masked, all) = (new QrGrid(side), (UInt128.One << side) - UInt128.One);
        for (var i = 0; i < side; i++)
        {
            masked.Rows[i] = Rows[i] ^ (mask.Rows[i] & ~but.Rows[i] & all);
            masked.Columns[i] = Columns[i] ^ (mask.Columns[i] & ~but.Columns[i] & all);
        }
        return masked;
    }

    private static void Set(UInt128[] lines, int line, int bit, bool dark)
    {
        if (dark) lines[line] |= UInt128.One << bit;
        else lines[line] &= ~(UInt128.One << bit);
    }
}
