namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>
/// How long to wait after a failed attempt: 5 s, doubled each time, at most an hour; of that at random between half and
/// all of it, so that notices which failed together are not tried again together.
/// </summary>
public static class BackOff
{
    /// <summary>Most attempts; then an administrator must act.</summary>
    public const int MaxTries = 12;

    private const int MaxDoublings = 20;
    private static readonly TimeSpan _first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>
    /// The wait after the given number of failed attempts (from 1); <paramref name="chance"/> is 0 up to 1.
    /// </summary>
    public static TimeSpan After(int tries, double chance)
    {
        var doubled = _first * Math.Pow(2, Math.Clamp(tries - 1, 0, MaxDoublings));
        var whole = doubled < _longest ? doubled : _longest;
        return whole * (0.5 + chance / 2);
    }

    /// <summary>The wait that a channel asked for, if it is longer; at most an hour.</summary>
    public static TimeSpan AtLeast(TimeSpan wait, TimeSpan? asked) =>
        asked is not { } longer || longer <= wait ? wait : longer < _longest ? longer : _longest;
}
