namespace OrleansRegistry.Simulation.Hosts;

/// <summary>From its start to its crash. Whoever waits for an answer of a silo that is gone hears of its end.</summary>
internal sealed class SiloLife
{
    private readonly TaskCompletionSource _ended = new();

    public bool IsOver => _ended.Task.IsCompleted;

    /// <summary>Completes at the end.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}

/// <summary>The silo was gone before it answered: what came of the call is not known.</summary>
public sealed class SiloGoneException() : Exception("the silo is gone");
