using System.Collections.Concurrent;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// What each caller was shown in the last five minutes, with the task that writes its record: a second read waits for
/// the record of the first. Limited; a read for which there is no room is recorded once more.
/// </summary>
internal sealed class RecentReads(TimeProvider clock)
{
    private const int MaxKept = 200_000;
    private static readonly TimeSpan _while = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string By, string About), Seen> _seen = new();
    private int _count;

    /// <summary>
    /// The record of this read that is still valid; null: there is none, and <paramref name="mine"/> is the record from
    /// now on.
    /// </summary>
    public Task? Find(string by, string about, Task mine)
    {
        var now = clock.GetTimestamp();
        var next = new Seen(mine, now);
        while (true)
        {
            if (!_seen.TryGetValue((by, about), out var seen))
            {
                MakeRoom(now);
                if (!_seen.TryAdd((by, about), next)) continue;
                Interlocked.Increment(ref _count);
                return null;
            }
            if (IsGood(seen, now)) return seen.Written;
            if (_seen.TryUpdate((by, about), next, seen)) return null;
        }
    }

    /// <summary>True where the record of this read is durable and still valid.</summary>
    public bool IsWritten(string by, string about) =>
        _seen.TryGetValue((by, about), out var seen) && seen.Written.IsCompletedSuccessfully
        && IsGood(seen, clock.GetTimestamp());

    /// <summary>True for a record that was written, or is being written, less than five minutes ago.</summary>
    private bool IsGood(Seen seen, long now) =>
        !seen.Written.IsFaulted && !seen.Written.IsCanceled && clock.GetElapsedTime(seen.At, now) < _while;

    private void MakeRoom(long now)
    {
        if (Volatile.Read(ref _count) < MaxKept) return;
        foreach (var (key, seen) in _seen)
            if (!IsGood(seen, now) && _seen.TryRemove(key, out _)) Interlocked.Decrement(ref _count);
        if (Volatile.Read(ref _count) < MaxKept) return;
        _seen.Clear();
        Volatile.Write(ref _count, 0);
    }

    private sealed record Seen(Task Written, long At);
}
