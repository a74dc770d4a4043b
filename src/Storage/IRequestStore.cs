namespace OrleansRegistry.Storage;

/// <summary>A request with an Idempotency-Key whose answer no commit keeps.</summary>
/// <param name="Id">Names account, route and key.</param>
/// <param name="Fingerprint">Names the content, so that another one under the same key is noticed.</param>
/// <param name="Answer">The sealed answer; null: it is being carried out.</param>
/// <param name="At">When it was begun, UTC.</param>
public sealed record StoredRequest(string Id, string Fingerprint, ReadOnlyMemory<byte>? Answer, DateTimeOffset At);

/// <summary>Requests that may come again, as rows.</summary>
public interface IRequestStore
{
    /// <summary>
    /// Takes the id for a request: null, or the request that has it. Those begun before <paramref name="over"/> are
    /// forgotten, and one that was begun before <paramref name="abandoned"/> and never ended gives way.
    /// </summary>
    Task<StoredRequest?> Begin(
        StoredRequest request, DateTimeOffset over, DateTimeOffset abandoned, CancellationToken cancellation = default);

    /// <summary>Keeps the answer of a request that was begun.</summary>
    Task End(string id, ReadOnlyMemory<byte> answer, CancellationToken cancellation = default);

    /// <summary>Forgets a request: it was refused, and may be tried again.</summary>
    Task Remove(string id, CancellationToken cancellation = default);
}
