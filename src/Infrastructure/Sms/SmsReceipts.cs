using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Accounts;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>
/// What the gateway says of texts it took: counted, and logged when one did not arrive. Signed with the secret of the
/// gateway, of the last five minutes, and each once.
/// </summary>
/// <param name="secret">The secret; null: no gateway is set, and nobody's receipts are taken.</param>
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

    /// <inheritdoc/>
    public void Take(string id, TextReceipt receipt)
    {
        lock (_gate)
        {
            if (_seen.TryGet(id, out _)) return;
            _seen.Set(id, true);
        }
        counts.Received(receipt.Delivered);
        if (!receipt.Delivered) log.TextNotDelivered(receipt.MessageId, receipt.Error ?? "");
    }
}
