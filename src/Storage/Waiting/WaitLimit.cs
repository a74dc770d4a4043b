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
/// Whether so much waits for the store that whoever comes now had better come later. Asked before anything is decided;
/// what was taken is carried out, however long it takes. What the registry does by itself is not asked here: it waits.
/// Whether a request finds a thread is the same question (<see cref="Overload"/>).
/// </summary>
/// <param name="max">How long the oldest work may have been waiting, inclusive; zero: there is no limit.</param>
/// <param name="waits">Says how long waiting work has been waiting.</param>
public sealed class WaitLimit(TimeSpan max, Func<StoreWaits> waits)
{
    private static readonly TimeSpan _sayEvery = TimeSpan.FromMinutes(1);

    private readonly long[] _turnedAway = new long[Enum.GetValues<ShedWork>().Length];
    private long _said, _saidAt;

    /// <summary>
    /// A request takes a thread about ten times, so work may wait for one a tenth of what the whole may wait.
    /// </summary>
    private const int StepsOfRequest = 10;

    /// <summary>
    /// The same as <see cref="AlwaysTaken"/> for requests. More than of writes or lists, for it counts all that are
    /// under way: also those that stand in either line or have their turn in it, and slow clients (docs/adr/0175).
    /// </summary>
    public const int RequestsAlwaysTaken = 128;

    /// <summary>
    /// So many writes, or lists, may stand in line, inclusive, of which none is turned away however long it waits: a
    /// few who wait are no crowd but a slow disk, and whoever is turned away from it would find it as slow later.
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
            return new LoadFigures(
                now.Writes.Oldest, now.Lists.Oldest, Of(ShedWork.Write), Of(ShedWork.List), Of(ShedWork.Request));
        }
    }

    /// <summary>True: what waits for the store is too much, so it is to be turned away, and is counted.</summary>
    public bool Refuses(ShedWork work)
    {
        if (max == TimeSpan.Zero) return false;
        var now = waits();
        return Refuses(work, work == ShedWork.List ? now.Lists : now.Writes);
    }

    /// <summary>The same of any line: the one bound is that many stand in it, and the oldest waits too long.</summary>
    public bool Refuses(ShedWork work, Line line)
    {
        if (IsFew(work, line.Waiting)) return false;
        if (line.Oldest <= (work == ShedWork.Request ? max / StepsOfRequest : max)) return false;
        Count(work);
        return true;
    }

    /// <summary>True: of so many in line none is turned away, however long it waits.</summary>
    public bool IsFew(ShedWork work, int waiting) => max == TimeSpan.Zero || (work == ShedWork.Request
        ? waiting <= RequestsAlwaysTaken
        : AlwaysTaken > 0 && waiting <= AlwaysTaken);

    /// <summary>Throws what becomes a refusal, where it is to be turned away.</summary>
    public void Enter(ShedWork work)
    {
        if (Refuses(work)) throw new BusyException();
    }

    private void Count(ShedWork work)
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
