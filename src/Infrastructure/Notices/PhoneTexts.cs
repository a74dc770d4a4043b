using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Sms;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>The result of a text to the phones of a recipient.</summary>
/// <param name="Receipt">The answer of the gateway; Taken also where there was nothing to send.</param>
/// <param name="MessageId">The id of the text; null: none was sent.</param>
public readonly record struct PhoneReceipt(SinkReceipt Receipt, string? MessageId);

/// <summary>The phones of a recipient.</summary>
/// <param name="Numbers">Where texts go; empty: there is none.</param>
/// <param name="AreOfHelper">True: of whoever helps, who hears of the application alone.</param>
public readonly record struct RecipientPhones(ImmutableArray<string> Numbers, bool AreOfHelper = false);

/// <summary>
/// Sends notices as texts to phones. Notices to one recipient on one day that wait at the same time are one text, which
/// is sent in its hours only (<see cref="TextHours"/>). The same notices have the same id at each attempt, so that a
/// gateway can recognise a repeat.
/// </summary>
/// <param name="sender">The gateway.</param>
/// <param name="phonesOf">The phones of a recipient.</param>
/// <param name="legalNow">The legal clock.</param>
/// <param name="machineTime">How long by the machine's clock it takes until an instant of the legal clock.</param>
/// <param name="counts">What texts come to.</param>
public sealed class PhoneTexts(
    ISmsSender sender, Func<string, CancellationToken, ValueTask<RecipientPhones>> phonesOf,
    Func<DateTimeOffset> legalNow, Func<DateTimeOffset, TimeSpan> machineTime, SmsCounts counts)
{
    /// <summary>The channel's name in receipts.</summary>
    public const string Name = "sms";

    /// <summary>The beginning of the ids of texts that have notices in them.</summary>
    public const string IdPrefix = "N-";

    /// <summary>How long a notice waits for others to the same recipient, by the machine's clock.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(3);

    /// <summary>How long the notice must wait for its hours, by the machine's clock; null: it may be sent.</summary>
    public TimeSpan? WaitOf(NoticeRecord notice)
    {
        var now = legalNow();
        var from = TextHours.From(notice.Notice, now);
        return from > now ? machineTime(from) : null;
    }

    /// <summary>Sends notices of one recipient as one text to each of the recipient's phones.</summary>
    public async Task<PhoneReceipt> Send(IReadOnlyList<NoticeRecord> bundle, CancellationToken cancellation)
    {
        var (phones, areOfHelper) = await phonesOf(bundle[0].Notice.PersonKey, cancellation);
        if (phones.IsEmpty) return new PhoneReceipt(new SinkReceipt.Taken("no phone"), null);
        var (id, receipts) = (IdOf(bundle), new List<string>());
        List<Notice> notices = [.. bundle.Select(one => one.Notice)];
        var written = areOfHelper ? NoticeTexts.ForHelper(notices) : NoticeTexts.ForPhone(notices);
        if (written is not { } text) return new PhoneReceipt(new SinkReceipt.Taken("not for a helper"), null);
        var kind = bundle.Count == 1 ? bundle[0].Notice.Kind : "notices";
        for (var at = 0; at < phones.Length; at++)
        {
            var message = new SmsMessage(at == 0 ? id : $"{id}.{at + 1}", kind, phones[at], text);
            var receipt = await sender.Send(message, cancellation);
            if (receipt is not SinkReceipt.Taken taken) return new PhoneReceipt(receipt, id);
            counts.Sent();
            receipts.Add(taken.Receipt);
        }
        return new PhoneReceipt(new SinkReceipt.Taken(string.Join(", ", receipts)), id);
    }

    /// <summary>The id for which a receipt is; further phones of a recipient have a number after a dot.</summary>
    public static string BundleOf(string messageId) => messageId.Split('.')[0];

    private static string IdOf(IReadOnlyList<NoticeRecord> bundle) => string.Create(
        CultureInfo.InvariantCulture,
        $"{IdPrefix}{bundle.Min(one => one.Id)}-{bundle.Max(one => one.Id)}-{bundle.Count}");
}
