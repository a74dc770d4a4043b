using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>A text to a phone.</summary>
/// <param name="Id">The same for each attempt, so that a gateway can recognise a repeat; receipts name it.</param>
/// <param name="Kind">The kind of text, for gateways that have templates: a code's purpose or a notice's kind.</param>
/// <param name="Phone">The phone, 11 digits of the mainland.</param>
/// <param name="Text">The text.</param>
public sealed record SmsMessage(string Id, string Kind, string Phone, string Text);

/// <summary>
/// Sends texts to phones, both verification codes and notices, so that there is one gateway to set up, one signature,
/// and one place for its receipts.
/// </summary>
public interface ISmsSender
{
    /// <summary>Sends one text. An exception means that it should be tried again later.</summary>
    Task<SinkReceipt> Send(SmsMessage message, CancellationToken cancellation = default);
}
