using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>A request without required members; the body may be empty, too.</summary>
public interface IMayBeEmpty;

/// <summary>Reads bodies: limited, strict, and with a refusal for anything that may come instead.</summary>
internal static class JsonBody
{
    private static readonly byte[] _noMembers = "{}"u8.ToArray();

    /// <summary>The bytes of the body, at most <see cref="BodyRefusals.MaxJson"/>; or the refusal.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Refusal? Fault)> Bytes(HttpContext http, bool mayBeEmpty)
    {
        var (body, fault) = await Read(http);
        if (fault is not null) return (default, fault);
        if (body.Length == 0 && mayBeEmpty) return (_noMembers, null);
        return IsJson(http.Request) ? (body, null) : (default, BodyRefusals.MediaType("application/json"));
    }

    /// <summary>The bytes as they came, of any content; or the refusal if there are too many.</summary>
    public static async ValueTask<(byte[] Body, Refusal? Fault)> Read(HttpContext http)
    {
        if (http.Request.ContentLength > BodyRefusals.MaxJson) return ([], BodyRefusals.TooLarge(BodyRefusals.MaxJson));
        var (reader, held) = (http.Request.BodyReader, 0L);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(http.RequestAborted);
                if (read.Buffer.Length > BodyRefusals.MaxJson)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return ([], BodyRefusals.TooLarge(BodyRefusals.MaxJson));
                }
                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return (body, null);
                }
                if (!HasRoom(http, read.Buffer.Length - BodySpace.Free, ref held))
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return ([], Refusals.Busy());
                }
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        finally
        {
            if (held > 0) Space(http).Give(http.Connection.RemoteIpAddress, held);
        }
    }

    /// <summary>Takes what came in since the last time; false: others, or this network, hold too much.</summary>
    private static bool HasRoom(HttpContext http, long counted, ref long held)
    {
        if (counted <= held) return true;
        if (!Space(http).TryTake(http.Connection.RemoteIpAddress, counted - held)) return false;
        held = counted;
        return true;
    }

    private static BodySpace Space(HttpContext http) => http.RequestServices.GetRequiredService<BodySpace>();

    /// <summary>Reads <paramref name="body"/>; unknown members and whatever is not exactly a T are refused.</summary>
    public static T? Read<T>(
        ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, out Refusal? fault, string prefix = "") where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(body.Span, type);
            var path = prefix.Length == 0 ? "$" : prefix;
            fault = value is null ? Refusals.Malformed(BodyRefusals.Wrong(path))
                // Members that are read later, by hand, may have escapes that are no text.
                : !JsonText.IsText(body.Span) ? Refusals.Malformed(BodyRefusals.NotJson(path)) : null;
            return fault is null ? value : null;
        }
        catch (JsonException wrong)
        {
            fault = JsonFaults.Of(body, type, wrong.Path, prefix);
            return null;
        }
    }

    /// <summary>A hash of the content: the same content means the same request.</summary>
    public static string Fingerprint(ReadOnlyMemory<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body.Span));

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}

/// <summary>The body of a request without members: empty, or {}.</summary>
public sealed record NoMembers : IMayBeEmpty;
