namespace OrleansRegistry.Storage.Waiting;

/// <summary>
/// Whether this process is asked for more than its processors can do: many requests are under way, and work waits long
/// before a thread takes it. Safe for many callers; each process looks at itself (docs/adr/0153).
/// </summary>
/// <param name="clock">Measures how long work waits.</param>
/// <param name="queue">Puts work behind all other work of this process.</param>
/// <param name="limit">What is too much, as for all that waits.</param>
public sealed class Overload(TimeProvider clock, Action<IThreadPoolWorkItem> queue, WaitLimit limit)
    : IThreadPoolWorkItem
{
    private static readonly TimeSpan _goodFor = TimeSpan.FromMilliseconds(200);

    private long _queuedAt, _measuredAt, _lastWait;
    private int _underWay;

    /// <summary>That of this process.</summary>
    public static Overload OfThisProcess(WaitLimit limit) => new(
        TimeProvider.System, static work => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false), limit);

    /// <summary>
    /// True: another request is under way now, until <see cref="End"/>. False: it must be turned away.
    /// </summary>
    public bool TryBegin()
    {
        var underWay = Interlocked.Increment(ref _underWay);
        if (limit.IsFew(ShedWork.Request, underWay) || !limit.Refuses(ShedWork.Request, new Line(Wait(), underWay)))
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
