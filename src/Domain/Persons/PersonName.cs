using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// A person's name as the register stores it (decisions of this registry on names): letters, marks, spaces, and the
/// characters that join parts of a name. The dot in minority names is U+00B7 (民委发〔2016〕33号), whichever similar dot was
/// typed, so that a name has one form in which it is compared.
/// </summary>
public static class PersonName
{
    private const char Dot = '\u00B7';

    // Bullet, katakana middle dot (also half width), full-width full stop, hyphenation point, bullet and dot operators.
    private static readonly SearchValues<char> _dots =
        SearchValues.Create("\u2022\u30FB\uFF65\uFF0E\u2027\u2219\u22C5");

    private static readonly SearchValues<char> _between = SearchValues.Create(" \u00B7-.'\u2019");

    /// <summary>The name in its stored form.</summary>
    public static string Of(string given)
    {
        var name = given.Trim();
        if (!name.AsSpan().ContainsAny(_dots) && !name.AsSpan().ContainsAnyInRange('\uF900', '\uFAFF')) return name;
        return string.Create(name.Length, name, static (form, typed) =>
        {
            for (var i = 0; i < typed.Length; i++)
                form[i] = _dots.Contains(typed[i]) ? Dot : LookAlikes.Folded(typed[i]);
        });
    }

    /// <summary>True when both are the same name, however it was typed.</summary>
    public static bool Same(string one, string other) => Of(one) == Of(other);

    /// <summary>
    /// True when every character is possible in a name; invisible characters and marks of direction are not.
    /// </summary>
    public static bool IsName(string given)
    {
        var hasLetter = false;
        foreach (var rune in Of(given).EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || LookAlikes.Has(rune)) return false;
            var isLetter = IsLetter(rune);
            if (!isLetter && !(rune.IsBmp && _between.Contains((char)rune.Value)) && !IsMark(rune)) return false;
            hasLetter |= isLetter;
        }
        return hasLetter;
    }

    /// <summary>
    /// Characters that Unicode has added after this program's tables, and private ones, count as letters: rare names
    /// have them.
    /// </summary>
    private static bool IsLetter(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.PrivateUse => true,
        UnicodeCategory.OtherNotAssigned => rune.Value is >= 0x20000 and < 0x40000,
        UnicodeCategory.LetterNumber => rune.Value == 0x3007, // 〇 is a character of names.
        _ => false,
    };

    /// <summary>
    /// Marks are accepted for scripts that write with them. Those for Latin letters (é as two characters) are refused:
    /// keyboards give one character, and for a search two would be another name.
    /// </summary>
    private static bool IsMark(Rune rune) => rune.Value is not (>= 0x0300 and <= 0x036F)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
