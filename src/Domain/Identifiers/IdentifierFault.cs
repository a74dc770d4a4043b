namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Why an identifier is refused; rules.md E. Numbers and names are frozen, as API clients see the names.
/// </summary>
/// <remarks>
/// Only the first fault is reported, in the order Empty, Length, Character, Prefix, Format, Date, Checksum, Colour. The
/// checksum comes late because it says least: a number with a thirteenth month mostly has a wrong checksum too, and its
/// holder is helped more by "date". White space and control characters are reported as Character before the length is
/// checked.
/// </remarks>
public enum IdentifierFault
{
    /// <summary>Nothing was given, or only white space.</summary>
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

    /// <summary>Allowed characters, but in an order that the standard does not have.</summary>
    Format = 7,

    /// <summary>An unknown plate colour, or one that this type of plate never has.</summary>
    Colour = 8,
}
