using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Simulation.Scheduling;

/// <summary>All random numbers of a simulation: the same for the same seed on every machine.</summary>
/// <param name="seed">Another seed, other numbers.</param>
/// <param name="series">Another series of the same seed.</param>
public sealed class Chance(int seed, long series)
{
    private SeededRandom _random = SeededRandom.For(seed, series);

    /// <summary>A number from 0, below <paramref name="below"/>.</summary>
    public int Below(int below) => _random.Below(below);

    /// <summary>A number, both ends inclusive.</summary>
    public int Between(int first, int last) => first + _random.Below(last - first + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int percent) => _random.Percent(percent);
}
