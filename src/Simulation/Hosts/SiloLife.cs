namespace OrleansRegistry.Simulation.Hosts;

/// <summary>A silo from its start to its crash. When it ends, those who wait for its answer get an error.</summary>
internal sealed class SiloLife
{
    private readonly TaskCompletionSource _ended = new();

    public bool IsOver => _ended.Task.IsCompleted;

    /// <summary>Completes when the silo ends.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}

/// <summary>The silo was gone before it answered: it is not known whether the call was carried out.</summary>
public sealed class SiloGoneException() : Exception("the silo is gone");
