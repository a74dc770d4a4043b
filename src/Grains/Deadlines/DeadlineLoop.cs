using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>
/// Looks for due deadlines every half second, and at once when a commit on this silo arms a nearer one. While the legal
/// clock stands, no deadline becomes due by itself; then only a commit, a retry or a move of the clock causes work.
/// </summary>
public sealed class DeadlineLoop : IAsyncDisposable
{
    /// <summary>After how long a deadline is noticed at the latest, if there is no signal.</summary>
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

    /// <summary>Carries out everything that is due now; the result is how many deadlines were called.</summary>
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

    /// <summary>Work waits that was not armed by a commit of this silo.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Ends the loop after the deadlines that are being carried out.</summary>
    public async ValueTask DisposeAsync() => await _loop.DisposeAsync();

    private async Task<TimeSpan> Look(CancellationToken cancellation)
    {
        Volatile.Write(ref _nearest, long.MaxValue);
        await Drain(cancellation);
        var nearest = Volatile.Read(ref _nearest);
        if (nearest == long.MaxValue) return _lookEvery;
        // On a standing clock the instant is not reached by waiting; on a fast clock the next look is soon anyway.
        var left = new DateTimeOffset(nearest, TimeSpan.Zero) - _rulesInForce.Clock.GetUtcNow();
        if (_rulesInForce.Stands || left > _lookEvery) return _lookEvery;
        return left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }
}
