using OrleansRegistry.Simulation.Stores;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Simulation.Tests.Planted;

/// <summary>A commit is written on top of whatever is there, as if nobody else had been first.</summary>
internal sealed class CommitsUnchecked(IRegistryStore inner) : StoreDecorator(inner)
{
    public override async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        var there = (await Inner.Load(commit.Id, cancellation))?.Version ?? 0;
        return await base.Commit(commit with { ExpectedVersion = there }, cancellation);
    }
}
