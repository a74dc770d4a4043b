namespace OrleansRegistry.Storage.Waiting;

/// <summary>
/// Lets callers who ask for the same at the same time share one read. A caller who comes while a read is under way gets
/// the next one, because the running one may be older than what the caller already knows. Safe for many callers.
/// </summary>
/// <typeparam name="TKey">The type of the key of what is read.</typeparam>
/// <typeparam name="T">What is read; nobody may change it.</typeparam>
public sealed class SharedReads<TKey, T> where TKey : notnull
{
    private readonly Dictionary<TKey, TaskCompletionSource<T>?> _next = [];

    /// <summary>Reads, or shares a read that begins after this call.</summary>
    /// <param name="key">The key of what is read.</param>
    /// <param name="read">Reads it; it cannot be cancelled, because others may wait for it.</param>
    /// <param name="cancellation">Ends the waiting of this caller alone.</param>
    public Task<T> Read(TKey key, Func<Task<T>> read, CancellationToken cancellation)
    {
        lock (_next)
        {
            if (_next.TryGetValue(key, out var next))
            {
                if (next is null) _next[key] = next = NewReading();
                return next.Task.WaitAsync(cancellation);
            }
            _next[key] = null;
        }
        var first = NewReading();
        _ = Work(key, first, read); // Ends by itself; every failure goes to those who wait.
        return first.Task.WaitAsync(cancellation);
    }

    private static TaskCompletionSource<T> NewReading() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task Work(TKey key, TaskCompletionSource<T> reading, Func<Task<T>> read)
    {
        for (TaskCompletionSource<T>? now = reading; now is not null; now = Following(key))
        {
            var done = Begin(read);
            await ((Task)done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCompletedSuccessfully) now.SetResult(done.Result);
            else now.SetException(done.Exception?.InnerException ?? new OperationCanceledException());
        }
    }

    private static async Task<T> Begin(Func<Task<T>> read) => await read().ConfigureAwait(false);

    private TaskCompletionSource<T>? Following(TKey key)
    {
        lock (_next)
        {
            var next = _next[key];
            if (next is null) _next.Remove(key);
            else _next[key] = null;
            return next;
        }
    }
}
