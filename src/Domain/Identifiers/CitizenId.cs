namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Citizen identity number, GB 11643 (公民身份号码); rules.md E.1.</summary>
public static class CitizenId
{
    /// <summary>
    /// Accepts 18 characters with a known province in the first two, a birth date up to today and the MOD 11-2 check
    /// character; a final x may be in lower case. Old numbers of 15 digits are refused as too short: their cards
    /// ended on 2013-01-01.
    /// </summary>
    /// <remarks>
    /// Numbers beginning with 71, 81 or 82 pass, as GB/T 2260 knows them; those shaped like a residence permit carry
    /// the warning <see cref="IdentifierWarnings.ResidencePermitRange"/>.
    /// </remarks>
    public static IdentifierCheck Check(string? value, DateOnly today)
    {
        if (IdentifierText.Refuses(value, PersonNumber.Length, PersonNumber.Length, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        var check = PersonNumber.Check(value, today, static number => Provinces.ByCode(number) is not null);
        return check.Normalized is { } number && ResidencePermit.HasPrefix(number)
            ? IdentifierCheck.Accepted(number, IdentifierWarnings.ResidencePermitRange)
            : check;
    }

    /// <summary>
    /// The present number for an old one of 15 digits, for reading old files only: "19" is inserted after the sixth
    /// digit and the check character is added. <c>610104620927690</c> gives <c>610104196209276908</c>.
    /// </summary>
    /// <returns>
    /// Null when the text is not 15 ASCII digits. The result is not checked: pass it to <see cref="Check"/>.
    /// </returns>
    public static string? Upgrade15(string? old)
    {
        if (old is not { Length: 15 } || !old.Consists(IdentifierText.Digits))
        {
            return null;
        }

        var body = $"{old.AsSpan(0, 6)}19{old.AsSpan(6)}";
        return body + Iso7064.Mod11Two(body);
    }
}
