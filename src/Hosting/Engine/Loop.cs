using Microsoft.Extensions.Logging;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>
/// Works, waits for a signal or a moment, and works again. A fault, such as a store that is away, is logged and tried
/// again after a second; only disposing it ends it.
/// </summary>
internal sealed class Loop(
    string name, Func<CancellationToken, Task<int>> work, Func<TimeSpan, CancellationToken, Task<bool>> wait, ILogger log)
    : IAsyncDisposable
{
    /// <summary>How late a deadline may be noticed at most, when nobody signals.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _end = new();
    private Task? _running;

    public void Start() => _running ??= Task.Run(Run);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_running is not null) await _running;
        _end.Dispose();
    }

    private async Task Run()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await work(_end.Token);
                await wait(_pause, _end.Token);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The loop of {Loop} failed and goes on in a second", name);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
