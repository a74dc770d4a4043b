using System.Collections.Immutable;
using OrleansRegistry.Simulation.Stores;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Tests.Planted;

/// <summary>
/// The commit that carries out a consequence leaves its row, which its silo removes before it reads the next ones: who
/// crashes in between carries it out again.
/// </summary>
internal sealed class ConsequencesRemovedLater(IRegistryStore inner) : StoreDecorator(inner)
{
    private readonly List<long> _left = [];

    public override IWorkStore Work => new Removing(Inner.Work, _left);

    public override async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        var result = await base.Commit(commit with { Delivered = null }, cancellation);
        if (result is CommitResult.Committed && commit.Delivered is { } row) _left.Add(row);
        return result;
    }

    private sealed class Removing(IWorkStore inner, List<long> left) : WorkDecorator(inner)
    {
        public override async Task<ImmutableArray<PendingConsequence>> Consequences(
            DateTimeOffset machineNow, int limit, CancellationToken cancellation = default)
        {
            foreach (var row in left) await Inner.ConsequenceDone(row, cancellation);
            left.Clear();
            return await base.Consequences(machineNow, limit, cancellation);
        }
    }
}
