using System.Collections.Concurrent;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// So much a minute for each key, at first all at once and then evenly: kept as one number a key, when what was taken
/// is paid off (the generic cell rate algorithm). The number of keys is bounded; when all are busy, further ones are
/// refused. Safe for many callers.
/// </summary>
internal sealed class EvenRate<TKey>(TimeProvider clock) where TKey : notnull
{
    private const int MaxKeys = 100_000;

    private readonly long _minute = 60 * clock.TimestampFrequency;
    private readonly ConcurrentDictionary<TKey, PaidOff> _busy = new();
    private long _count, _lookAfter;

    /// <summary>What one of so many a minute costs, at least 1.</summary>
    public long CostOf(int aMinute) => Math.Max(1, _minute / aMinute);

    /// <summary>Takes one at this cost; false: there is none yet, nothing is taken, and how long to wait.</summary>
    public bool TryTake(TKey key, long cost, ref TimeSpan wait)
    {
        var now = clock.GetTimestamp();
        if (!_busy.TryGetValue(key, out var paidOff))
        {
            if (Volatile.Read(ref _count) >= MaxKeys && !Forget(now))
            {
                wait = TimeSpan.FromSeconds(1); // Then it is looked again for those that have paid off.
                return false;
            }
            paidOff = _busy.GetOrAdd(key, _ => { Interlocked.Increment(ref _count); return new PaidOff(); });
        }
        while (true)
        {
            var until = Volatile.Read(ref paidOff.Value);
            var next = Math.Max(until, now) + cost;
            if (next - now > _minute)
            {
                wait = TimeSpan.FromSeconds((next - now - _minute) / (double)clock.TimestampFrequency);
                return false;
            }
            if (Interlocked.CompareExchange(ref paidOff.Value, next, until) == until) return true;
        }
    }

    /// <summary>Gives back what was just taken at this cost.</summary>
    public void GiveBack(TKey key, long cost)
    {
        if (_busy.TryGetValue(key, out var given)) Interlocked.Add(ref given.Value, -cost);
    }

    /// <summary>
    /// Keys that have paid off are forgotten; at most once a second, for looking at all of them is dear. False: all are
    /// busy.
    /// </summary>
    private bool Forget(long now)
    {
        var after = Volatile.Read(ref _lookAfter);
        if (now < after || Interlocked.CompareExchange(ref _lookAfter, now + clock.TimestampFrequency, after) != after)
            return false;
        foreach (var (key, paidOff) in _busy)
            if (Volatile.Read(ref paidOff.Value) <= now && _busy.TryRemove(key, out _))
                Interlocked.Decrement(ref _count);
        return Volatile.Read(ref _count) < MaxKeys;
    }

    private sealed class PaidOff
    {
        public long Value;
    }
}
