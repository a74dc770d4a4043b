namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Why an identifier is refused; rules.md E. Numbers and names are frozen, as API clients see the names.
/// </summary>
/// <remarks>
/// One fault is reported, the first of: Empty, Length, Character, Prefix, Format, Date, Checksum,
/// Colour. The checksum comes late because it is the least telling: a number with the thirteenth
/// month mostly has a wrong checksum too, and its holder is helped by "date". White space and
/// control characters are reported as Character before the length is measured.
/// </remarks>
public enum IdentifierFault
{
    /// <summary>Nothing was given, or white space alone.</summary>
    Empty = 1,

    /// <summary>Too short or too long. Old citizen numbers of 15 digits are refused by this.</summary>
    Length = 2,

    /// <summary>A character the standard never uses: white space, lower case, full-width digits, I or O.</summary>
    Character = 3,

    /// <summary>The check character does not belong to the rest.</summary>
    Checksum = 4,

    /// <summary>The birth date is not in the calendar, or lies in the future.</summary>
    Date = 5,

    /// <summary>The first characters name no known province, region or root.</summary>
    Prefix = 6,

    /// <summary>Allowed characters in an order the standard does not know.</summary>
    Format = 7,

    /// <summary>An unknown plate colour, or one that this type of plate never has.</summary>
    Colour = 8,
}
