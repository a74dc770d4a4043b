namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Number of a qualification certificate (从业资格证号); rules.md E.8.</summary>
public static class QualificationNumber
{
    /// <summary>
    /// True for 6 to 24 ASCII digits and capitals. Nowadays it is the holder's identity number, but regional numbers of
    /// 19 and 20 digits are still in use, so that neither length nor check character is required.
    /// </summary>
    public static bool IsValid(string? number) =>
        number is { Length: >= 6 and <= 24 } && number.Consists(IdentifierText.DigitsAndCapitals);
}
