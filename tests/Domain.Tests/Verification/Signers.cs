using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Tests.Verification;

/// <summary>A key that signs, as a registry or a province has one.</summary>
public sealed class Signer(string kid)
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Kid => kid;

    public PublicKey Public
    {
        get
        {
            var q = _key.ExportParameters(false).Q;
            return new PublicKey(kid, Base64Url.EncodeToString(q.X), Base64Url.EncodeToString(q.Y));
        }
    }

    public string Sign(TokenClaims claims) => SignText(TokenText.ToSign(kid, claims));

    /// <summary>Signs any header and payload.</summary>
    public string Sign(string header, string payload) => SignText(Encoded(header) + "." + Encoded(payload));

    public string SignText(string content) => TokenText.Joined(
        content,
        _key.SignData(
            Encoding.ASCII.GetBytes(content),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    public static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    /// <summary>True when the text is a token and this key signed it.</summary>
    public bool Accepts(string text) =>
        TokenText.Read(text) is { } token
            && token.KeyId == kid
            && Public.HasSigned(token.Content.Span, token.Signature.Span);
}

internal static class Sample
{
    /// <summary>As long as a token of this registry can be.</summary>
    public static TokenClaims Longest { get; } = new("53",
        new CredentialId(CredentialKind.CharterCertificate, new EntityId(EntityKind.Trip, "T-0123456789ABCDEF"), 999),
        DateTimeOffset.FromUnixTimeSeconds(1_999_999_980 - 9_999_999L * 60),
        DateTimeOffset.FromUnixTimeSeconds(1_999_999_980));

    public static TokenClaims Default { get; } = Longest with { NotBefore = Longest.ExpiresAt.AddDays(-2) };
}
