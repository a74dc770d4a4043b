namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Numbers of people, firms and documents as they are typed and pasted (rules.md H.23).</summary>
public static class WrittenNumber
{
    /// <summary>
    /// The text by which a number is looked up: full-width characters as plain ones, letters as capitals, without
    /// spaces. What is no number stays none.
    /// </summary>
    public static string Of(string written) =>
        string.Concat(written.Where(c => !char.IsWhiteSpace(c)).Select(AsciiOf));

    /// <summary>Capital and half-width; other characters stay.</summary>
    internal static char AsciiOf(char c) =>
        char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
}
