namespace OrleansRegistry.Domain.Identifiers;

/// <summary>The cards by which a person can register. The numbers are those of <see cref="IdentifierKind"/>.</summary>
public enum IdentityKind
{
    /// <summary>Citizen identity card (居民身份证).</summary>
    CitizenId = 1,

    /// <summary>Residence permit of Hong Kong, Macao and Taiwan residents (港澳台居民居住证).</summary>
    ResidencePermit = 2,

    /// <summary>Foreign permanent resident card (外国人永久居留身份证).</summary>
    ForeignPermanentResident = 3,
}

/// <summary>What the registry does with the identity number of a person: check it, read it, mask it.</summary>
public static class IdentityNumber
{
    private const int ShownFirst = 4;
    private const int ShownLast = 2;

    /// <summary>
    /// In characters. Shorter numbers are hidden as a whole, because the visible part would be half of them or more.
    /// </summary>
    private const int ShortestShown = 13;

    /// <summary>Checks a number by the standard of its card; rules.md E.1 and E.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The kind is not a value of the enum: a bug of the caller.
    /// </exception>
    public static IdentifierCheck Check(IdentityKind kind, string? value, DateOnly today) => kind switch
    {
        IdentityKind.CitizenId => CitizenId.Check(value, today),
        IdentityKind.ResidencePermit => ResidencePermit.Check(value, today),
        IdentityKind.ForeignPermanentResident => ForeignPermanentResident.Check(value, today),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of identity."),
    };

    /// <summary>
    /// The birth date in a valid number: characters 7 to 14 on all three cards. Null when it has none: the
    /// old foreign card of 15 characters gives the year without the century.
    /// </summary>
    /// <param name="kind">The card.</param>
    /// <param name="normalized">
    /// A number that <see cref="Check"/> accepted; for any other the result means nothing.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The kind is not a value of the enum: a bug of the caller.
    /// </exception>
    public static DateOnly? BornOn(IdentityKind kind, string normalized) => kind switch
    {
        IdentityKind.CitizenId or IdentityKind.ResidencePermit or IdentityKind.ForeignPermanentResident =>
            PersonNumber.BornOn(normalized),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of identity."),
    };

    /// <summary>
    /// The number as others may see it: the first four and the last two characters, and a star for each other;
    /// <c>410105198502280015</c> gives <c>4101************15</c>. Province and city stay readable, so that holders
    /// recognise their own number; birth date, district and most of the sequence are hidden.
    /// </summary>
    /// <remarks>
    /// Showing the usual six and four would leave only the birth date to guess, and colleagues know birthdays. The
    /// length is kept. Texts of up to 12 characters are hidden as a whole.
    /// </remarks>
    public static string Mask(string number) => number.Length < ShortestShown
        ? new string('*', number.Length)
        : number[..ShownFirst] + new string('*', number.Length - ShownFirst - ShownLast) + number[^ShownLast..];

    /// <summary>
    /// A mobile number as others may see it: <c>13812345678</c> gives <c>138****5678</c>, as telephone companies print
    /// it. Any other text than eleven ASCII digits is hidden as a whole.
    /// </summary>
    public static string MaskPhone(string phone) => phone.Length == 11 && phone.Consists(IdentifierText.Digits)
        ? $"{phone.AsSpan(0, 3)}****{phone.AsSpan(7)}"
        : new string('*', phone.Length);
}
