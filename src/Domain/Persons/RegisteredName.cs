using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// A name of a person or a unit as the register stores and compares it (rules.md H.22): trimmed, in form C, with one
/// inner space, the dot of minority names as U+00B7 (民委发〔2016〕33号) whichever similar dot was typed. Full-width letters
/// of firms stay as they are and compare as narrow ones. No character of markup, formulas or commands is possible.
/// </summary>
public static class RegisteredName
{
    private const char Dot = '\u00B7';

    // Bullet, katakana middle dot (also half width), full-width full stop, hyphenation point, bullet and dot operators.
    private static readonly SearchValues<char> _dots =
        SearchValues.Create("\u2022\u30FB\uFF65\uFF0E\u2027\u2219\u22C5");

    private static readonly SearchValues<char> _between =
        SearchValues.Create(" -'\u2019.,\uFF0C\u00B7\uFF08\uFF09()&/\u3001\u300A\u300B\u201C\u201D");

    /// <summary>The name in its stored form.</summary>
    public static string Of(string given)
    {
        var name = new StringBuilder(given.Length);
        foreach (var letter in CanonicalForm.Of(given.Trim()))
        {
            var stored = _dots.Contains(letter) ? Dot
                : char.GetUnicodeCategory(letter) == UnicodeCategory.SpaceSeparator ? ' ' : letter;
            if (stored != ' ' || name is not [.., ' ']) name.Append(stored);
        }
        return name.ToString();
    }

    /// <summary>True when both are the same name, however it was typed: case and width count for nothing.</summary>
    public static bool Same(string? one, string? other) =>
        one is not null && other is not null && Compared(one) == Compared(other);

    /// <summary>The form in which names are compared; it is neither stored nor shown.</summary>
    public static string Compared(string name) => string.Create(
        Of(name) is var stored ? stored.Length : 0, stored, static (form, letters) =>
        {
            for (var i = 0; i < letters.Length; i++) form[i] = char.ToUpperInvariant(Narrow(letters[i]));
        });

    /// <summary>
    /// How registers write a name, each once: as given, all narrow, with wide brackets and commas, all wide; each also
    /// in capitals. Enough to look one up whose exact form is not known.
    /// </summary>
    public static IEnumerable<string> Writings(string name)
    {
        var stored = Of(name);
        var narrow = string.Concat(stored.Select(Narrow));
        var marks = string.Concat(narrow.Select(letter => letter is '(' or ')' or ',' ? Wide(letter) : letter));
        string[] forms = [stored, narrow, marks, string.Concat(narrow.Select(Wide))];
        return forms.Concat(forms.Select(form => form.ToUpperInvariant())).Distinct();
    }

    /// <summary>True when every character is possible in a name, and one is a letter or digit.</summary>
    public static bool IsName(string given)
    {
        var hasLetter = false;
        foreach (var rune in Of(given).EnumerateRunes())
        {
            if (LookAlikes.IsUnseen(rune.Value)) return false;
            var isLetter = IsLetter(rune);
            if (!isLetter && !(rune.IsBmp && _between.Contains((char)rune.Value))) return false;
            hasLetter |= isLetter;
        }
        return hasLetter;
    }

    /// <summary>The half-width form of ASCII that was typed full width.</summary>
    private static char Narrow(char letter) => letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter;

    private static char Wide(char letter) => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter;

    private static bool IsLetter(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber => true,
        // Extension J of the Chinese characters is younger than this program's tables: rare names have them.
        UnicodeCategory.OtherNotAssigned => rune.Value is >= 0x323B0 and <= 0x33479,
        _ => false,
    };
}
