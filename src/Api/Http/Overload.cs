namespace OrleansRegistry.Api.Http;

/// <summary>
/// Whether this process is asked for more than its processors can do: many requests are under way, and work waits long
/// before a thread takes it. Neither alone is enough: slow clients are many requests and no work, and on a busy machine
/// even a single request waits. Safe for many callers; each process looks at itself (docs/adr/0153).
/// </summary>
/// <param name="clock">Measures how long work waits.</param>
/// <param name="queue">Puts work behind all other work of this process.</param>
/// <param name="maxWait">How long work may wait, inclusive; zero: however long.</param>
public sealed class Overload(TimeProvider clock, Action<IThreadPoolWorkItem> queue, TimeSpan maxWait)
    : IThreadPoolWorkItem
{
    /// <summary>So many requests under way, inclusive, of which none is ever turned away.</summary>
    public const int AlwaysTaken = 128;

    private static readonly TimeSpan _goodFor = TimeSpan.FromMilliseconds(200);

    private long _queuedAt, _measuredAt, _lastWait;
    private int _underWay;

    /// <summary>That of this process.</summary>
    public static Overload OfThisProcess(TimeSpan maxWait) => new(
        TimeProvider.System, static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false), maxWait);

    /// <summary>True: one more is under way, until <see cref="End"/>. False: it is to be turned away.</summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _underWay) <= AlwaysTaken || maxWait == TimeSpan.Zero || Wait() <= maxWait)
            return true;
        End();
        return false;
    }

    /// <summary>One that was under way is answered.</summary>
    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>The work whose waiting is measured has begun.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        var now = clock.GetTimestamp();
        Volatile.Write(ref _lastWait, now - Volatile.Read(ref _queuedAt));
        Volatile.Write(ref _measuredAt, now);
        Volatile.Write(ref _queuedAt, 0);
    }

    /// <summary>How long work waits now: what was measured last, or longer where that is waiting still.</summary>
    private TimeSpan Wait()
    {
        var (now, queuedAt) = (clock.GetTimestamp(), Volatile.Read(ref _queuedAt));
        var measured = clock.GetElapsedTime(Volatile.Read(ref _measuredAt), now) < _goodFor
            ? clock.GetElapsedTime(0, Volatile.Read(ref _lastWait)) : TimeSpan.Zero;
        if (queuedAt == 0)
        {
            if (Interlocked.CompareExchange(ref _queuedAt, Math.Max(1, now), 0) == 0) queue(this);
            return measured;
        }
        var waiting = clock.GetElapsedTime(queuedAt, now);
        return waiting > measured ? waiting : measured;
    }
}
