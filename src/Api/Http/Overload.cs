namespace OrleansRegistry.Api.Http;

/// <summary>
/// Whether more is asked of this process than its processors can do: many requests are under way, and work waits long
/// before a thread takes it. Neither alone is enough: slow clients cause many requests and no work, and on a busy
/// machine even a single request waits. Safe for many callers; each process looks at itself (docs/adr/0153).
/// </summary>
/// <param name="clock">Measures how long work waits.</param>
/// <param name="queue">Queues work behind all other work of this process.</param>
/// <param name="maxWait">How long work may wait, inclusive; zero: without limit.</param>
public sealed class Overload(TimeProvider clock, Action<IThreadPoolWorkItem> queue, TimeSpan maxWait)
    : IThreadPoolWorkItem
{
    /// <summary>If so many requests or fewer are under way, inclusive, none is turned away.</summary>
    public const int AlwaysTaken = 128;

    private static readonly TimeSpan _goodFor = TimeSpan.FromMilliseconds(200);

    private long _queuedAt, _measuredAt, _lastWait;
    private int _underWay;

    /// <summary>The instance for this process.</summary>
    public static Overload OfThisProcess(TimeSpan maxWait) => new(
        TimeProvider.System, static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false), maxWait);

    /// <summary>
    /// True: another request is under way now, until <see cref="End"/>. False: it must be turned away.
    /// </summary>
    public bool TryBegin()
    {
        if (Interlocked.Increment(ref _underWay) <= AlwaysTaken || maxWait == TimeSpan.Zero || Wait() <= maxWait)
            return true;
        End();
        return false;
    }

    /// <summary>A request that was under way is answered.</summary>
    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>The work whose waiting is measured was begun.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        var now = clock.GetTimestamp();
        Volatile.Write(ref _lastWait, now - Volatile.Read(ref _queuedAt));
        Volatile.Write(ref _measuredAt, now);
        Volatile.Write(ref _queuedAt, 0);
    }

    /// <summary>How long work waits now: the last measured time, or longer if the measured work still waits.</summary>
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
