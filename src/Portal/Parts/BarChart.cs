using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Parts;

/// <summary>One bar of a chart, of as many parts as the chart has series.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Parts">How much of each series; none is negative.</param>
public sealed record Bar(LocalText Name, ImmutableArray<long> Parts)
{
    /// <summary>The whole bar.</summary>
    public long Total => Parts.Sum();
}

/// <summary>Bars beside each other, drawn by the server; the same numbers stand in a table below.</summary>
/// <param name="Series">What the parts of a bar are; those further on are drawn lighter.</param>
/// <param name="Bars">The bars, top to bottom.</param>
public sealed record BarChart(ImmutableArray<LocalText> Series, ImmutableArray<Bar> Bars)
{
    /// <summary>Where a line stands across all bars; null: there is none.</summary>
    public long? Line { get; init; }

    /// <summary>True: the parts of a bar are drawn one below another and compared; else one after another.</summary>
    public bool Beside { get; init; }

    /// <summary>What the line says.</summary>
    public LocalText LineName { get; init; } = new("", "");

    /// <summary>What is drawn longest, or the line; at least 1, so that nothing is divided by nothing.</summary>
    public long Most => Math.Max(
        Math.Max(1, Line ?? 1), Bars.IsEmpty ? 1 : Bars.Max(bar => Beside ? bar.Parts.Max() : bar.Total));

    /// <summary>True: there is nothing to draw.</summary>
    public bool IsEmpty => Bars.All(bar => bar.Total == 0);
}
