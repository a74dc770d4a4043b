namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Residence permit of Hong Kong, Macao and Taiwan residents, given out since 2018-09-01 (港澳台居民居住证); rules.md E.2.
/// </summary>
public static class ResidencePermit
{
    /// <summary>
    /// Accepts the scheme of the citizen number with the area 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan),
    /// all six digits; a final x may be in lower case.
    /// </summary>
    public static IdentifierCheck Check(string? value, DateOnly today) =>
        IdentifierText.Refuses(value, PersonNumber.Length, PersonNumber.Length, out var fault)
            ? IdentifierCheck.Refused(fault)
            : PersonNumber.Check(value, today, HasPrefix);

    /// <summary>True when the first six digits are one of the three areas.</summary>
    internal static bool HasPrefix(string number) =>
        number.StartsWith("810000", StringComparison.Ordinal)
        || number.StartsWith("820000", StringComparison.Ordinal)
        || number.StartsWith("830000", StringComparison.Ordinal);
}
