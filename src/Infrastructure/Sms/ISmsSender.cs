using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>A text to a phone.</summary>
/// <param name="Id">The same for each try, so that a gateway can recognise a repeat; receipts name it.</param>
/// <param name="Kind">What it is, for gateways that have templates: the code's purpose, or a notice's kind.</param>
/// <param name="Phone">To where, 11 digits of the mainland.</param>
/// <param name="Text">What it says.</param>
public sealed record SmsMessage(string Id, string Kind, string Phone, string Text);

/// <summary>
/// The way by which texts reach phones: verification codes now, and notices by a sink of their own. The same for both,
/// so that there is one gateway to set up, one signature, and one place for its receipts.
/// </summary>
public interface ISmsSender
{
    /// <summary>Hands over one text. An exception counts as not now.</summary>
    Task<SinkReceipt> Send(SmsMessage message, CancellationToken cancellation = default);
}
