using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Removes uploads that nothing has named for 30 days, by the legal clock (PIPL articles 19 and 47; the time is a
/// decision of this registry). Each silo does so; what another has removed is done.
/// </summary>
public sealed class DocumentCleaning(IDocumentStore store, TimeProvider legalClock)
{
    /// <summary>How long an upload waits for whoever names it, in days.</summary>
    public const int Days = 30;

    private const int PageSize = 100;

    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    /// <summary>One round; gives when the next is due.</summary>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        while (await Round(cancellation) == PageSize) { }
        return _every;
    }

    private async Task<int> Round(CancellationToken cancellation)
    {
        var ids = await store.Unnamed(legalClock.GetUtcNow().AddDays(-Days), PageSize, cancellation);
        foreach (var id in ids) await store.Remove(id, cancellation);
        return ids.Length;
    }
}
