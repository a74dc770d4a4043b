using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Outside;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// A copy of the audit outside this registry. It gets everything at least once, and each chain in order.
/// </summary>
public interface IAuditSink
{
    /// <summary>
    /// Sends lines of JSON; they are durable when the receiver accepts them. <paramref name="id"/> is the same for each
    /// attempt.
    /// </summary>
    Task<SinkReceipt> Take(string id, IReadOnlyList<byte[]> lines, CancellationToken cancellation = default);
}

/// <summary>The lines that are sent, in JSON. Others read them, so members are only added.</summary>
internal static class SinkLines
{
    private static readonly JsonWriterOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A record: its chain, place, hash, and the text that is hashed.</summary>
    public static byte[] Of(string chain, ChainedText record) => Line(json =>
    {
        json.WriteString("chain", chain);
        json.WriteNumber("number", record.Number);
        json.WriteString("hash", Convert.ToHexStringLower(record.Hash.Span));
        json.WriteString("text", record.Text);
    });

    /// <summary>The root of a day.</summary>
    public static byte[] Of(AuditRoot root) => Line(json =>
    {
        json.WriteString("root", RootLeaf.KeyOf(root.Day));
        json.WriteString("hash", Convert.ToHexStringLower(root.Hash.Span));
        json.WriteString("jws", root.Jws);
    });

    private static byte[] Line(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _json))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Posts the lines as one JSON array, signed as notices are (docs/adr/0081).</summary>
public sealed class HttpAuditSink(Uri url, string secret, TimeProvider time) : IAuditSink, IDisposable
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);
    private readonly SignedPost _post = new(url, WebhookSignature.Key(secret), _timeout, time);

    /// <inheritdoc/>
    public Task<SinkReceipt> Take(string id, IReadOnlyList<byte[]> lines, CancellationToken cancellation = default)
    {
        var body = new MemoryStream();
        foreach (var line in lines)
        {
            body.WriteByte(body.Length == 0 ? (byte)'[' : (byte)',');
            body.Write(line);
        }
        body.WriteByte((byte)']');
        return _post.Send(id, body.ToArray(), [], cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _post.Dispose();
}

/// <summary>
/// Appends the lines to a file and flushes it to the disk. A line that a killed process left unfinished is ended first;
/// it is sent again as a whole.
/// </summary>
public sealed class FileAuditSink(string path) : IAuditSink
{
    /// <inheritdoc/>
    public async Task<SinkReceipt> Take(
        string id, IReadOnlyList<byte[]> lines, CancellationToken cancellation = default)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read,
            };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var file = new FileStream(path, options);
            if (file.Length > 0)
            {
                file.Seek(-1, SeekOrigin.End);
                if (file.ReadByte() != '\n') file.WriteByte((byte)'\n');
            }
            foreach (var line in lines)
            {
                await file.WriteAsync(line, cancellation);
                file.WriteByte((byte)'\n');
            }
            file.Flush(flushToDisk: true);
            return new SinkReceipt.Taken("file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SinkReceipt.Away(failure.Message);
        }
    }
}
