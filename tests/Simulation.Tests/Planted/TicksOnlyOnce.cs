using System.Collections.Immutable;
using OrleansRegistry.Simulation.Stores;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Tests.Planted;

/// <summary>A row that was read once is never read again: a call that is lost then is lost for ever.</summary>
internal sealed class TicksOnlyOnce(IRegistryStore inner) : StoreDecorator(inner)
{
    public override IWorkStore Work { get; } = new OnlyOnce(inner.Work);

    private sealed class OnlyOnce(IWorkStore inner) : WorkDecorator(inner)
    {
        private readonly HashSet<DueDeadline> _read = [];

        public override async Task<ImmutableArray<DueDeadline>> Due(
            RingPart part, DateTimeOffset legalNow, DateTimeOffset machineNow, DueCursor? after, int limit,
            CancellationToken cancellation = default)
        {
            var rows = await base.Due(part, legalNow, machineNow, after, limit, cancellation);
            return [.. rows.Where(_read.Add)];
        }
    }
}
