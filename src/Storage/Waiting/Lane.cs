namespace OrleansRegistry.Storage.Waiting;

/// <summary>
/// Limits how much long work runs at a time, so that short work finds room. Work that finds no free place waits, first
/// come first served. Any thread may ask how long the first of those that wait has been waiting.
/// </summary>
/// <param name="places">How much work runs at a time.</param>
#pragma warning disable CA1001 // The semaphore has no handle, and disposing it would strand those who wait.
internal sealed class Lane(int places)
{
    private readonly SemaphoreSlim _free = new(places);
    private readonly LinkedList<long> _waiting = new();

    /// <summary>How long the first of those that wait has been waiting; zero: none waits.</summary>
    public TimeSpan OldestWait
    {
        get
        {
            lock (_waiting)
                return _waiting.First is { Value: var since } ? TimeProvider.System.GetElapsedTime(since)
                    : TimeSpan.Zero;
        }
    }

    /// <summary>How many requests wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_waiting) return _waiting.Count;
        }
    }

    /// <summary>Does the work when a place is free.</summary>
    public async ValueTask<T> Run<TArgument, T>(
        TArgument argument, Func<TArgument, ValueTask<T>> work, CancellationToken cancellation)
    {
        var free = _free.WaitAsync(cancellation);
        if (free.IsCompletedSuccessfully) await free.ConfigureAwait(false);
        else await Wait(free).ConfigureAwait(false);
        try
        {
            return await work(argument).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    private async Task Wait(Task free)
    {
        LinkedListNode<long> mine;
        lock (_waiting) mine = _waiting.AddLast(TimeProvider.System.GetTimestamp());
        try
        {
            await free.ConfigureAwait(false);
        }
        finally
        {
            lock (_waiting) _waiting.Remove(mine);
        }
    }
}
#pragma warning restore CA1001
