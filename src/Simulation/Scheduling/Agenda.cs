namespace OrleansRegistry.Simulation.Scheduling;

/// <summary>What people and faults wait for, in the order of time.</summary>
/// <param name="clock">The clock.</param>
/// <param name="scheduler">Where they go on.</param>
public sealed class Agenda(VirtualClock clock, DeterministicScheduler scheduler)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Number)> _waiting = new();
    private long _numbers;

    /// <summary>The instant at which the next of them continues; null: nobody waits.</summary>
    public DateTimeOffset? Next => _waiting.TryPeek(out _, out var next) ? next.At : null;

    /// <summary>Does something at an instant; if that has passed, with the next steps.</summary>
    public void At(DateTimeOffset at, Action work) => _waiting.Enqueue(work, (at, ++_numbers));

    /// <summary>Waits until an instant.</summary>
    public Task Until(DateTimeOffset at)
    {
        if (at <= clock.Now) return Task.CompletedTask;
        var reached = new TaskCompletionSource();
        At(at, reached.SetResult);
        return reached.Task;
    }

    /// <summary>Waits for a time.</summary>
    public Task For(TimeSpan time) => Until(clock.Now + time);

    /// <summary>Continues those who have waited long enough.</summary>
    public void Release()
    {
        while (_waiting.TryPeek(out var work, out var next) && next.At <= clock.Now)
        {
            _waiting.Dequeue();
            scheduler.Begin(work);
        }
    }
}
