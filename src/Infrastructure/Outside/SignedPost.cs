using System.Net;
using System.Net.Http.Headers;
using OrleansRegistry.Infrastructure.Notices;

namespace OrleansRegistry.Infrastructure.Outside;

/// <summary>
/// Posts signed JSON to a configured receiver (<see cref="WebhookSignature"/>). 2xx is a receipt; 4xx except 408 and
/// 429 means never; everything else means later. Redirects are not followed, so that the signature and personal data
/// only go to the configured address.
/// </summary>
/// <param name="url">The receiver.</param>
/// <param name="key">The key of the signature; null: messages are not signed.</param>
/// <param name="timeout">How long an answer may take.</param>
/// <param name="time">The machine's clock, as a receiver compares the signed second with its own clock.</param>
internal sealed class SignedPost(Uri url, byte[]? key, TimeSpan timeout, TimeProvider time) : IDisposable
{
    /// <summary>The header in which a receiver may give its own id of the receipt.</summary>
    public const string ReceiptHeader = "X-Receipt-Id";

    private const int MaxReceiptLength = 100;
    private readonly HttpClient _client = OutsideHttp.Client(); // Each request has its own limit below.

    /// <summary>Sends one message; <paramref name="id"/> is the same for each attempt.</summary>
    public async Task<SinkReceipt> Send(
        string id, byte[] body, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using var request = RequestFor(id, body, headers);
            using var response =
                await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Interpret(response);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SinkReceipt.Away($"no answer within {timeout.TotalSeconds:0.##} s");
        }
        catch (HttpRequestException failure)
        {
            return new SinkReceipt.Away(failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestFor(
        string id, byte[] body, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        var sent = time.GetUtcNow();
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, WebhookSignature.Second(sent));
        if (key is not null)
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(key, id, sent, body));
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
