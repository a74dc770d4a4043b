namespace OrleansRegistry.Domain.Identifiers;

/// <summary>The two check-character systems of ISO 7064 that Chinese identifiers use.</summary>
public static class Iso7064
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>
    /// MOD 11-2, of GB 11643. Finds every single wrong character and every swap of two neighbours. Over 17 digits it
    /// is the weighted sum of rules.md E.1 (weights 7 9 10 5 …), computed from the left.
    /// </summary>
    /// <param name="digits">ASCII digits without the check character.</param>
    /// <returns>A digit, or X for ten.</returns>
    /// <exception cref="ArgumentException">A character is not an ASCII digit.</exception>
    public static char Mod11Two(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        foreach (var digit in digits)
        {
            sum = (sum + ValueOf(digit, 10)) * 2 % 11;
        }

        var check = (12 - sum) % 11;
        return check == 10 ? 'X' : Alphabet[check];
    }

    /// <summary>
    /// MOD 37,36, the hybrid system of GB/T 36904 (rules.md E.7). Finds every single wrong character, and every swap of
    /// neighbours except some of characters that are adjacent in the alphabet (0 and Z count as adjacent).
    /// </summary>
    /// <param name="characters">ASCII digits and capitals without the check character.</param>
    /// <returns>A digit or a capital.</returns>
    /// <exception cref="ArgumentException">A character is neither ASCII digit nor capital.</exception>
    public static char Mod37And36(ReadOnlySpan<char> characters)
    {
        var product = 36;
        foreach (var character in characters)
        {
            var sum = (product + ValueOf(character, 36)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }

        return Alphabet[(37 - product) % 36];
    }

    private static int ValueOf(char character, int radix)
    {
        var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
        return value >= 0 && value < radix
            ? value
            : throw new ArgumentException($"The character U+{(int)character:X4} has no value.", nameof(character));
    }
}
