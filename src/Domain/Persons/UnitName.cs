using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// The characters possible in the name of a unit (an operator, an enterprise, a unit of it; rules.md H.22): letters,
/// marks, digits, spaces, and the punctuation of firms. No character of markup, formulas or commands is.
/// </summary>
public static class UnitName
{
    private static readonly SearchValues<char> _between =
        SearchValues.Create(" -'\u2019.,\uFF0C\u00B7\uFF08\uFF09()&/\u3001\u300A\u300B\u201C\u201D");

    /// <summary>True when every character is possible in a unit's name, and one is a letter or digit.</summary>
    public static bool IsName(string given)
    {
        var hasLetter = false;
        foreach (var rune in PersonName.Of(given).EnumerateRunes())
        {
            if (LookAlikes.Has(rune)) return false;
            var isLetter = IsLetter(rune);
            if (!isLetter && !(rune.IsBmp && _between.Contains((char)rune.Value))) return false;
            hasLetter |= isLetter;
        }
        return hasLetter;
    }

    private static bool IsLetter(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.LetterNumber => true,
        // Characters that Unicode has added after this program's tables: rare names have them.
        UnicodeCategory.OtherNotAssigned => rune.Value is >= 0x20000 and < 0x40000,
        _ => false,
    };
}
