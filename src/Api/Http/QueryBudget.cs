using System.Collections.Concurrent;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// How often an account may look names up: <see cref="MaxAMinute"/> a minute, so that nobody copies a directory by
/// asking for each letter. Counted on the silo that gets the request; older queries are dropped after a minute.
/// </summary>
internal sealed class QueryBudget(TimeProvider clock)
{
    /// <summary>Queries of one account in a minute, inclusive.</summary>
    public const int MaxAMinute = 30;

    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly Lock _changing = new();
    private long _minute;

    /// <summary>Counts a query; null: it may be answered, otherwise how long to wait.</summary>
    public TimeSpan? Wait(string accountId)
    {
        var now = clock.GetUtcNow();
        var minute = now.ToUnixTimeSeconds() / 60;
        lock (_changing)
        {
            if (minute != _minute) _counts.Clear();
            _minute = minute;
        }
        return _counts.AddOrUpdate(accountId, 1, (_, count) => count + 1) <= MaxAMinute
            ? null
            : DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60) - now;
    }
}
