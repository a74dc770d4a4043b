namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Foreign permanent resident card (外国人永久居留身份证), the new one and the old; rules.md E.2.</summary>
public static class ForeignPermanentResident
{
    private const int OldLength = 15;

    /// <summary>
    /// Accepts the 18 characters issued since September 2023: 9, province of first application, nationality (ISO 3166,
    /// three digits), birth date, sequence, MOD 11-2 check. Also accepts the 15 characters issued before: three
    /// capitals and twelve digits, by format only, with <see cref="IdentifierWarnings.ChecksumNotChecked"/>.
    /// </summary>
    /// <remarks>
    /// The province must be one that issues such cards, so Taiwan, Hong Kong and Macao are refused. The nationality is
    /// not looked up, because a card may outlast a state. The birth year on an old card lacks the century, so that its
    /// date is not checked.
    /// </remarks>
    public static IdentifierCheck Check(string? value, DateOnly today)
    {
        if (IdentifierText.Refuses(value, OldLength, PersonNumber.Length, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        return value.Length switch
        {
            OldLength => CheckOld(value),
            PersonNumber.Length => CheckNew(value, today),
            _ => IdentifierCheck.Refused(IdentifierFault.Length),
        };
    }

    private static IdentifierCheck CheckNew(string value, DateOnly today) => PersonNumber.Check(value, today,
        static number => number[0] == '9' && Provinces.ByCode(number.AsSpan(1)) is { PlateCharacter: not null });

    private static IdentifierCheck CheckOld(string value)
    {
        if (!value.Consists(IdentifierText.DigitsAndCapitals))
        {
            return IdentifierCheck.Refused(IdentifierFault.Character);
        }

        return !value.AsSpan(0, 3).ContainsAny(IdentifierText.Digits)
            && value.AsSpan(3).Consists(IdentifierText.Digits)
            ? IdentifierCheck.Accepted(value, IdentifierWarnings.ChecksumNotChecked)
            : IdentifierCheck.Refused(IdentifierFault.Format);
    }
}
