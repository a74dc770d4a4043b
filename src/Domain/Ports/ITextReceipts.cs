namespace OrleansRegistry.Domain.Ports;

/// <summary>How many texts to phones had which result since a process started.</summary>
/// <param name="Sent">How many texts the gateway took.</param>
/// <param name="GivenUp">
/// Refused by the gateway for good, or given up because the gateway could not be reached for too long.
/// </param>
/// <param name="Delivered">Arrived, according to the gateway.</param>
/// <param name="Undelivered">Did not arrive, according to the gateway.</param>
public sealed record TextCounts(long Sent, long GivenUp, long Delivered, long Undelivered);

/// <summary>The gateway's report on a text that it had accepted.</summary>
/// <param name="MessageId">The id under which the gateway got the text.</param>
/// <param name="Delivered">True: it arrived.</param>
/// <param name="Error">Why it did not arrive; null: it did, or that is not known.</param>
public sealed record TextReceipt(string MessageId, bool Delivered, string? Error);

/// <summary>Takes the signed receipts of the gateway that sends texts to phones.</summary>
public interface ITextReceipts
{
    /// <summary>False: no gateway is set up, so receipts are not accepted.</summary>
    bool IsOn { get; }

    /// <summary>
    /// True when the headers have a valid signature of the body with the gateway's secret, made in the last five
    /// minutes.
    /// </summary>
    bool IsSigned(string id, string timestamp, string signatures, ReadOnlySpan<byte> body);

    /// <summary>
    /// Stores a receipt; the same id again changes nothing. For a text with notices it is stored with the notices.
    /// </summary>
    Task Take(string id, TextReceipt receipt, CancellationToken cancellation = default);
}
