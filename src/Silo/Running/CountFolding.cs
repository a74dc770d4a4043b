using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Keeps the counts of statistics few (docs/adr/0171): now and then it puts together those of the days before today,
/// and what several connections have written. Today's stay, as another silo's clock may be a moment behind.
/// </summary>
internal sealed class CountFolding(IRegistryStore store, RulesInForce rules)
{
    private static readonly TimeSpan _every = TimeSpan.FromMinutes(10);

    /// <summary>One round; gives when the next is due.</summary>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        await store.Work.FoldCounts(ShanghaiTime.DateOf(rules.Clock.GetUtcNow()).AddDays(-1), cancellation);
        return _every;
    }
}
