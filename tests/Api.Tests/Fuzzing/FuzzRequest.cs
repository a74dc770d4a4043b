using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Api.Tests.Fuzzing;

/// <summary>
/// Request number so and so of a seed: the same again whenever it is made, but for the ids that are there.
/// </summary>
internal sealed partial class FuzzRequest
{
    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();

    private static readonly string[] _types =
    [
        "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain", "application/xml",
        "multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded", "nonsense", "",
        "application/json, application/json", "application/problem+json",
    ];

    private static readonly string[] _broken =
    [
        """{"\ud800":1}""", """{"a":"\udc00"}""", "{", "[", "\"", "{\"a\":1,\"a\":2}", "{\"a\":}", "nul", "NaN", "",
        "1e99999", "/**/{}", "{\"a\":1}}", "\uFEFF{}", "{}{}", "[[[[[[[[1]]]]]]]]",
    ];

    private static readonly (string Name, string[] Values)[] _headers =
    [
        ("If-Match", ["*", "\"1\"", "W/\"1\"", "\"", "1", "\"99999999999999999999\"", "\"1\", \"2\""]),
        ("Idempotency-Key", ["k", "", new string('k', 300), "ключ", "a b", "same-key"]),
        ("Accept-Language", ["en", "zh-CN", "*;q=0", "x-", ";;;", new string('a', 500)]),
        ("Accept", ["text/html", "application/xml", "*/*;q=0", "application/json"]),
        ("Content-Encoding", ["gzip", "br", "identity", "nonsense"]),
        ("Range", ["bytes=0-", "bytes=5-1", "lines=1"]), ("If-None-Match", ["*", "\"1\""]),
        ("X-HTTP-Method-Override", ["DELETE"]), ("X-Forwarded-For", ["127.0.0.1", "nonsense"]),
        ("Cookie", ["session=1", ";;;=", "registry-session=x"]), ("Expect", ["100-continue"]),
    ];

    private readonly Random _random;
    private readonly FuzzOperation _operation;
    private readonly FuzzValues _values;
    private readonly string _target, _method;
    private readonly byte[]? _body;
    private readonly string? _type;
    private readonly List<(string Name, string Value)> _extra = [];

    private FuzzRequest(FuzzOperation operation, FuzzValues values, Random random)
    {
        (_operation, _values, _random) = (operation, values, random);
        _method = random.Next(60) == 0 ? new[] { "PUT", "PATCH", "DELETE", "OPTIONS", "BREW" }[random.Next(5)]
            : operation.Method;
        _target = Target();
        if (_method is "POST" or "PATCH" or "PUT") (_body, _type) = (Body(), Type());
        foreach (var (name, choices) in _headers)
            if (random.Next(20) == 0) _extra.Add((name, choices[random.Next(choices.Length)]));
    }

    /// <summary>Makes it.</summary>
    public static FuzzRequest Make(
        int seed, int number, FuzzOperation[] operations, JsonNode document, IReadOnlyList<string> ids)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number));
        return new FuzzRequest(
            operations[random.Next(operations.Length)], new FuzzValues(document, random, ids), random);
    }

    /// <summary>
    /// The operation with this status, when the document says nothing of it (L12); of another verb it says nothing.
    /// </summary>
    public string? Undescribed(int status) =>
        _method != _operation.Method
        || _operation.Statuses.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ? null : $"{_method} {_operation.Path}: {status}";

    /// <summary>A message of it; it may be sent more than once, each time by a new one.</summary>
    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(new HttpMethod(_method), _target);
        if (_body is not null) message.Content = new ByteArrayContent(_body);
        if (_type is not null) message.Content!.Headers.TryAddWithoutValidation("Content-Type", _type);
        foreach (var (name, value) in _extra)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }

    /// <summary>As it is reported: everything that is needed to send it again by hand.</summary>
    public override string ToString() =>
        $"{_method} {_target} {string.Join(", ", _extra)} [{_type}] "
        + (_body is null ? "" : _body.Length > 2000 ? $"{_body.Length} bytes" : Encoding.UTF8.GetString(_body));

    private string Target()
    {
        var path = Placeholder().Replace(_operation.Path, _ => Uri.EscapeDataString(Segment()));
        var words = _operation.Query.Where(_ => _random.Next(3) == 0)
            .Select(word => $"{word}={Uri.EscapeDataString(Word(word))}");
        if (_random.Next(40) == 0) words = words.Append("nonsense=1");
        var query = string.Join('&', words);
        return path + (query.Length > 0 ? "?" + query : "");
    }

    /// <summary>An empty segment, dots and NUL make another address, which has tests of its own.</summary>
    private string Segment() =>
        _values.Text() is var text && (text.Replace("\0", "", StringComparison.Ordinal).Trim('.', ' ').Length == 0
            || text.Contains("..", StringComparison.Ordinal) || text.Contains('\0', StringComparison.Ordinal))
            ? "Q-0000000000000000" : text.Length > 200 ? text[..200] : text;

    private string Word(string name) => _random.Next(3) == 0 ? _values.Text() : name switch
    {
        "limit" => "2",
        "mine" or "queue" or "toReceive" or "overdue" or "failed" => "true",
        _ => _values.Text(),
    };

    private string? Type() => _random.Next(12) == 0 ? _types[_random.Next(_types.Length)] : "application/json";

    private byte[] Body()
    {
        if (_random.Next(12) == 0) return Encoding.UTF8.GetBytes(_broken[_random.Next(_broken.Length)]);
        var text = _values.Of(_operation.Body)?.ToJsonString() ?? "null";
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (_random.Next(24))
        {
            case 0: return bytes[..(bytes.Length / 2)];
            case 1: return Encoding.Unicode.GetBytes(text);
            case 2 when bytes.Length > 0: bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256); return bytes;
            case 3: return [.. Encoding.UTF8.GetBytes(new string('[', 5000)), .. bytes];
            case 4: return [.. bytes, .. bytes];
            case 5: var noise = new byte[_random.Next(1, 2000)]; _random.NextBytes(noise); return noise;
            default: return bytes;
        }
    }
}
