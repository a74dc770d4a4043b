using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// A JSON body: what it says, or why it cannot be read. Unknown members, missing members, doubled members, wrong types
/// and impossible dates are refused, each by its path.
/// </summary>
public sealed record Body<T>(T Value, Refusal? Refusal, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Reads the request's body within its limit.</summary>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context)
    {
        var (bytes, refusal) = await BodyReading.Read(context);
        if (refusal is not null) return new Body<T>(default!, refusal, default);
        var (value, fault) = BodyReading.Parse<T>(bytes.Span);
        return new Body<T>(value!, fault, bytes);
    }
}

/// <summary>A JSON body that may be left out where every member may be.</summary>
public sealed record OptionalBody<T>(T Value, Refusal? Refusal, ReadOnlyMemory<byte> Bytes)
{
    private static readonly byte[] _empty = "{}"u8.ToArray();

    /// <summary>Reads the request's body; none is an empty object.</summary>
    public static async ValueTask<OptionalBody<T>?> BindAsync(HttpContext context)
    {
        ReadOnlyMemory<byte> bytes = _empty;
        if (context.Request.ContentLength is null or > 0 && (context.Request.ContentType is not null || context.Request.ContentLength > 0))
        {
            (bytes, var refusal) = await BodyReading.Read(context);
            if (refusal is not null) return new OptionalBody<T>(default!, refusal, default);
            if (bytes.IsEmpty) bytes = _empty;
        }
        var (value, fault) = BodyReading.Parse<T>(bytes.Span);
        return new OptionalBody<T>(value!, fault, bytes);
    }
}

/// <summary>Reads bodies and says what is wrong with them.</summary>
public static class BodyReading
{
    /// <summary>Largest JSON body, bytes, inclusive.</summary>
    public const int BytesMost = 1024 * 1024;

    /// <summary>The strict contract of requests.</summary>
    public static JsonSerializerOptions Strict { get; } = new(RegistryJson.Wire.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
        TypeInfoResolver = System.Text.Json.Serialization.Metadata.JsonTypeInfoResolver.Combine(
            RegistryJson.Wire, new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver()),
    };

    /// <summary>The bytes of the body, or why not.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Bytes, Refusal? Refusal)> Read(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            return (default, new Refusal(RefusalCode.MediaType, new LocalText("请求应为 application/json。", "The request must be application/json.")));
        if (context.Request.ContentLength > BytesMost) return (default, TooLarge());
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > BytesMost) return (default, TooLarge());
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return (bytes, null);
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The value, or why the bytes do not say one.</summary>
    public static (T? Value, Refusal? Refusal) Parse<T>(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Strict) is { } value
                ? (value, null)
                : (default, Malformed("$", "请求内容为空。", "The body says null."));
        }
        catch (JsonException e)
        {
            return (default, OfJson(e));
        }
    }

    /// <summary>A fault of the request by its path.</summary>
    public static Refusal Malformed(string path, string zh, string en) => Refusals.Malformed(Refusals.Fault(path, zh, en));

    private static Refusal TooLarge() => new(RefusalCode.TooLarge, new LocalText("请求内容超过 1 MB。", "The body is larger than 1 MB."));

    /// <summary>The library's words name types of ours, so only the path and the unknown member's name go out.</summary>
    private static Refusal OfJson(JsonException e)
    {
        var path = e.Path is null or "$" ? "body" : e.Path.TrimStart('$', '.');
        if (e.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            var name = e.Message.Split('\'') is { Length: > 1 } parts ? parts[1] : path;
            return new Refusal(RefusalCode.UnknownField, new LocalText($"未知字段：{name}。", $"Unknown field: {name}."))
            {
                Faults = [Refusals.Fault(name, "没有该字段。", "There is no such field.")],
            };
        }
        if (e.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var missing = e.Message[(e.Message.LastIndexOf(':') + 1)..].Trim(' ', '.').Split(',', StringSplitOptions.TrimEntries);
            return Refusals.Malformed([.. missing.Select(name => Refusals.Fault(name.Trim('\''), "必填。", "Required."))]);
        }
        return Malformed(path, "无法读取：格式或取值不正确。", "Cannot be read: not of the right form or value.");
    }
}
