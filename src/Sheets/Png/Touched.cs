namespace OrleansRegistry.Sheets.Png;

/// <summary>The cells that an outline has touched; the last row and column are exclusive.</summary>
internal readonly record struct Touched(int Top, int Bottom, int Left, int Right)
{
    /// <summary>No cell is touched yet.</summary>
    public static Touched None { get; } = new(int.MaxValue, 0, int.MaxValue, 0);

    /// <summary>
    /// Adds an edge in a row, from one column to another, exclusive; it also changes the cell after its last one.
    /// </summary>
    public Touched With(int row, int from, int to) =>
        new(Math.Min(Top, row), Math.Max(Bottom, row + 1), Math.Min(Left, from), Math.Max(Right, to + 1));
}
