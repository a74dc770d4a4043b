namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Numbers of people, firms and documents as people type and paste them (rules.md H.23).</summary>
public static class WrittenNumber
{
    /// <summary>
    /// The text by which a number is looked up: full-width characters become plain ones, letters capitals, and spaces
    /// are removed. A text that is no number does not become one.
    /// </summary>
    public static string Of(string written) =>
        string.Concat(written.Where(c => !char.IsWhiteSpace(c)).Select(AsciiOf));

    /// <summary>The character as a capital and in half width; other characters stay.</summary>
    internal static char AsciiOf(char c) =>
        char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
}
