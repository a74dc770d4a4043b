namespace OrleansRegistry.Domain.Ports;

/// <summary>How many texts to phones came to what since a process started.</summary>
/// <param name="Sent">Taken by the gateway.</param>
/// <param name="GivenUp">Refused by it for good, or it was away for too long.</param>
/// <param name="Delivered">Arrived, as the gateway says.</param>
/// <param name="Undelivered">Did not arrive, as the gateway says.</param>
public sealed record TextCounts(long Sent, long GivenUp, long Delivered, long Undelivered);

/// <summary>What a gateway says of a text that it took.</summary>
/// <param name="MessageId">The id under which the text was handed over.</param>
/// <param name="Delivered">True: it arrived.</param>
/// <param name="Error">Why not; null: it did, or nobody knows.</param>
public sealed record TextReceipt(string MessageId, bool Delivered, string? Error);

/// <summary>Takes the signed receipts of the gateway that sends texts to phones.</summary>
public interface ITextReceipts
{
    /// <summary>False: no gateway is set, so nobody may send receipts.</summary>
    bool IsOn { get; }

    /// <summary>True when the headers sign the body with the gateway's secret, within the last five minutes.</summary>
    bool IsSigned(string id, string timestamp, string signatures, ReadOnlySpan<byte> body);

    /// <summary>
    /// Takes a receipt; the same id again changes nothing. Of a text with notices it stands with them.
    /// </summary>
    Task Take(string id, TextReceipt receipt, CancellationToken cancellation = default);
}
