namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// The scheme of 18 characters that all identity cards share (GB 11643): six for the place, eight for the birth date,
/// three for the sequence, one check character by MOD 11-2. Each card defines the meaning of its first six.
/// </summary>
internal static class PersonNumber
{
    /// <summary>Characters.</summary>
    internal const int Length = 18;

    private const int FirstYear = 1900;

    /// <summary>
    /// The result for a text of <see cref="Length"/> characters; the first fault in this order: characters, prefix,
    /// date, checksum. <paramref name="isKnown"/> gets the text with its final x in upper case, and answers whether its
    /// first six characters are possible on the card.
    /// </summary>
    internal static IdentifierCheck Check(string text, DateOnly today, Func<string, bool> isKnown)
    {
        if (!HasCharacters(text)) return IdentifierCheck.Refused(IdentifierFault.Character);
        var number = Normalize(text);
        return FaultOf(number, isKnown(number), today) is { } found
            ? IdentifierCheck.Refused(found) : IdentifierCheck.Accepted(number);
    }

    /// <summary>True for 17 ASCII digits and a digit, X or x.</summary>
    private static bool HasCharacters(string text) =>
        text.AsSpan(0, Length - 1).Consists(IdentifierText.Digits)
        && (char.IsAsciiDigit(text[^1]) || text[^1] is 'X' or 'x');

    /// <summary>Puts a final x into upper case for storage (rules.md E.1, decision); nothing else is changed.</summary>
    private static string Normalize(string text) => text[^1] == 'x' ? $"{text.AsSpan(0, Length - 1)}X" : text;

    /// <summary>
    /// The fault of a normalized text, looked for in this order: prefix, date, checksum; null when there is none. The
    /// birth date may be today but not later, and not before 1900, as nobody alive is that old (H.23).
    /// </summary>
    private static IdentifierFault? FaultOf(string normalized, bool prefixKnown, DateOnly today)
    {
        if (!prefixKnown)
        {
            return IdentifierFault.Prefix;
        }

        if (BornOn(normalized) is not { } bornOn || bornOn > today || bornOn.Year < FirstYear)
        {
            return IdentifierFault.Date;
        }

        return Iso7064.Mod11Two(normalized.AsSpan(0, Length - 1)) == normalized[^1] ? null : IdentifierFault.Checksum;
    }

    /// <summary>The date of characters 7 to 14; null when there is no such day or the length differs.</summary>
    internal static DateOnly? BornOn(string text)
    {
        if (text.Length != Length || !text.AsSpan(6, 8).Consists(IdentifierText.Digits))
        {
            return null;
        }

        var (year, month, day) = (Digits(text, 6, 4), Digits(text, 10, 2), Digits(text, 12, 2));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int Digits(string text, int start, int count) =>
        int.Parse(text.AsSpan(start, count), System.Globalization.CultureInfo.InvariantCulture);
}
