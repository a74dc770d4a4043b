using System.Text.RegularExpressions;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Number of a road-transport operating permit (道路运输经营许可证号); rules.md E.8.</summary>
public static partial class OperatingPermitNumber
{
    /// <summary>
    /// Lenient, because offices write it in different ways: province character, 交运管许可, up to three characters of county
    /// and an optional 字, twelve digits (area and serial), an optional 号. Refused are spaces, brackets, non-ASCII
    /// digits, and anything before or after. The area is not compared with the province.
    /// </summary>
    public static bool IsValid(string? number) =>
        number is { Length: <= IdentifierText.LongestRead }
        && Pattern().IsMatch(number)
        && Provinces.ByPlate(number[0]) is not null;

    [GeneratedRegex(@"^\p{IsCJKUnifiedIdeographs}交运管许可\p{IsCJKUnifiedIdeographs}{0,3}字?[0-9]{12}号?\z")]
    private static partial Regex Pattern();
}
