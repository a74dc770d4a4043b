using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Outside;

namespace OrleansRegistry.Infrastructure.Notices;

/// <summary>Where notices are posted.</summary>
public sealed record WebhookOptions
{
    /// <summary>The receiver.</summary>
    public required Uri Url { get; init; }

    /// <summary>The secret of the signature; null: not signed.</summary>
    public string? Secret { get; init; }

    /// <summary>How long the receiver may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The machine's clock: a receiver compares what is signed with its own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>
/// Posts notices to a receiver that knows phones, mail or messengers. <c>webhook-id</c> is the same for each try, so
/// that a receiver can tell a repeat; how it is signed: <see cref="WebhookSignature"/> (docs/adr/0081). 2xx is a
/// receipt; 4xx other than 408 and 429 means never; all else means later. Redirects are not followed: the secret's
/// signature and people's affairs go to the configured place alone.
/// </summary>
public sealed class WebhookSink : INoticeSink, IDisposable
{
    /// <summary>The header with the notice's id, as before <see cref="WebhookSignature"/>; for one release.</summary>
    public const string IdHeader = "X-Registry-Notice";

    /// <summary>The header with the signature of the body alone; for one release, too.</summary>
    public const string SignatureHeader = "X-Registry-Signature";

    /// <summary>The header in which a receiver may give its own id of the receipt.</summary>
    public const string ReceiptHeader = "X-Receipt-Id";

    private const int MaxReceiptLength = 100;
    private readonly WebhookOptions _options;
    private readonly byte[]? _secret;
    private readonly byte[]? _key;
    private readonly HttpClient _client = OutsideHttp.Client(); // Each request has its own limit below.

    /// <summary>A sink with connections of its own.</summary>
    public WebhookSink(WebhookOptions options)
    {
        _options = options;
        _secret = options.Secret is { Length: > 0 } secret ? Encoding.UTF8.GetBytes(secret) : null;
        _key = _secret is null ? null : WebhookSignature.Key(options.Secret!);
    }

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public async Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var request = RequestFor(notice, text);
            using var response =
                await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Interpret(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SinkReceipt.Away($"no answer within {_options.Timeout.TotalSeconds:0.##} s");
        }
        catch (HttpRequestException failure)
        {
            return new SinkReceipt.Away(failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestFor(NoticeRecord notice, LocalText text)
    {
        var body = WebhookBody.Of(notice, text);
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        var id = notice.Id.ToString(CultureInfo.InvariantCulture);
        var sent = _options.Time.GetUtcNow();
        request.Headers.Add(IdHeader, id);
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, WebhookSignature.Second(sent));
        if (_secret is null) return request;
        request.Headers.Add(SignatureHeader, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret, body)));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(_key, id, sent, body));
        return request;
    }

    private static SinkReceipt Interpret(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return new SinkReceipt.Taken(ReceiptOf(response));
        var never = status is >= 400 and < 500
            && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
        return never
            ? new SinkReceipt.Refused($"HTTP {status}")
            : new SinkReceipt.Away($"HTTP {status}", response.Headers.RetryAfter?.Delta);
    }

    private static string ReceiptOf(HttpResponseMessage response)
    {
        var receipt = $"HTTP {(int)response.StatusCode}";
        if (response.Headers.TryGetValues(ReceiptHeader, out var ids) && ids.FirstOrDefault() is { Length: > 0 } id)
            receipt += " " + (id.Length <= MaxReceiptLength ? id : id[..MaxReceiptLength]);
        return receipt;
    }
}
