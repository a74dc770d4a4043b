using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>The id of a command, and the version that its caller has seen.</summary>
/// <param name="CommandId">Carried out once.</param>
/// <param name="Fingerprint">The content's hash, if the caller gave a key; null: the answer is not stored.</param>
/// <param name="ExpectedVersion">The version in If-Match; null: any.</param>
public sealed record CommandKey(string CommandId, string? Fingerprint, int? ExpectedVersion)
{
    /// <summary>The header with the key.</summary>
    internal const string Header = "Idempotency-Key";

    /// <summary>Longest Idempotency-Key, inclusive.</summary>
    private const int MaxKey = 200;

    private const int IdBytes = 20;

    /// <summary>A version that no entity has: an If-Match of another server is outdated, not malformed.</summary>
    private const int NoVersion = -1;

    /// <summary>
    /// Reads the headers. With a key the id is a hash of account, route and key, so that the keys of one account mean
    /// nothing to another and cannot be guessed; without a key it is random.
    /// </summary>
    internal static CommandKey Read(HttpContext http, Caller? caller, ReadOnlyMemory<byte> body, ref Refusal? fault)
    {
        var version = IfMatch(http, ref fault);
        var header = http.Request.Headers[Header];
        if (header.Count == 0) return new CommandKey(Guid.NewGuid().ToString("N"), null, version);
        var key = header.ToString();
        if (header.Count > 1 || key.Length is 0 or > MaxKey || key.Any(char.IsControl))
        {
            fault ??= Refusals.Malformed(Refusals.Fault(Header,
                $"应为 1 至 {MaxKey} 个可见字符。", $"1 to {MaxKey} visible characters, once."));
            return new CommandKey("", null, version);
        }
        return new CommandKey(
            Hash($"{Asker(caller) ?? Network(http)}\n{http.Request.Path}\n{key}"), JsonBody.Fingerprint(body),
            version);
    }

    /// <summary>For each party of an account its keys are separate.</summary>
    private static string? Asker(Caller? caller) =>
        caller?.ActingFor is { } party ? $"{caller.Account.Id} {party}" : caller?.Account.Id;

    /// <summary>Without an account, the keys are separate for each address.</summary>
    private static string Network(HttpContext http) => $"@{http.Connection.RemoteIpAddress}";

    /// <summary>
    /// The same key of the same account on the same route gives the same id; without a key it is random.
    /// </summary>
    internal static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdBytes));

    private static int? IfMatch(HttpContext http, ref Refusal? fault)
    {
        var header = http.Request.Headers.IfMatch;
        if (header.Count == 0) return null;
        var text = header.ToString().AsSpan().Trim();
        if (text is "*") return null;
        var weak = text.StartsWith("W/", StringComparison.Ordinal);
        if (weak) text = text[2..];
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"' || text[1..^1].Contains('"'))
        {
            fault ??= Refusals.Malformed(
                Refusals.Fault("If-Match", "应为一个版本标签，例如 \"3\"。", "One entity tag, such as \"3\"."));
            return null;
        }
        return !weak && int.TryParse(text[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version : NoVersion;
    }
}
