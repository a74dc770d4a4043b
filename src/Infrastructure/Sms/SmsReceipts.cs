using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>
/// The gateway's reports on texts that it accepted: counted, and logged when a text did not arrive. They must be signed
/// with the gateway's secret in the last five minutes, and each counts once.
/// </summary>
/// <param name="secret">The secret; null: no gateway is set up, and receipts are not accepted.</param>
/// <param name="counts">Where they are counted.</param>
/// <param name="clock">The machine's clock.</param>
/// <param name="log">What did not arrive.</param>
public sealed class SmsReceipts(string? secret, SmsCounts counts, TimeProvider clock, ILogger<SmsReceipts> log)
    : ITextReceipts
{
    private const int HalfOfSeen = 50_000;
    private readonly byte[]? _key = secret is null ? null : WebhookSignature.Key(secret);
    private readonly Lock _gate = new();
    private readonly RecentKeys<string, bool> _seen = new(HalfOfSeen);

    /// <inheritdoc/>
    public bool IsOn => _key is not null;

    /// <inheritdoc/>
    public bool IsSigned(string id, string timestamp, string signatures, ReadOnlySpan<byte> body) =>
        _key is not null && WebhookSignature.IsRight(_key, id, timestamp, signatures, body, clock.GetUtcNow());

    /// <summary>Stores the result of a text with notices; does nothing for a text without.</summary>
    public Func<string, string?, CancellationToken, Task> OfNotices { get; init; } = (_, _, _) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task Take(string id, TextReceipt receipt, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (_seen.TryGet(id, out _)) return;
        }
        if (receipt.MessageId.StartsWith(PhoneTexts.IdPrefix, StringComparison.Ordinal))
            await OfNotices(
                PhoneTexts.BundleOf(receipt.MessageId),
                receipt.Delivered ? null : $"{PhoneTexts.Name}: {receipt.Error ?? "did not arrive"}", cancellation);
        lock (_gate)
        {
            if (_seen.TryGet(id, out _)) return;
            _seen.Set(id, true); // Only now: one that could not be written comes again.
        }
        counts.Received(receipt.Delivered);
        if (!receipt.Delivered) log.TextNotDelivered(receipt.MessageId, receipt.Error ?? "");
    }
}
