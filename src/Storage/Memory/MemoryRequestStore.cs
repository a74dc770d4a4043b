namespace OrleansRegistry.Storage.Memory;

/// <summary>Requests that may be repeated.</summary>
internal sealed class MemoryRequestStore(MemoryTables tables) : IRequestStore
{
    public Task<StoredRequest?> Begin(
        StoredRequest request, DateTimeOffset over, DateTimeOffset abandoned,
        CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var requests = tables.Requests;
            foreach (var old in requests.Values.Where(one => one.At < over).ToList()) requests.Remove(old.Id);
            if (requests.TryGetValue(request.Id, out var other) && (other.Answer is not null || other.At >= abandoned))
                return Task.FromResult<StoredRequest?>(other);
            requests[request.Id] = request with { Answer = null };
            return Task.FromResult<StoredRequest?>(null);
        }
    }

    public Task End(string id, ReadOnlyMemory<byte> answer, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            if (tables.Requests.TryGetValue(id, out var begun))
                tables.Requests[id] = begun with { Answer = answer.ToArray() };
        return Task.CompletedTask;
    }

    public Task Remove(string id, CancellationToken cancellation = default)
    {
        lock (tables.Gate) tables.Requests.Remove(id);
        return Task.CompletedTask;
    }
}
