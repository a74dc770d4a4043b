using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Domain.Verification;

/// <summary>A token as it was read: its claims, the key that it names, and the bytes that were signed.</summary>
/// <param name="KeyId">The key it names (<c>kid</c>).</param>
/// <param name="Claims">Its claims; they mean nothing before the signature is checked.</param>
/// <param name="Content">The bytes under the signature: header, dot, payload.</param>
/// <param name="Signature">64 bytes, r then s.</param>
public sealed record ReadToken(
    string KeyId, TokenClaims Claims, ReadOnlyMemory<byte> Content, ReadOnlyMemory<byte> Signature);

/// <summary>
/// The one written form of a token: a compact JWS with exactly this header and these members in this order
/// (docs/adr/0050). Reading is strict: a text that writing would not produce is refused, so that a token has one text,
/// and ES256 is the only algorithm.
/// </summary>
public static class TokenText
{
    /// <summary>Bytes in a QR code of version 13 at level M, inclusive: public address, /v/ and token.</summary>
    public const int MaxCodeBytes = 331;

    /// <summary>Longest public address of a registry, inclusive; a longer one is refused when it starts.</summary>
    public const int MaxPublicUrl = 64;

    /// <summary>
    /// Characters that a code has for a token behind the longest address, inclusive. The longest that is signed here,
    /// of a trip with its plate, has 261 (docs/adr/0122).
    /// </summary>
    public const int MaxSigned = MaxCodeBytes - MaxPublicUrl - 3;

    /// <summary>The same without a plate, inclusive: what decisions promise of every other token.</summary>
    public const int MaxSignedWithoutPlate = 245;

    /// <summary>
    /// Length of the longest token that is read, in characters: those of other provinces have a plate.
    /// </summary>
    public const int MaxLength = 270;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    private const int MaxKeyId = 8;
    private const int MaxMinutes = 9_999_999; // 19 years: longer than any document.
    private const long MaxSeconds = 9_999_999_999;
    private const long MaxPlace = 999_999_999; // A thousand lists.

    /// <summary>Header and payload, ready to be signed as ASCII.</summary>
    public static string ToSign(string keyId, TokenClaims claims)
    {
        var payload = new StringBuilder(96);
        payload.Append(
            CultureInfo.InvariantCulture, $"{{\"iss\":\"{claims.Issuer}\",\"sub\":\"{claims.Subject}\",");
        payload.Append(CultureInfo.InvariantCulture, $"\"exp\":{claims.ExpiresAt.ToUnixTimeSeconds()},");
        var before = claims.ExpiresAt - claims.NotBefore;
        if (claims.Displayed) payload.Append(CultureInfo.InvariantCulture, $"\"d\":{(long)before.TotalSeconds}");
        else payload.Append(CultureInfo.InvariantCulture, $"\"n\":{Math.Min(MaxMinutes, (long)before.TotalMinutes)}");
        if (claims.Plate is { } plate) payload.Append(CultureInfo.InvariantCulture, $",\"p\":\"{plate}\"");
        if (claims.Place is { } place) payload.Append(CultureInfo.InvariantCulture, $",\"i\":{place}");
        payload.Append('}');
        return $"{Encoded($"{{\"alg\":\"ES256\",\"kid\":\"{keyId}\"}}")}.{Encoded(payload.ToString())}";
    }

    /// <summary>The whole token.</summary>
    public static string Joined(string content, ReadOnlySpan<byte> signature) =>
        $"{content}.{Base64Url.EncodeToString(signature)}";

    /// <summary>The token in <paramref name="text"/>; null: the text is not exactly one.</summary>
    public static ReadToken? Read(string text)
    {
        if (text.Length > MaxLength) return null;
        var first = text.IndexOf('.');
        var second = first < 0 ? -1 : text.IndexOf('.', first + 1);
        if (second < 0 || Decoded(text.AsSpan(second + 1)) is not { Length: SignatureBytes } signature) return null;
        if (Decoded(text.AsSpan(0, first)) is not { } header || KeyIdOf(header) is not { } keyId) return null;
        if (Decoded(text.AsSpan(first + 1, second - first - 1)) is not { } payload
            || ClaimsOf(payload) is not { } claims) return null;
        return new ReadToken(keyId, claims, Encoding.ASCII.GetBytes(text, 0, second), signature);
    }

    /// <summary>The key in a header of exactly our form; null: it has another form.</summary>
    internal static string? KeyIdOf(byte[] header) =>
        KeyAndTypeOf(header) is ({ } id, null) ? id : null;

    /// <summary>The key and the type in a header; a null type: it has none, like those of tokens.</summary>
    internal static (string KeyId, string? Type)? KeyAndTypeOf(byte[] header)
    {
        var left = new ReadOnlySpan<byte>(header);
        if (!Took(ref left, "{\"alg\":\"ES256\",\"kid\":\""u8) || KeyId(ref left) is not { } id) return null;
        if (left.SequenceEqual("\"}"u8)) return (id, null);
        return Took(ref left, "\",\"typ\":\""u8) && left.IndexOf((byte)'"') is var end and > 0
            && left[end..].SequenceEqual("\"}"u8) ? (id, Encoding.ASCII.GetString(left[..end])) : null;
    }

    private static TokenClaims? ClaimsOf(byte[] payload)
    {
        var left = new ReadOnlySpan<byte>(payload);
        if (!Took(ref left, "{\"iss\":\""u8)
            || Issuer(ref left) is not { } issuer
            || !Took(ref left, "\",\"sub\":\""u8)) return null;
        if (Subject(ref left) is not { } subject
            || !Took(ref left, "\",\"exp\":"u8)
            || Number(ref left, MaxSeconds) is not { } ends) return null;
        var displayed = Took(ref left, ",\"d\":"u8);
        if (!displayed && !Took(ref left, ",\"n\":"u8)) return null;
        if (Number(ref left, MaxMinutes) is not { } length || (length *= displayed ? 1 : 60) > ends) return null;
        string? plate = null;
        if (!displayed && Took(ref left, ",\"p\":\""u8) && (plate = Plate(ref left)) is null) return null;
        long? place = null;
        if (Took(ref left, ",\"i\":"u8) && (place = Number(ref left, MaxPlace)) is null) return null;
        return !left.SequenceEqual("}"u8)
            ? null
            : new TokenClaims(
                issuer,
                subject,
                DateTimeOffset.FromUnixTimeSeconds(ends - length),
                DateTimeOffset.FromUnixTimeSeconds(ends))
            {
                Displayed = displayed, Plate = plate, Place = place,
            };
    }

    private static bool Took(ref ReadOnlySpan<byte> left, ReadOnlySpan<byte> expected)
    {
        if (!left.StartsWith(expected)) return false;
        left = left[expected.Length..];
        return true;
    }

    private static string? KeyId(ref ReadOnlySpan<byte> left)
    {
        var length = left.IndexOf((byte)'"');
        if (length is < 1 or > MaxKeyId) return null;
        foreach (var letter in left[..length])
            if (!char.IsAsciiLetterOrDigit((char)letter)) return null;
        var id = Encoding.ASCII.GetString(left[..length]);
        left = left[length..];
        return id;
    }

    private static string? Issuer(ref ReadOnlySpan<byte> left)
    {
        if (left.Length < 2 || !char.IsAsciiDigit((char)left[0]) || !char.IsAsciiDigit((char)left[1])) return null;
        var issuer = Encoding.ASCII.GetString(left[..2]);
        left = left[2..];
        return issuer;
    }

    private static CredentialId? Subject(ref ReadOnlySpan<byte> left)
    {
        var length = left.IndexOf((byte)'"');
        if (length < 1 || !CredentialId.TryParse(Encoding.ASCII.GetString(left[..length]), out var id)) return null;
        left = left[length..];
        return id;
    }

    private static string? Plate(ref ReadOnlySpan<byte> left)
    {
        var length = left.IndexOf((byte)'"');
        if (length is < 9 or > 10) return null;
        var plate = Encoding.UTF8.GetString(left[..length]);
        if (!IsPlate(plate)) return null;
        left = left[(length + 1)..];
        return plate;
    }

    /// <summary>
    /// True for a plate that a token can carry: the letter of a province and six or seven letters and digits (E.5).
    /// </summary>
    public static bool IsPlate(string plate)
    {
        if (plate.Length is < 7 or > 8 || Identifiers.Provinces.ByPlate(plate[0]) is null) return false;
        foreach (var letter in plate.AsSpan(1))
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter)) return false;
        return true;
    }

    private static long? Number(ref ReadOnlySpan<byte> left, long max)
    {
        long number = 0;
        var length = 0;
        for (; length < left.Length && length < 10 && left[length] is >= (byte)'0' and <= (byte)'9'; length++)
            number = number * 10 + (left[length] - '0');
        if (length == 0 || (length > 1 && left[0] == '0') || number > max) return null;
        left = left[length..];
        return number;
    }

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    /// <summary>
    /// Decodes only what encoding would give back letter by letter: no padding, no spaces, no unused bits.
    /// </summary>
    internal static byte[]? Decoded(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')) return null;
        if (text.Length % 4 == 1) return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done) return null;
        bytes = bytes[..written];
        return Base64Url.EncodeToString(bytes).AsSpan().SequenceEqual(text) ? bytes : null;
    }
}
