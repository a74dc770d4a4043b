using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Parts;

/// <summary>One bar of a chart, with a part for each series.</summary>
/// <param name="Name">The name of what the bar counts.</param>
/// <param name="Parts">The value of each series; none is negative.</param>
public sealed record Bar(LocalText Name, ImmutableArray<long> Parts)
{
    /// <summary>The whole bar.</summary>
    public long Total => Parts.Sum();
}

/// <summary>A bar chart, drawn by the server; the same numbers are in a table below it.</summary>
/// <param name="Series">The names of the parts of a bar; later parts are drawn lighter.</param>
/// <param name="Bars">The bars, top to bottom.</param>
public sealed record BarChart(ImmutableArray<LocalText> Series, ImmutableArray<Bar> Bars)
{
    /// <summary>The value at which a line is drawn across all bars; null: none.</summary>
    public long? Line { get; init; }

    /// <summary>
    /// True: the parts of a bar are drawn one below the other, for comparison; otherwise one after the other.
    /// </summary>
    public bool Beside { get; init; }

    /// <summary>The label of the line.</summary>
    public LocalText LineName { get; init; } = new("", "");

    /// <summary>The longest bar or the line; at least 1, because it is a divisor.</summary>
    public long Most => Math.Max(
        Math.Max(1, Line ?? 1), Bars.IsEmpty ? 1 : Bars.Max(bar => Beside ? bar.Parts.Max() : bar.Total));

    /// <summary>True: there is nothing to draw.</summary>
    public bool IsEmpty => Bars.All(bar => bar.Total == 0);
}
