namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// How long to wait after a try in vain: 5 s, doubled each time, an hour at most, and then half of it to all of it by
/// chance, so that notices that failed together do not come back together.
/// </summary>
public static class BackOff
{
    /// <summary>Tries at most; then a person must look.</summary>
    public const int MaxTries = 12;

    private const int MaxDoublings = 20;
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>
    /// The wait after the given number of tries in vain (from 1); <paramref name="chance"/> is 0 up to 1.
    /// </summary>
    public static TimeSpan After(int tries, double chance)
    {
        var doubled = _first * Math.Pow(2, Math.Clamp(tries - 1, 0, MaxDoublings));
        var whole = doubled < _longest ? doubled : _longest;
        return whole * (0.5 + chance / 2);
    }

    /// <summary>The wait that a channel asked for, if it is longer; an hour at most, whatever it asked for.</summary>
    public static TimeSpan AtLeast(TimeSpan wait, TimeSpan? asked) =>
        asked is not { } longer || longer <= wait ? wait : longer < _longest ? longer : _longest;
}
