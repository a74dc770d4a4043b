namespace OrleansRegistry.Domain.Ports;

/// <summary>A request that may come again (http.md 1).</summary>
/// <param name="Id">Names account, route and key.</param>
/// <param name="Content">What makes it this request and no other one. It may hold secrets, and is not kept.</param>
public sealed record RepeatableRequest(string Id, byte[] Content);

/// <summary>What is known of a request when it comes.</summary>
public abstract record Repetition
{
    private Repetition() { }

    /// <summary>It comes for the first time, and has to be ended or dropped.</summary>
    public sealed record First : Repetition;

    /// <summary>It was carried out, with this answer.</summary>
    public sealed record Again(ReadOnlyMemory<byte> Answer) : Repetition;

    /// <summary>It is being carried out at this moment.</summary>
    public sealed record UnderWay : Repetition;

    /// <summary>The key belongs to another content.</summary>
    public sealed record OtherContent : Repetition;
}

/// <summary>
/// Keeps the answers of requests with an Idempotency-Key that no commit keeps, for a day. What is kept can be opened
/// with the request alone, so that a token or a one-time code in an answer is readable by nobody else.
/// </summary>
public interface IRepeatedRequests
{
    /// <summary>Begins a request, or says what came of it.</summary>
    Task<Repetition> Begin(RepeatableRequest request, CancellationToken cancellation = default);

    /// <summary>Keeps what it was answered with.</summary>
    Task End(RepeatableRequest request, ReadOnlyMemory<byte> answer);

    /// <summary>It was refused: nothing is kept, and it may be tried again under its key.</summary>
    Task Drop(RepeatableRequest request);
}
