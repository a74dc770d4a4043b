namespace OrleansRegistry.Domain.Ports;

/// <summary>A request that may come again (http.md 1).</summary>
/// <param name="Id">An id made of account, route and key.</param>
/// <param name="Content">The content; another request has another one. It may hold secrets, and is not stored.</param>
public sealed record RepeatableRequest(string Id, byte[] Content);

/// <summary>What is known of a request when it arrives.</summary>
public abstract record Repetition
{
    private Repetition() { }

    /// <summary>It is the first time; the caller must end or drop it.</summary>
    public sealed record First : Repetition;

    /// <summary>It was carried out, with this answer.</summary>
    public sealed record Again(ReadOnlyMemory<byte> Answer) : Repetition;

    /// <summary>It is being carried out at this moment.</summary>
    public sealed record UnderWay : Repetition;

    /// <summary>The key was used with another content.</summary>
    public sealed record OtherContent : Repetition;
}

/// <summary>
/// Stores, for a day, the answers to requests with an Idempotency-Key that no commit stores. An answer can only be
/// decrypted with the request itself, so that nobody else can read a token or a one-time code in it.
/// </summary>
public interface IRepeatedRequests
{
    /// <summary>Begins a request, or answers what became of it.</summary>
    Task<Repetition> Begin(RepeatableRequest request, CancellationToken cancellation = default);

    /// <summary>Stores the answer.</summary>
    Task End(RepeatableRequest request, ReadOnlyMemory<byte> answer);

    /// <summary>The request was refused: nothing is stored, and it may be tried again with the same key.</summary>
    Task Drop(RepeatableRequest request);
}
