namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Counts by minute for the last ten minutes. Not safe for several threads.</summary>
internal sealed class MinuteCounts
{
    private const int Minutes = 10;
    private readonly int[] _counts = new int[Minutes];
    private long _minute;

    /// <summary>Counts one more.</summary>
    public void Add(DateTimeOffset now)
    {
        Advance(now);
        _counts[_minute % Minutes]++;
    }

    /// <summary>
    /// How long until the last ten minutes have fewer than <paramref name="max"/>; zero: they have fewer now.
    /// </summary>
    public TimeSpan WaitBelow(int max, DateTimeOffset now)
    {
        Advance(now);
        var left = _counts.Sum();
        for (var minute = _minute - Minutes + 1; left >= max; minute++)
        {
            left -= _counts[minute % Minutes];
            if (left < max) return DateTimeOffset.UnixEpoch.AddMinutes(minute + Minutes) - now;
        }
        return TimeSpan.Zero;
    }

    private void Advance(DateTimeOffset now)
    {
        var minute = (long)(now - DateTimeOffset.UnixEpoch).TotalMinutes;
        if (minute - _minute >= Minutes) Array.Clear(_counts);
        else for (var passed = _minute + 1; passed <= minute; passed++) _counts[passed % Minutes] = 0;
        _minute = Math.Max(_minute, minute);
    }
}
