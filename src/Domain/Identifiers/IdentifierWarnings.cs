namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Stable codes on a valid identifier that deserves a second look. Codes are added, never changed.</summary>
public static class IdentifierWarnings
{
    /// <summary>
    /// The organisation code inside a credit code has a wrong check character (GB 11714). Some real codes do, so it is
    /// only a warning (rules.md E.3).
    /// </summary>
    public const string InnerChecksum = "INNER_CHECKSUM";

    /// <summary>
    /// The check digit of a VIN is wrong, and its maker's country does not require one (rules.md E.4).
    /// </summary>
    public const string ChecksumNotMandatory = "CHECKSUM_NOT_MANDATORY";

    /// <summary>
    /// The number has a check digit, but its rule is not published: the old foreign card (rules.md E.2).
    /// </summary>
    public const string ChecksumNotChecked = "CHECKSUM_NOT_CHECKED";

    /// <summary>A citizen number that begins like a residence permit: 810000, 820000 or 830000.</summary>
    public const string ResidencePermitRange = "RESIDENCE_PERMIT_RANGE";
}
