using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Storage.Waiting;

/// <summary>Work that can be turned away while more is asked for than can be done.</summary>
public enum ShedWork
{
    /// <summary>A command of a person, an upload, or the record that somebody was shown something.</summary>
    Write,

    /// <summary>A list, a search or counts.</summary>
    List,

    /// <summary>A request that was not read yet.</summary>
    Request,
}

/// <summary>
/// Says whether so much work waits for the store that a new caller should come later. Asked before anything is decided;
/// work that was accepted is carried out, however long it takes. The registry's own work is not asked for here, as it
/// can wait.
/// </summary>
/// <param name="max">How long the oldest work may have been waiting, inclusive; zero: there is no limit.</param>
/// <param name="waits">Says how long waiting work has been waiting.</param>
public sealed class WaitLimit(TimeSpan max, Func<StoreWaits> waits)
{
    private static readonly TimeSpan _sayEvery = TimeSpan.FromMinutes(1);

    private readonly long[] _turnedAway = new long[Enum.GetValues<ShedWork>().Length];
    private long _said, _saidAt;

    /// <summary>
    /// If so many of a kind or fewer wait, inclusive, none is turned away however long it waits: a few that wait mean a
    /// slow disk and no crowd, and later it would be just as slow.
    /// </summary>
    public int AlwaysTaken { get; init; }

    /// <summary>A limit that turns nothing away.</summary>
    public static WaitLimit None { get; } = new(TimeSpan.Zero, () => default);

    /// <summary>Reports how many were turned away since the last report: at once, then once a minute at most.</summary>
    public Action<long>? Say { get; init; }

    /// <summary>What waits, and what was turned away.</summary>
    public LoadFigures Figures
    {
        get
        {
            var now = waits();
            return new LoadFigures(now.Writes, now.Lists, Of(ShedWork.Write), Of(ShedWork.List), Of(ShedWork.Request));
        }
    }

    /// <summary>True: the work must be turned away, and is counted.</summary>
    public bool Refuses(ShedWork work)
    {
        if (max == TimeSpan.Zero) return false;
        var now = waits();
        var (wait, inLine) =
            work == ShedWork.List ? (now.Lists, now.ListsInLine) : (now.Writes, now.WritesInLine);
        if (wait <= max || (AlwaysTaken > 0 && inLine <= AlwaysTaken)) return false;
        Count(work);
        return true;
    }

    /// <summary>Throws an exception that becomes a refusal, if the work must be turned away.</summary>
    public void Enter(ShedWork work)
    {
        if (Refuses(work)) throw new BusyException();
    }

    /// <summary>One was turned away.</summary>
    public void Count(ShedWork work)
    {
        Interlocked.Increment(ref _turnedAway[(int)work]);
        WaitTelemetry.TurnedAway(work);
        if (Say is null) return;
        var (now, before) = (TimeProvider.System.GetTimestamp(), Interlocked.Read(ref _saidAt));
        if (before != 0 && TimeProvider.System.GetElapsedTime(before, now) < _sayEvery) return;
        if (Interlocked.CompareExchange(ref _saidAt, now, before) != before) return;
        var all = Of(ShedWork.Write) + Of(ShedWork.List) + Of(ShedWork.Request);
        Say(all - Interlocked.Exchange(ref _said, all));
    }

    private long Of(ShedWork work) => Interlocked.Read(ref _turnedAway[(int)work]);
}
