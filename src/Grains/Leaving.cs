using System.Collections.Concurrent;

namespace OrleansRegistry.Grains;

/// <summary>
/// Entities that their deadline alone has woken, on their way out of memory: half a million would fill it otherwise.
/// One timer for all of them; one for each was a message more for each deadline.
/// </summary>
public sealed class Leaving : IDisposable
{
    /// <summary>A tick beside its timer has come by then; a later one would wake it, and find nothing to do.</summary>
    private static readonly TimeSpan _stays = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<(EntityGrain Entity, long Since)> _leaving = new();
    private readonly TimeProvider _machineClock;
    private readonly ITimer _timer;

    public Leaving(TimeProvider machineClock)
    {
        _machineClock = machineClock;
        _timer = machineClock.CreateTimer(_ => Look(), null, _lookEvery, _lookEvery);
    }

    /// <summary>This one leaves in a moment, unless somebody asks for it.</summary>
    internal void Soon(EntityGrain entity) => _leaving.Enqueue((entity, _machineClock.GetTimestamp()));

    private void Look()
    {
        // The first to come is the first to go, so the first that stays is where to stop.
        while (_leaving.TryPeek(out var first) && _machineClock.GetElapsedTime(first.Since) >= _stays
            && _leaving.TryDequeue(out var next))
            next.Entity.Leave();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
