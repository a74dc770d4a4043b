using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Fuzzing;

/// <summary>JSON by a schema, mostly of its shape and now and then of none.</summary>
internal sealed class FuzzValues(JsonNode document, Random random, IReadOnlyList<string> ids)
{
    private const int MaxDepth = 6;

    private static readonly string[] _hostile =
    [
        "", " ", "\0", "\u200b", "a\u202eb", "\uFFFF", "𠮷", "'; DROP TABLE entity; --", "%00", "../../etc/passwd",
        "<script>alert(1)</script>", "=1+1", "null", "NaN", "-0", "9999-12-31", "0001-01-01", "2026-02-29", "24:00",
        "41010519491231002X", "１２３", "京Ａ・１２３４５", "{}", "[]", "true", "\r\nSet-Cookie: a=b", "😀", "٣",
    ];

    private static readonly string[] _likely =
    [
        "张三", "豫A12345", "云A12345", "410105199003070012", "41", "410100", "530000", "2026-02-13", "2026-03-01",
        "2026-02-13T09:00:00+08:00", "13800000000", "certificate.renewal", "lost", "1", "road", "原因",
    ];

    /// <summary>A value of the schema, or of another.</summary>
    public JsonNode? Of(JsonNode? schema, int depth = 0)
    {
        if (schema is null || depth > MaxDepth || OneIn(25)) return Anything(depth);
        if ((string?)schema["$ref"] is { } reference)
            return Of(document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]], depth + 1);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray forms)
            return Of(forms[random.Next(forms.Count)], depth + 1);
        if (schema["enum"] is JsonArray choices) return choices[random.Next(choices.Count)]?.DeepClone();
        return TypeOf(schema["type"]) switch
        {
            "object" => Object(schema, depth),
            "array" => new JsonArray(
                [.. Enumerable.Range(0, random.Next(4)).Select(_ => Of(schema["items"], depth + 1))]),
            "integer" => Integer(),
            "number" => Number(),
            "boolean" => random.Next(2) == 0,
            "null" => null,
            "string" => Text((string?)schema["format"]),
            _ => Anything(depth),
        };
    }

    /// <summary>A text: an id that is there, one that people would send, or one that nobody should.</summary>
    public string Text(string? format = null) => random.Next(12) switch
    {
        0 => _hostile[random.Next(_hostile.Length)],
        1 => new string((char)random.Next(0x20, 0xD7FF), random.Next(1, 300)),
        2 or 3 or 4 when ids.Count > 0 => ids[random.Next(ids.Count)],
        _ when format == "date" =>
            new DateOnly(2026, 1, 1).AddDays(random.Next(-4000, 4000)).ToString("yyyy-MM-dd", null),
        _ when format == "date-time" => "2026-02-13T09:00:00+08:00",
        _ => _likely[random.Next(_likely.Length)],
    };

    private bool OneIn(int times) => random.Next(times) == 0;

    private JsonObject Object(JsonNode schema, int depth)
    {
        var made = new JsonObject();
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
            if (required.Contains(name) ? !OneIn(30) : OneIn(2)) made[name] = Of(member, depth + 1);
        if (OneIn(40)) made[Text()] = Anything(depth);
        return made;
    }

    private JsonNode Integer() => random.Next(8) switch
    {
        0 => JsonValue.Create(int.MaxValue),
        1 => JsonValue.Create(int.MinValue),
        2 => JsonValue.Create(long.MaxValue),
        3 => JsonValue.Create(1.5),
        _ => JsonValue.Create(random.Next(-2, 30)),
    };

    private JsonNode Number() => random.Next(6) switch
    {
        0 => JsonNode.Parse("1e308")!,
        1 => JsonNode.Parse("-1e-308")!,
        2 => JsonNode.Parse("1e400")!,
        _ => JsonValue.Create(random.Next(0, 2000) / 10m),
    };

    private JsonNode? Anything(int depth) => random.Next(depth > MaxDepth ? 6 : 8) switch
    {
        0 => null,
        1 => Text(),
        2 => Integer(),
        3 => Number(),
        4 => true,
        5 => JsonValue.Create(random.Next().ToString(CultureInfo.InvariantCulture)),
        6 => new JsonArray(Text(), Integer()),
        _ => new JsonObject { [Text()] = Text() },
    };

    private string? TypeOf(JsonNode? type) => type switch
    {
        JsonArray several => (string?)several[random.Next(several.Count)],
        null => null,
        _ => (string?)type,
    };
}
