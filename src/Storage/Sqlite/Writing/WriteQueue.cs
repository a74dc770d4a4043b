namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// Writes that wait, up to a limit; a caller waits for room when the queue is full. One thread takes, any thread adds.
/// </summary>
#pragma warning disable CA1001 // The semaphore has no handle, and disposing it would strand those who wait for room.
internal sealed class WriteQueue(int capacity)
{
    private readonly SemaphoreSlim _room = new(capacity);
    private readonly Queue<WriteItem> _waiting = new();
    private readonly object _gate = new();
    private bool _closed;
    private long _oldest;

    /// <summary>
    /// How long the oldest unfinished write has been waiting, here or taken by the writer. Zero: there is none.
    /// </summary>
    public TimeSpan OldestWait =>
        Volatile.Read(ref _oldest) is var since and not 0 ? TimeProvider.System.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>How many wait here, without those that the writer has taken.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>
    /// Adds a write when there is room. Cancelling ends the waiting for room; a write that was added is carried out.
    /// </summary>
    public async ValueTask Add(WriteItem item, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            if (!_closed)
            {
                _waiting.Enqueue(item);
                if (_oldest == 0) Volatile.Write(ref _oldest, item.Since);
                Monitor.Pulse(_gate);
                return;
            }
        }
        _room.Release(); // So that the next one who waits hears of it as well.
        throw new ObjectDisposedException(nameof(SqliteRegistryStore));
    }

    /// <summary>
    /// Waits for work and moves it into <paramref name="batch"/>: everything that waits, within the limits, at least
    /// one item. The previous batch then counts as finished. False: the queue is closed and empty.
    /// </summary>
    public bool Take(List<WriteItem> batch, int maxItems, int maxBytes)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                Volatile.Write(ref _oldest, 0);
                if (_closed) return false;
                Monitor.Wait(_gate);
            }
            Volatile.Write(ref _oldest, _waiting.Peek().Since);
            var bytes = 0;
            while (batch.Count < maxItems && bytes < maxBytes && _waiting.TryDequeue(out var item))
            {
                batch.Add(item);
                bytes += item.Bytes;
            }
        }
        _room.Release(batch.Count);
        return true;
    }

    /// <summary>Accepts no more; what waits is still carried out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }
}
#pragma warning restore CA1001
