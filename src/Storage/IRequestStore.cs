namespace OrleansRegistry.Storage;

/// <summary>A request with an Idempotency-Key whose answer no commit stores.</summary>
/// <param name="Id">An id made of account, route and key.</param>
/// <param name="Fingerprint">A hash of the content, by which another content under the same key is noticed.</param>
/// <param name="Answer">The sealed answer; null: the request is being carried out.</param>
/// <param name="At">When it was begun, UTC.</param>
public sealed record StoredRequest(string Id, string Fingerprint, ReadOnlyMemory<byte>? Answer, DateTimeOffset At);

/// <summary>Requests that may be repeated, as rows.</summary>
public interface IRequestStore
{
    /// <summary>
    /// Reserves the id for a request. The result is null, or the request that has it. Requests begun before
    /// <paramref name="over"/> are removed, and one begun before <paramref name="abandoned"/> that never ended is
    /// replaced.
    /// </summary>
    Task<StoredRequest?> Begin(
        StoredRequest request, DateTimeOffset over, DateTimeOffset abandoned, CancellationToken cancellation = default);

    /// <summary>Stores the answer to a request that was begun.</summary>
    Task End(string id, ReadOnlyMemory<byte> answer, CancellationToken cancellation = default);

    /// <summary>Removes a request: it was refused, and may be tried again.</summary>
    Task Remove(string id, CancellationToken cancellation = default);
}
