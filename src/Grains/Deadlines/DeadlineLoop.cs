using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>
/// Looks for due deadlines each half second, and at once when a commit on this silo arms something nearer. While the
/// law's clock stands nothing falls due by itself, so only a commit, a retry and the move of the clock bring work.
/// </summary>
public sealed class DeadlineLoop : IAsyncDisposable
{
    /// <summary>How late a deadline may be noticed at most, when nobody signals.</summary>
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(500);

    private readonly DeadlineWork _work;
    private readonly RulesInForce _rulesInForce;
    private readonly BackgroundLoop _loop;
    private volatile RingPart _part = new([]);
    private long _nearest = long.MaxValue;

    /// <summary>A loop over <paramref name="work"/> by the legal clock.</summary>
    public DeadlineLoop(DeadlineWork work, RulesInForce rulesInForce, ILogger<DeadlineLoop> log)
    {
        (_work, _rulesInForce) = (work, rulesInForce);
        _loop = new BackgroundLoop("Deadlines", Look, log);
    }

    /// <summary>Carries out what is due in <paramref name="part"/> from now on.</summary>
    public void Start(RingPart part)
    {
        _part = part;
        _loop.Start();
        _loop.Wake();
    }

    /// <summary>Does all that is due now; gives how many deadlines were called.</summary>
    public Task<int> Drain(CancellationToken cancellation) => _work.Drain(() => _part, cancellation);

    /// <summary>A commit has armed a deadline for this instant of the legal clock.</summary>
    public void Armed(DateTimeOffset dueAt)
    {
        var ticks = dueAt.UtcTicks;
        for (var seen = Volatile.Read(ref _nearest); ticks < seen; seen = Volatile.Read(ref _nearest))
        {
            if (Interlocked.CompareExchange(ref _nearest, ticks, seen) != seen) continue;
            if (_rulesInForce.Clock.GetUtcNow() + _lookEvery >= dueAt) _loop.Wake();
            return;
        }
    }

    /// <summary>Something waits that no commit here has armed.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Ends it after the deadlines that are under way.</summary>
    public async ValueTask DisposeAsync() => await _loop.DisposeAsync();

    private async Task<TimeSpan> Look(CancellationToken cancellation)
    {
        Volatile.Write(ref _nearest, long.MaxValue);
        await Drain(cancellation);
        var nearest = Volatile.Read(ref _nearest);
        if (nearest == long.MaxValue) return _lookEvery;
        // On a standing clock it is not reached by waiting; on one that runs fast the next look is soon anyway.
        var left = new DateTimeOffset(nearest, TimeSpan.Zero) - _rulesInForce.Clock.GetUtcNow();
        if (_rulesInForce.Stands || left > _lookEvery) return _lookEvery;
        return left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }
}
