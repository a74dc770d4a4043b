using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Api.Json;

/// <summary>
/// Reads RFC 3339 instants, only with an offset: without one, the machine's own time zone would be used.
/// </summary>
internal sealed class InstantJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        var zoned = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return zoned
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && reader.TryGetDateTimeOffset(out var instant)
            ? instant : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}

/// <summary>Flags as a list of camelCase names; a single name is also read.</summary>
internal sealed class FlagsJson<T> : JsonConverter<T> where T : struct, Enum
{
    private static readonly (string Name, T Value, int Bit)[] _all =
    [
        .. Enum.GetValues<T>().Select(value => (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value,
            Convert.ToInt32(value, CultureInfo.InvariantCulture))).Where(entry => entry.Item3 != 0),
    ];

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return (T)Enum.ToObject(typeof(T), BitOf(reader.GetString()));
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var bits = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.String) bits |= BitOf(reader.GetString());
        return reader.TokenType == JsonTokenType.EndArray && bits != 0
            ? (T)Enum.ToObject(typeof(T), bits)
            : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (name, flag, _) in _all)
            if (value.HasFlag(flag)) writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    private static int BitOf(string? name)
    {
        foreach (var (known, _, bit) in _all)
            if (known == name) return bit;
        throw new JsonException();
    }
}
