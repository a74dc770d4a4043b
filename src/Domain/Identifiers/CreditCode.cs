using System.Buffers;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Unified social credit code, GB 32100 (统一社会信用代码); rules.md E.3.</summary>
public static class CreditCode
{
    internal const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    /// <summary>The weights of GB 11714 over the eight characters of an organisation code.</summary>
    private static ReadOnlySpan<int> InnerWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// Accepts 18 digits and capitals without I O S V Z: two for authority and category, six digits of area, nine of
    /// the organisation, one check character. Letters in the area are refused as format. A wrong inner check of the
    /// organisation part only warns: <see cref="IdentifierWarnings.InnerChecksum"/>.
    /// </summary>
    /// <remarks>
    /// Lower case is refused. Authority and area are not looked up: the list of authorities grows, and central bodies
    /// use 100000.
    /// </remarks>
    public static IdentifierCheck Check(string? value)
    {
        if (IdentifierText.Refuses(value, Length, Length, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        if (!HasCharacters(value))
        {
            return IdentifierCheck.Refused(IdentifierFault.Character);
        }

        if (!value.AsSpan(2, 6).Consists(IdentifierText.Digits))
        {
            return IdentifierCheck.Refused(IdentifierFault.Format);
        }

        if (CheckCharacter(value.AsSpan(0, Length - 1)) != value[^1])
        {
            return IdentifierCheck.Refused(IdentifierFault.Checksum);
        }

        return InnerCheckCharacter(value.AsSpan(8, 8)) == value[16]
            ? IdentifierCheck.Accepted(value)
            : IdentifierCheck.Accepted(value, IdentifierWarnings.InnerChecksum);
    }

    /// <summary>
    /// The whole code of its first 16 characters: the inner check of GB 11714 and the check character are added.
    /// </summary>
    public static string Complete(string sixteen)
    {
        var body = sixteen + InnerCheckCharacter(sixteen.AsSpan(8, 8));
        return body + CheckCharacter(body);
    }

    /// <summary>True when all characters are of the alphabet of GB 32100.</summary>
    internal static bool HasCharacters(ReadOnlySpan<char> text) => text.Consists(Allowed);

    /// <summary>Weights are the powers of 3, modulo 31; every slip of one character and every swap shows.</summary>
    private static char CheckCharacter(ReadOnlySpan<char> body)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>GB 11714: letters count 10 to 35 here, with I O S V Z in the count; 10 is written X, 11 is 0.</summary>
    private static char InnerCheckCharacter(ReadOnlySpan<char> organisation)
    {
        var sum = 0;
        for (var i = 0; i < organisation.Length; i++)
        {
            var character = organisation[i];
            sum += (char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10) * InnerWeights[i];
        }

        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }
}
