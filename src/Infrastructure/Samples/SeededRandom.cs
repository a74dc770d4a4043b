namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// Random numbers that are the same on every machine and with every version of the framework (SplitMix64), so that a
/// seed alone determines a sample register.
/// </summary>
internal struct SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator of its own for one item of a series.</summary>
    public static SeededRandom For(int seed, long item) =>
        new(Mix(unchecked((ulong)seed * 0xD1342543DE82EF95 + (ulong)item * 0x9E3779B97F4A7C15 + 1)));

    /// <summary>A number from 0, below <paramref name="below"/>.</summary>
    public int Below(int below) => (int)((UInt128)Next() * (ulong)below >> 64);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int percent) => Below(100) < percent;

    /// <summary>One of the given items.</summary>
    public T One<T>(ReadOnlySpan<T> of) => of[Below(of.Length)];

    /// <summary>A day, both ends inclusive; <paramref name="first"/> when it is after the other.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) =>
        last <= first ? first : first.AddDays(Below(last.DayNumber - first.DayNumber + 1));

    /// <summary>Mixes the bits of <paramref name="value"/>.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    private ulong Next() => Mix(_state = unchecked(_state + 0x9E3779B97F4A7C15));
}
