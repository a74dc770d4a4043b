namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Checks identifiers of all standards of rules.md E, for <c>POST /api/v1/identifiers/check</c>.</summary>
public static class IdentifierChecks
{
    /// <summary>Checks a text by its standard. Every text of any length gets a result.</summary>
    /// <param name="kind">The standard.</param>
    /// <param name="value">
    /// The text as given. It is neither trimmed nor put in upper case (except the final x of an identity number): if it
    /// has a space, its sender should know, because the next system will not trim it either.
    /// </param>
    /// <param name="today">The date in China; a birth date after it is refused.</param>
    /// <param name="colour">
    /// Colour of a plate (<see cref="PlateColours"/>); null or empty means "not given" and nothing is checked. Other
    /// kinds ignore it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The kind is not a value of the enum: a bug of the caller.
    /// </exception>
    public static IdentifierCheck Check(IdentifierKind kind, string? value, DateOnly today, string? colour = null) =>
        kind switch
        {
            IdentifierKind.CitizenId => CitizenId.Check(value, today),
            IdentifierKind.ResidencePermit => ResidencePermit.Check(value, today),
            IdentifierKind.ForeignPermanentResident => ForeignPermanentResident.Check(value, today),
            IdentifierKind.CreditCode => CreditCode.Check(value),
            IdentifierKind.Vin => Vin.Check(value),
            IdentifierKind.Plate => Plate.Check(value, colour),
            IdentifierKind.LicenceIdentifier => LicenceIdentifier.Check(value),
            IdentifierKind.RailClass => RailClass.Check(value),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of identifier."),
        };
}
