namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// One at a time for the same key, without remembering keys: keys share a fixed number of queues. Two keys may meet in
/// one queue; then one waits for the other, which costs time and nothing else.
/// </summary>
internal sealed class KeyedLocks : IDisposable
{
    private const int Queues = 64;
    private readonly SemaphoreSlim[] _queues = [.. Enumerable.Range(0, Queues).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the turn of <paramref name="key"/>; disposing of it gives the turn to the next.</summary>
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
