using System.Globalization;
using System.Text;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Makes file names of clients harmless. They are shown to people and used as a download's name, never as a path.
/// </summary>
public static class FileNames
{
    /// <summary>Most characters, inclusive, with the extension.</summary>
    public const int MaxLength = 200;

    private const int MaxExtension = 10;

    /// <summary>
    /// The last part of a path, no longer than <see cref="MaxLength"/>, without control characters, formatting and
    /// other invisible characters (some change the direction of reading and so hide the extension). May be empty.
    /// </summary>
    public static string Clean(string given)
    {
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(Math.Min(name.Length, MaxLength));
        foreach (var rune in name.EnumerateRunes())
            if (IsShown(rune)) clean.Append(rune.ToString());
        return Short(clean.ToString().Trim(' ', '.'));
    }

    /// <summary>The media type to which the extension of a clean name belongs; null: none that is accepted.</summary>
    public static string? PromisedType(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".PNG" => ImageInspector.Png,
        ".JPG" or ".JPEG" => ImageInspector.Jpeg,
        _ => null,
    };

    private static bool IsShown(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Short(string name)
    {
        if (name.Length <= MaxLength) return name;
        var extension = Path.GetExtension(name);
        if (extension.Length > MaxExtension) extension = "";
        var kept = MaxLength - extension.Length;
        if (char.IsHighSurrogate(name[kept - 1])) kept--;
        return name[..kept] + extension;
    }
}
