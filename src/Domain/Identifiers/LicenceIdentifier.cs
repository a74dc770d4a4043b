using System.Globalization;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Electronic licence identifier, GB/T 36904-2018 (电子证照标识): root, type code, issuer, serial, version and check
/// character, with dots between; rules.md E.7.
/// </summary>
public static class LicenceIdentifier
{
    /// <summary>The root of all electronic licences (电子证照根代码).</summary>
    public const string Root = "1.2.156.3005.2";

    /// <summary>
    /// In characters. The standard's guides show 20, real ones have up to 32; twice that is accepted.
    /// </summary>
    public const int LongestSerial = 64;

    /// <summary>Root, type code of 21, area code of 6, serial of 1, version of 3, check of 1, and five dots.</summary>
    private const int Shortest = 14 + 21 + 6 + 1 + 3 + 1 + 5;

    private const int Longest = Shortest + (CreditCode.Length - 6) + (LongestSerial - 1);

    /// <summary>
    /// Accepts the root, then: 18 characters of the alphabet of credit codes and three digits (type); a credit code or
    /// an area code of six digits (issuer, the latter in older data); 1 to 64 digits and capitals (serial); three
    /// digits from 001 (version); the MOD 37,36 check character over all of them. Another root is reported as Prefix.
    /// </summary>
    /// <remarks>
    /// The check characters of the credit codes inside are not checked; the identifier's own check character covers
    /// them.
    /// </remarks>
    public static IdentifierCheck Check(string? value)
    {
        if (IdentifierText.Refuses(value, Shortest, Longest, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        if (!value.All(static c => c == '.' || char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)))
        {
            return IdentifierCheck.Refused(IdentifierFault.Character);
        }

        if (!value.StartsWith(Root + ".", StringComparison.Ordinal))
        {
            return IdentifierCheck.Refused(IdentifierFault.Prefix);
        }

        var parts = value[(Root.Length + 1)..].Split('.');
        if (parts is not [var type, var issuer, var serial, var version, { Length: 1 } check]
            || !IsTypeCode(type) || !IsIssuer(issuer) || !IsSerial(serial) || !IsVersion(version))
        {
            return IdentifierCheck.Refused(IdentifierFault.Format);
        }

        return Iso7064.Mod37And36(type + issuer + serial + version) == check[0]
            ? IdentifierCheck.Accepted(value)
            : IdentifierCheck.Refused(IdentifierFault.Checksum);
    }

    /// <summary>Puts an identifier together and adds its check character.</summary>
    /// <param name="typeCode">Credit code of the department that defines the licence, and three digits.</param>
    /// <param name="issuer">Credit code of the issuing body, or an area code of six digits.</param>
    /// <param name="serial">1 to 64 digits and capitals.</param>
    /// <param name="version">1 to 999; a changed licence gets the next one.</param>
    /// <exception cref="ArgumentException">
    /// A part breaks the standard. The parts come from our own tables, so this is a bug.
    /// </exception>
    public static string Create(string typeCode, string issuer, string serial, int version)
    {
        Demand(IsTypeCode(typeCode), nameof(typeCode));
        Demand(IsIssuer(issuer), nameof(issuer));
        Demand(IsSerial(serial), nameof(serial));
        Demand(version is >= 1 and <= 999, nameof(version));

        var versionText = version.ToString("000", CultureInfo.InvariantCulture);
        var check = Iso7064.Mod37And36(typeCode + issuer + serial + versionText);
        return $"{Root}.{typeCode}.{issuer}.{serial}.{versionText}.{check}";
    }

    private static bool IsTypeCode(string text) =>
        text.Length == 21
        && CreditCode.HasCharacters(text.AsSpan(0, CreditCode.Length))
        && text.AsSpan(CreditCode.Length).Consists(IdentifierText.Digits);

    private static bool IsIssuer(string text) =>
        (text.Length == CreditCode.Length && CreditCode.HasCharacters(text))
        || (text.Length == 6 && text.Consists(IdentifierText.Digits));

    private static bool IsSerial(string text) =>
        text.Length is >= 1 and <= LongestSerial && text.Consists(IdentifierText.DigitsAndCapitals);

    private static bool IsVersion(string text) =>
        text.Length == 3 && text != "000" && text.Consists(IdentifierText.Digits);

    private static void Demand(bool kept, string part)
    {
        if (!kept)
        {
            throw new ArgumentException("The part breaks GB/T 36904.", part);
        }
    }
}
