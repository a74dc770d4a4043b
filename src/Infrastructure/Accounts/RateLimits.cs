namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>At most <paramref name="Max"/> in any <paramref name="Window"/>.</summary>
public readonly record struct RateLimit(TimeSpan Window, int Max);

/// <summary>
/// Several sliding limits for each key, all of which must have room. Remembers no more than the largest limit needs,
/// and at most twice <paramref name="half"/> keys; a flood of keys makes nobody wait, and only removes keys that were
/// not used for long. Safe for many callers.
/// </summary>
public sealed class RateLimits(TimeProvider clock, int half, params RateLimit[] limits)
{
    private readonly Lock _gate = new();
    private readonly RecentKeys<string, Queue<DateTimeOffset>> _taken = new(half);
    private readonly TimeSpan _longest = limits.Max(limit => limit.Window);
    private readonly int _maxTimes = limits.Max(limit => limit.Max);

    /// <summary>How many keys are in memory.</summary>
    public int Keys
    {
        get { lock (_gate) return _taken.Count; }
    }

    /// <summary>
    /// Counts one for <paramref name="key"/> if every limit has room; false: one has none, and nothing is counted. The
    /// last <paramref name="reserved"/> of each limit are kept for other callers.
    /// </summary>
    public bool TryTake(string key, int reserved = 0)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_taken.TryGet(key, out var times)) times = new Queue<DateTimeOffset>();
            while (times.Count > 0 && times.Peek() <= now - _longest) times.Dequeue();
            if (WaitOf(times, reserved, now) > TimeSpan.Zero) return false;
            if (times.Count >= _maxTimes) times.Dequeue(); // Older than any limit looks.
            times.Enqueue(now);
            _taken.Set(key, times);
            return true;
        }
    }

    /// <summary>How long until one more would be counted; zero: now.</summary>
    public TimeSpan WaitOf(string key)
    {
        var now = clock.GetUtcNow();
        lock (_gate) return _taken.TryGet(key, out var times) ? WaitOf(times, 0, now) : TimeSpan.Zero;
    }

    /// <summary>A limit has room again when the oldest of its counted ones has left the window.</summary>
    private TimeSpan WaitOf(Queue<DateTimeOffset> times, int reserved, DateTimeOffset now)
    {
        var wait = TimeSpan.Zero;
        foreach (var limit in limits)
        {
            var max = limit.Max - reserved;
            if (times.Count < max) continue;
            var oldest = times.ElementAt(times.Count - Math.Max(1, max)) + limit.Window;
            if (oldest - now > wait) wait = oldest - now;
        }
        return wait;
    }
}
