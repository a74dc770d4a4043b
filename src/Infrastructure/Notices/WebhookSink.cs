using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Outside;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>The settings of the webhook.</summary>
public sealed record WebhookOptions
{
    /// <summary>The receiver.</summary>
    public required Uri Url { get; init; }

    /// <summary>The secret of the signature; null: not signed.</summary>
    public string? Secret { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The machine's clock, as a receiver compares the signed second with its own clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>
/// Posts notices to a receiver that sends them on by phone, mail or messenger (<see cref="SignedPost"/>,
/// docs/adr/0081). <c>webhook-id</c> is the same for each attempt, so that a receiver can recognise a repeat.
/// </summary>
public sealed class WebhookSink : INoticeSink, IDisposable
{
    /// <summary>
    /// The header with the notice's id from before <see cref="WebhookSignature"/>; kept for one release.
    /// </summary>
    public const string IdHeader = "X-Registry-Notice";

    /// <summary>The header with a signature of the body alone; kept for one release, too.</summary>
    public const string SignatureHeader = "X-Registry-Signature";

    /// <summary>The header in which a receiver may give its own id of the receipt.</summary>
    public const string ReceiptHeader = SignedPost.ReceiptHeader;

    /// <summary>The channel's name in receipts.</summary>
    public const string ChannelName = "webhook";

    private readonly byte[]? _secret;
    private readonly SignedPost _post;

    /// <summary>A sink with connections of its own.</summary>
    public WebhookSink(WebhookOptions options)
    {
        _secret = options.Secret is { Length: > 0 } secret ? Encoding.UTF8.GetBytes(secret) : null;
        var key = _secret is null ? null : WebhookSignature.Key(options.Secret!);
        _post = new SignedPost(options.Url, key, options.Timeout, options.Time);
    }

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <inheritdoc/>
    public Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default)
    {
        var id = notice.Id.ToString(CultureInfo.InvariantCulture);
        var body = WebhookBody.Of(notice, text);
        var headers = new Dictionary<string, string> { [IdHeader] = id };
        if (_secret is not null)
            headers[SignatureHeader] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body));
        return _post.Send(id, body, headers, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _post.Dispose();
}
