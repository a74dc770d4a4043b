using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains;

/// <summary>
/// Works, waits for a signal or some time, and works again. Everything that a silo does by itself runs in such a loop.
/// A failure, such as a store that cannot be reached, is logged, and the work is tried again after a second; the loop
/// ends only when it is stopped.
/// </summary>
/// <param name="name">The name of the work, for the log.</param>
/// <param name="work">
/// One round of work; its result is how long to wait before the next one if there is no signal.
/// </param>
/// <param name="log">The log.</param>
#pragma warning disable CA1001 // The semaphore has no handle: nothing of it is left behind.
public sealed class BackgroundLoop(
    string name, Func<CancellationToken, Task<TimeSpan>> work, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan _afterFault = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _end = new();
    private Task? _running;

    /// <summary>Starts it; a second start changes nothing.</summary>
    /// <param name="after">How long the first round waits, if nobody signals.</param>
    public void Start(TimeSpan after = default) => _running ??= Task.Run(() => Run(after));

    /// <summary>Ends the waiting, because there is work. Two calls before the next round count as one.</summary>
    public void Wake()
    {
        if (_signal.CurrentCount > 0) return;
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was set in the meantime, so there is nothing left to do.
        }
    }

    /// <summary>Cancels the round that is under way and waits until it has ended.</summary>
    public async Task Stop()
    {
        await _end.CancelAsync();
        if (_running is not null) await _running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Stop();

    private async Task Run(TimeSpan wait)
    {
        while (await Waited(wait))
        {
            wait = _afterFault;
            try
            {
                wait = await work(_end.Token);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (StorageAwayException away)
            {
                log.LoopStoreAway(name, away.Message);
            }
            catch (Exception fault)
            {
                log.LoopFailed(fault, name);
            }
        }
    }

    /// <summary>False: it has to end.</summary>
    private async Task<bool> Waited(TimeSpan wait)
    {
        try
        {
            await _signal.WaitAsync(wait, _end.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
#pragma warning restore CA1001
