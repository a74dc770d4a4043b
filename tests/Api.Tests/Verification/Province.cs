using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Verification;

/// <summary>
/// Who signs elsewhere: a trust root, or a province with its key. Made with the platform's cryptography and text alone,
/// so that nothing of the registry vouches for itself.
/// </summary>
internal sealed class Province(string code, string kid) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public half, as RFC 7517 writes it.</summary>
    public JsonObject Jwk()
    {
        var q = _key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["kid"] = kid,
            ["x"] = Base64Url.EncodeToString(q.X),
            ["y"] = Base64Url.EncodeToString(q.Y),
        };
    }

    /// <summary>Its place on a trust list.</summary>
    public JsonObject Entry(params string[] revoked) => new()
    {
        ["iss"] = code,
        ["keys"] = new JsonArray(Jwk()),
        ["revoked"] = new JsonArray([.. revoked.Select(id => JsonValue.Create(id))]),
    };

    /// <summary>A charter certificate, as docs/adr/0054 has it.</summary>
    public string Certificate(string id, string plate, string from, string until, string? issuer = null) =>
        Signed(
            $$"""{"iss":"{{issuer ?? code}}","sub":"{{id}}","exp":{{Seconds(until)}}"""
            + $$""","n":{{(Seconds(until) - Seconds(from)) / 60}},"p":"{{plate}}"}""");

    /// <summary>A trust list, as docs/adr/0052 has it.</summary>
    public string List(string issuedAt, string nextUpdate, params JsonObject[] issuers) => Signed(new JsonObject
    {
        ["iat"] = Seconds(issuedAt), ["nextUpdate"] = Seconds(nextUpdate), ["issuers"] = new JsonArray([.. issuers]),
    }.ToJsonString());

    /// <summary>Any payload, signed with ES256.</summary>
    public string Signed(string payload, string? header = null)
    {
        var content = Text(header ?? $$"""{"alg":"ES256","kid":"{{kid}}"}""") + "." + Text(payload);
        var signature = _key.SignData(
            Encoding.ASCII.GetBytes(content),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return content + "." + Base64Url.EncodeToString(signature);
    }

    public void Dispose() => _key.Dispose();

    /// <summary>Base64url of a text.</summary>
    public static string Text(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static long Seconds(string local) => DateTimeOffset.Parse(local + "+08:00", null).ToUnixTimeSeconds();
}
