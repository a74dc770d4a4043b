namespace OrleansRegistry.Domain.Persons;

/// <summary>Characters that make another name of one that looks the same (finding M9).</summary>
internal static class LookAlikes
{
    /// <summary>
    /// True for what is drawn as nothing and yet is a letter or mark: fillers of Hangul, inherent vowels of Khmer,
    /// selectors of variants (Unicode, Default_Ignorable_Code_Point).
    /// </summary>
    public static bool IsUnseen(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F)
        or (>= 0xE0000 and <= 0xE0FFF);
}
