namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Slows down wrong passwords: five for a name are free, then each further one doubles the wait. All names together
/// have a limit a minute, so that one password cannot be tried on every name. Whether the name exists makes no
/// difference. Memory is bounded: the limit a minute bounds how many names there can be until they are forgotten.
/// </summary>
public sealed class PasswordThrottle(TimeProvider clock)
{
    /// <summary>Wrong tries of a name before it must wait, inclusive.</summary>
    public const int FreeTries = 5;

    /// <summary>Wrong tries of all names together in a minute.</summary>
    public const int MaxWrongAMinute = 200;

    /// <summary>A wait of this length is worth a line in the log.</summary>
    public static readonly TimeSpan Alarming = TimeSpan.FromMinutes(1);

    private const int MaxNames = 50_000; // More than 200 a minute for the hour of remembering.
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _remembered = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Wrong> _wrong = new(StringComparer.Ordinal);
    private readonly RateLimits _total = new(clock, 1, new RateLimit(TimeSpan.FromMinutes(1), MaxWrongAMinute));

    private DateTimeOffset _lookAfter;

    /// <summary>How many names are remembered.</summary>
    public int Names
    {
        get { lock (_gate) return _wrong.Count; }
    }

    /// <summary>How long <paramref name="name"/> must wait before the next try; zero: not at all.</summary>
    public TimeSpan WaitOf(string name)
    {
        var now = clock.GetUtcNow();
        if (_total.WaitOf("") is var all && all > TimeSpan.Zero) return all;
        lock (_gate)
        {
            return _wrong.TryGetValue(name, out var wrong) && wrong.NotBefore > now
                ? wrong.NotBefore - now
                : TimeSpan.Zero;
        }
    }

    /// <summary>The password was wrong, or there is no such name.</summary>
    public void WasWrong(string name)
    {
        _total.TryTake("");
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_wrong.Count >= MaxNames && now >= _lookAfter) Forget(now);
            if (_wrong.Count >= MaxNames) _wrong.Remove(_wrong.Keys.First());
            var before = _wrong.TryGetValue(name, out var known) && now - known.LastAt < _remembered ? known.Tries : 0;
            _wrong[name] = new Wrong(before + 1, now, now + WaitAfter(before + 1));
        }
    }

    /// <summary>The password was right: the name begins anew.</summary>
    public void WasRight(string name)
    {
        lock (_gate) _wrong.Remove(name);
    }

    private static TimeSpan WaitAfter(int tries)
    {
        if (tries < FreeTries) return TimeSpan.Zero;
        var doublings = Math.Min(tries - FreeTries, 10);
        var wait = _firstWait * (1 << doublings);
        return wait < _longestWait ? wait : _longestWait;
    }

    private void Forget(DateTimeOffset now)
    {
        _lookAfter = now.AddMinutes(1); // Looking at all of them is dear.
        foreach (var (name, wrong) in _wrong)
            if (now - wrong.LastAt >= _remembered) _wrong.Remove(name); // Allowed while enumerating.
    }

    private readonly record struct Wrong(int Tries, DateTimeOffset LastAt, DateTimeOffset NotBefore);
}
