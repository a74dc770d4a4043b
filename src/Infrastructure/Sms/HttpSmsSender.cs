using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Outside;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>
/// Posts texts to a gateway: <c>{"id", "kind", "phone", "text"}</c>, signed like notices to the webhook; each attempt
/// has the same <c>webhook-id</c> (docs/operations.md, "Texts to phones").
/// </summary>
public sealed class HttpSmsSender(Uri url, string secret, TimeProvider time) : ISmsSender, IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SignedPost _post = new(url, WebhookSignature.Key(secret), _timeout, time);

    /// <inheritdoc/>
    public Task<SinkReceipt> Send(SmsMessage message, CancellationToken cancellation = default) =>
        _post.Send(message.Id, BodyOf(message), [], cancellation);

    /// <inheritdoc/>
    public void Dispose() => _post.Dispose();

    /// <summary>A text as JSON, UTF-8.</summary>
    internal static byte[] BodyOf(SmsMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _json))
        {
            json.WriteStartObject();
            json.WriteString("id", message.Id);
            json.WriteString("kind", message.Kind);
            json.WriteString("phone", message.Phone);
            json.WriteString("text", message.Text);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
