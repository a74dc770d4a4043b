using OrleansRegistry.Storage;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>Wakes the loops when a commit made work for them, so that they need not look all the time.</summary>
#pragma warning disable CA1001 // No semaphore here has a handle, and whoever waits for a disposed one waits for ever, cancelled or not.
internal sealed class Signals
{
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly SemaphoreSlim _notices = new(0, 1);
    private readonly SemaphoreSlim _errands = new(0, 1);

    public void Committed(Commit commit)
    {
        if (!commit.Consequences.IsEmpty)
        {
            Set(_work);
            Set(_errands);
        }
        if (!commit.Notices.IsEmpty) Set(_notices);
    }

    public void Work() => Set(_work);

    public Task<bool> WaitForWork(TimeSpan most, CancellationToken cancellation) => _work.WaitAsync(most, cancellation);

    public Task<bool> WaitForErrands(TimeSpan most, CancellationToken cancellation) => _errands.WaitAsync(most, cancellation);

    public Task<bool> WaitForNotices(TimeSpan most, CancellationToken cancellation) => _notices.WaitAsync(most, cancellation);

    /// <summary>Set once is set; a lost race means that somebody else has set it.</summary>
    private static void Set(SemaphoreSlim signal)
    {
        if (signal.CurrentCount > 0) return;
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set in the meantime, which is what was wanted.
        }
    }
}
#pragma warning restore CA1001
