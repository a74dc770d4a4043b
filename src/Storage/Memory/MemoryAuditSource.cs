using System.Runtime.CompilerServices;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Every entity by kind and key, each as of one moment.</summary>
internal sealed class MemoryAuditSource(MemoryTables tables) : IAuditSource
{
    public async IAsyncEnumerable<AuditedEntity> Entities(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ids = tables.Locked(all => all.Entities.Keys
            .OrderBy(id => id.KindName, StringComparer.Ordinal).ThenBy(id => id.Key, StringComparer.Ordinal).ToList());
        foreach (var id in ids)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return tables.Locked(all => new AuditedEntity(
                id, all.Entities[id].Stored, all.Deadlines.GetValueOrDefault(id)?.Armed, [.. all.Entities[id].Events]));
        }
        await Task.CompletedTask;
    }
}
