namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>At most <paramref name="Max"/> in any <paramref name="Window"/>.</summary>
public readonly record struct RateLimit(TimeSpan Window, int Max);

/// <summary>
/// Sliding limits by key, all of which must have room. Remembers no more than the largest limit asks for and a bounded
/// number of keys; when there is no room for a further key the answer is no, so that a flood cannot wash away what is
/// remembered of others. Safe for many callers.
/// </summary>
public sealed class RateLimits(TimeProvider clock, int maxKeys, params RateLimit[] limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = new(StringComparer.Ordinal);
    private readonly TimeSpan _longest = limits.Max(limit => limit.Window);
    private readonly int _maxTimes = limits.Max(limit => limit.Max);

    private DateTimeOffset _lookAfter;

    /// <summary>How many keys are remembered.</summary>
    public int Keys
    {
        get { lock (_gate) return _taken.Count; }
    }

    /// <summary>
    /// Counts one for <paramref name="key"/> if every limit has room; false: one has not, and nothing is counted.
    /// </summary>
    public bool TryTake(string key)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_taken.TryGetValue(key, out var times))
            {
                if (_taken.Count >= maxKeys && now >= _lookAfter) Forget(now);
                if (_taken.Count >= maxKeys) return false;
                _taken[key] = times = new Queue<DateTimeOffset>();
            }
            while (times.Count > 0 && (times.Count > _maxTimes || times.Peek() <= now - _longest)) times.Dequeue();
            if (!HasRoom(times, now)) return false;
            times.Enqueue(now);
            return true;
        }
    }

    /// <summary>True when one more would be counted.</summary>
    public bool HasRoom(string key)
    {
        var now = clock.GetUtcNow();
        lock (_gate) return !_taken.TryGetValue(key, out var times) || HasRoom(times, now);
    }

    private bool HasRoom(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        foreach (var limit in limits)
        {
            var inside = 0;
            foreach (var time in times)
                if (time > now - limit.Window) inside++;
            if (inside >= limit.Max) return false;
        }
        return true;
    }

    private void Forget(DateTimeOffset now)
    {
        _lookAfter = now.AddMinutes(1); // Looking at all of them is dear: a flood must not make us do it each time.
        foreach (var (key, times) in _taken)
            if (times.Count == 0 || times.Last() <= now - _longest) _taken.Remove(key); // Allowed while enumerating.
    }
}
