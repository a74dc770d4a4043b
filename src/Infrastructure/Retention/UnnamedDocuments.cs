using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Retention;

/// <summary>
/// Documents that nothing names are removed 30 days after their upload (docs/adr/0113). Programs between 1865de7d and
/// b2489528 did not mark what a filing handed in as named. So before anything is removed for the first time, every
/// history is read once, and the documents in it are marked.
/// </summary>
/// <param name="store">The tables.</param>
/// <param name="log">The log, for how many documents were marked.</param>
public sealed class UnnamedDocuments(IRegistryStore store, ILogger<UnnamedDocuments> log)
{
    private const string Setting = "documents-named";
    private const int PageSize = 500;

    /// <summary>
    /// Removes documents that nothing names and that were uploaded before an instant; the result is how many.
    /// </summary>
    /// <param name="before">Exclusive.</param>
    /// <param name="now">The instant that is recorded for documents found in a history.</param>
    /// <param name="cancellation">Cancels the work; it continues the next time.</param>
    public async Task<long> Remove(DateTimeOffset before, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var count = 0L; ;)
        {
            var ids = await store.Documents.Unnamed(before, PageSize, cancellation);
            if (ids.IsEmpty) return count;
            if (!await NameThoseInHistories(now, cancellation)) return count;
            foreach (var id in ids)
                if (await store.Documents.Remove(id, cancellation)) count++;
            if (ids.Length < PageSize) return count;
        }
    }

    /// <summary>False: a history cannot be read and may name any of them, so none is removed today.</summary>
    private async Task<bool> NameThoseInHistories(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await store.Settings.Get(Setting, cancellation) is not null) return true;
        var unnamed = (await store.Documents.Unnamed(now, int.MaxValue, cancellation))
            .ToHashSet(StringComparer.Ordinal);
        var named = 0;
        await foreach (var entity in store.Audits.Entities(cancellation))
        {
            if (entity.Unreadable is { } why)
            {
                log.DocumentsKept(entity.Id.ToString(), why);
                return false;
            }
            // Documents named by an erased history were removed with it.
            foreach (var entry in entity.IsErased ? [] : entity.Events)
            {
                using var body = JsonDocument.Parse(entry.Body);
                foreach (var id in DocumentReferences.In(body.RootElement).Where(unnamed.Remove))
                    if (await store.Documents.Name([id], now, cancellation)) named++;
            }
        }
        if (named > 0) log.DocumentsNamed(named);
        await store.Settings.Set(Setting, "{}"u8.ToArray(), cancellation);
        return true;
    }
}
