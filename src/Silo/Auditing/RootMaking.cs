using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Auditing;

/// <summary>Makes the daily root. There is one in the cluster, so that a day has one root.</summary>
[Alias("registry.root-maker")]
public interface IRootMaker : IGrainWithIntegerKey
{
    /// <summary>
    /// Makes yesterday's root if it is missing. Returns when it is there, or after a moment: the first root of a large
    /// registry takes longer than a call may.
    /// </summary>
    [Alias("Make")]
    Task Make();
}

/// <summary>
/// After a partition there may be two, but they make one root: its key is the day, and the stored leaves are signed.
/// </summary>
[GrainType("root-maker")]
internal sealed class RootMakerGrain(DailyRoots roots) : Grain, IRootMaker, IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _end = new();
    private Task _making = Task.CompletedTask;

    public async Task Make()
    {
        if (_making.IsCompleted) _making = roots.Make(_end.Token);
        await Task.WhenAny(_making, Task.Delay(_longest));
        if (_making.IsCompleted) await _making;
    }

    /// <summary>An unfinished root is begun again by the next one.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _making.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();
}

/// <summary>The roots for callers on a silo, and the silo's part in making them.</summary>
internal sealed class ClusterRoots(IGrainFactory grains, DailyRoots roots, IAuditRootStore store) : IAuditRoots
{
    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);
    private DateOnly _made;

    /// <inheritdoc/>
    public async Task<Page<AuditRoot>> Roots(PageRequest page, CancellationToken cancellation = default)
    {
        await Make();
        return await store.Roots(page, cancellation);
    }

    /// <inheritdoc/>
    public async Task<AuditProof?> Proof(string kind, string key, CancellationToken cancellation = default)
    {
        await Make();
        return await roots.Proof(kind, key, cancellation);
    }

    /// <summary>One round; the result is when the next is due.</summary>
    public async Task<TimeSpan> MakeDue(CancellationToken cancellation)
    {
        await Make();
        return _every;
    }

    private async Task Make()
    {
        var day = roots.LastDay;
        if (_made >= day) return;
        await grains.GetGrain<IRootMaker>(PumpGrain.Key).Make();
        if (await store.Root(day) is not null) _made = day;
    }
}
