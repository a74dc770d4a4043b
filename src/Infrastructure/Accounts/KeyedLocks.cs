namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// A lock for each key, without remembering keys: all keys share a fixed number of locks. If two keys share one, one
/// waits for the other, which costs time and nothing else.
/// </summary>
internal sealed class KeyedLocks : IDisposable
{
    private const int Queues = 64;
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, Queues).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the lock of <paramref name="key"/>; dispose the result to release it.</summary>
    public async ValueTask<Lock> Take(string key, CancellationToken cancellation)
    {
        var queue = _queues[unchecked((uint)key.GetHashCode(StringComparison.Ordinal)) % Queues];
        await queue.WaitAsync(cancellation);
        return new Lock(queue);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var queue in _queues) queue.Dispose();
    }

    internal readonly struct Lock(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
