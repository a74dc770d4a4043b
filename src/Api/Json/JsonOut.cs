using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansRegistry.Api.Json;

/// <summary>
/// Writes JSON answers: first into a buffer of the thread, so that the length is known and an error while writing
/// cannot leave half an answer.
/// </summary>
internal static class JsonOut
{
    private const int MaxKeptBytes = 64 * 1024;

    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = ApiJson.Options.Encoder, SkipValidation = true,
    };

    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;
    [ThreadStatic] private static Utf8JsonWriter? _writer;

    /// <summary>The body is <paramref name="value"/> as JSON; the status is already set.</summary>
    public static void Write<T>(HttpContext http, T value, JsonTypeInfo<T> type, string mediaType = "application/json")
    {
        var json = Begin();
        JsonSerializer.Serialize(json, value, type);
        End(http, json, mediaType);
    }

    /// <summary>Writes a body by hand-written code.</summary>
    public static void Write<TState>(
        HttpContext http, string mediaType, TState state, Action<Utf8JsonWriter, TState> write)
    {
        var json = Begin();
        write(json, state);
        End(http, json, mediaType);
    }

    /// <summary>The body is JSON that is ready.</summary>
    public static void Write(HttpContext http, ReadOnlySpan<byte> body, string mediaType = "application/json")
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        http.Response.BodyWriter.Write(body);
    }

    private static Utf8JsonWriter Begin()
    {
        if (_buffer is null || _buffer.Capacity > MaxKeptBytes)
            (_buffer, _writer) = (new ArrayBufferWriter<byte>(2048), null);
        else _buffer.ResetWrittenCount();
        if (_writer is null) _writer = new Utf8JsonWriter(_buffer, _options);
        else _writer.Reset(_buffer);
        return _writer;
    }

    private static void End(HttpContext http, Utf8JsonWriter json, string mediaType)
    {
        json.Flush();
        Write(http, _buffer!.WrittenSpan, mediaType);
    }
}
