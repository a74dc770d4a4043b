using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains;

/// <summary>
/// Works, waits for a signal or a moment, and works again: the one way in which a silo does something by itself.
/// A fault, such as a store that is away, is logged and tried again after a second; only stopping it ends it.
/// </summary>
/// <param name="name">What it does, for the log.</param>
/// <param name="work">One round; gives how long to wait before the next, if nobody signals.</param>
/// <param name="log">Where to log.</param>
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

    /// <summary>Ends the waiting: there is work. Set once is set.</summary>
    public void Wake()
    {
        if (_signal.CurrentCount > 0) return;
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set in the meantime, which is what was wanted.
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
