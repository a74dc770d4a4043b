namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// The legal clock (design.md 6): it runs with the machine's clock, stands still until it is moved, or runs faster.
/// Only the law uses it; sessions, codes, retries and leases use the machine's clock.
/// </summary>
public sealed class LegalClock : TimeProvider
{
    private readonly TimeProvider _machine;
    private readonly DateTimeOffset _machineStart;
    private readonly double _speed;
    private long _start;

    /// <summary>
    /// A clock that begins at <paramref name="start"/> (null: now) and stands still, or runs at a speed.
    /// </summary>
    /// <param name="machine">The machine's clock.</param>
    /// <param name="start">Where it begins; null: at the machine's time, and it runs with it.</param>
    /// <param name="speed">
    /// Seconds of the legal clock in a second of the machine's; null: it stands if a start is given, otherwise runs at
    /// 1.
    /// </param>
    public LegalClock(TimeProvider machine, DateTimeOffset? start = null, double? speed = null)
    {
        _machine = machine;
        _machineStart = machine.GetUtcNow();
        _start = (start ?? _machineStart).UtcTicks;
        _speed = speed ?? (start is null ? 1 : 0);
    }

    /// <summary>
    /// How long by the machine's clock it takes until the legal clock is at <paramref name="to"/>; null: it stands.
    /// </summary>
    public TimeSpan? MachineTimeUntil(DateTimeOffset to) => Stands ? null : (to - GetUtcNow()) / _speed;

    /// <summary>True when it moves only by <see cref="MoveTo"/>.</summary>
    public bool Stands => _speed == 0;

    /// <summary>Moves a standing clock forward; a move backwards is ignored, as legal time cannot go back.</summary>
    public void MoveTo(DateTimeOffset to)
    {
        if (!Stands) throw new InvalidOperationException("a running clock is not moved");
        if (to.UtcTicks > Volatile.Read(ref _start)) Volatile.Write(ref _start, to.UtcTicks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var start = new DateTimeOffset(Volatile.Read(ref _start), TimeSpan.Zero);
        return Stands ? start : start + (_machine.GetUtcNow() - _machineStart) * _speed;
    }
}
