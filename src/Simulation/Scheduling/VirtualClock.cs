namespace OrleansRegistry.Simulation.Scheduling;

/// <summary>The one clock of law and machines: it stands until it is moved.</summary>
/// <param name="start">Where it begins.</param>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>The instant that the clock shows.</summary>
    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Moves the clock; backwards, too, like a clock that is set.</summary>
    public void MoveTo(DateTimeOffset to) => Now = to;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override long GetTimestamp() => Now.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Not supported: a timer would use another thread.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("a simulation waits for its own clock alone");
}
