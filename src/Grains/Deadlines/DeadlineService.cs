using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Services;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>The name of the service for Orleans; nobody calls it.</summary>
[Alias("registry.deadline-service")]
public interface IDeadlineService : IGrainService;

/// <summary>
/// Deadlines, divided by Orleans: each silo has one such service, and Orleans assigns it the part of the ring whose
/// deadlines it carries out. The work itself is in <see cref="DeadlineLoop"/>.
/// </summary>
public sealed class DeadlineService(GrainId id, Silo silo, ILoggerFactory logs, DeadlineLoop loop)
    : GrainService(id, silo, logs), IDeadlineService
{
    /// <inheritdoc/>
    protected override async Task StartInBackground()
    {
        await base.StartInBackground();
        loop.Start(PartOf(RingRange));
    }

    /// <inheritdoc/>
    public override async Task OnRangeChange(IRingRange oldRange, IRingRange newRange, bool increased)
    {
        await base.OnRangeChange(oldRange, newRange, increased);
        loop.Start(PartOf(newRange));
    }

    /// <inheritdoc/>
    public override async Task Stop()
    {
        await base.Stop();
        await loop.DisposeAsync();
    }

    /// <summary>A range of Orleans' ring, in the form that the store reads.</summary>
    private static RingPart PartOf(IRingRange range) =>
        new(RangeFactory.GetSubRanges(range).Select(sub => new RingRange(sub.Begin, sub.End)));
}
