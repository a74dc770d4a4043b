namespace OrleansRegistry.Storage.Waiting;

/// <summary>
/// A few places for work that takes long, so that it leaves room for what is short: who finds none waits, first come
/// first served. Any thread may ask how long the first of them has waited.
/// </summary>
/// <param name="places">So many at a time.</param>
#pragma warning disable CA1001 // The semaphore has no handle, and disposing it would strand those who wait.
internal sealed class Lane(int places)
{
    private readonly SemaphoreSlim _free = new(places);
    private readonly LinkedList<long> _waiting = new();

    /// <summary>How long the first of those who wait has waited; zero: nobody waits.</summary>
    public TimeSpan OldestWait
    {
        get
        {
            lock (_waiting)
                return _waiting.First is { Value: var since } ? TimeProvider.System.GetElapsedTime(since)
                    : TimeSpan.Zero;
        }
    }

    /// <summary>How many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_waiting) return _waiting.Count;
        }
    }

    /// <summary>Does the work when there is a place for it.</summary>
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
