using System.Collections.Frozen;
using System.Text;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// Characters that make another name of one that looks the same (finding M9): those that nobody sees though Unicode
/// counts them among letters and marks, and the second forms of Chinese characters that are kept for older encodings.
/// </summary>
internal static class LookAlikes
{
    /// <summary>
    /// The second forms that GBK has, so that an older register brings them in good faith, with the character that each
    /// stands for (its canonical decomposition).
    /// </summary>
    private static readonly FrozenDictionary<char, char> _ofGbk = new Dictionary<char, char>
    {
        ['\uF92C'] = '郎', ['\uF979'] = '凉', ['\uF995'] = '秊', ['\uF9E7'] = '裏', ['\uF9F1'] = '隣',
        ['\uFA0C'] = '兀', ['\uFA0D'] = '嗀', ['\uFA18'] = '礼', ['\uFA20'] = '蘒',
    }.ToFrozenDictionary();

    /// <summary>Of the block of second forms these are characters of their own.</summary>
    private static readonly FrozenSet<int> _ofTheirOwn = FrozenSet.Create(
        0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29);

    /// <summary>The character that <paramref name="typed"/> is a second form of; else itself.</summary>
    public static char Folded(char typed) => _ofGbk.GetValueOrDefault(typed, typed);

    /// <summary>True for a character that no name has: it is not seen, or it looks like another one.</summary>
    public static bool Has(Rune rune) => IsUnseen(rune.Value) || IsSecondForm(rune.Value);

    /// <summary>
    /// True for what is drawn as nothing and yet is a letter or mark: fillers of Hangul, inherent vowels of Khmer,
    /// selectors of variants (Unicode, Default_Ignorable_Code_Point).
    /// </summary>
    public static bool IsUnseen(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F)
        or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsSecondForm(int value) =>
        value is (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F) && !_ofTheirOwn.Contains(value);
}
