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
    /// The registration authorities of GB 32100, each with the categories of what it registers: offices of state
    /// staff, foreign affairs, justice, culture, civil affairs, tourism, religion, trade unions, market supervision,
    /// the army, agriculture, others. Read on a public page about the standard (osuse.cn), as the standard itself is
    /// not published as text.
    /// </summary>
    private static readonly Dictionary<char, string> _categories = new()
    {
        ['1'] = "1239", ['2'] = "19", ['3'] = "123459", ['4'] = "19", ['5'] = "1239", ['6'] = "129", ['7'] = "129",
        ['8'] = "19", ['9'] = "123", ['A'] = "19", ['N'] = "1239", ['Y'] = "1",
    };

    /// <summary>
    /// Accepts 18 digits and capitals without I O S V Z: registration authority and category as GB 32100 defines them
    /// (H.21), six digits of area, nine characters of the organisation, one check character. Letters in the area are
    /// refused as format. A wrong inner check of the organisation part only warns:
    /// <see cref="IdentifierWarnings.InnerChecksum"/>.
    /// </summary>
    /// <remarks>Lower case is refused. The area is not looked up: central bodies use 100000.</remarks>
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

        if (_categories.GetValueOrDefault(value[0])?.Contains(value[1], StringComparison.Ordinal) != true)
        {
            return IdentifierCheck.Refused(IdentifierFault.Prefix);
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
    /// The same check where an authority registers a code with a reason (H.21): some codes were issued with a wrong
    /// check character, and are accepted with it. Every other fault is still refused.
    /// </summary>
    public static IdentifierCheck Check(string? value, string? reason) =>
        Check(value) is { Fault: IdentifierFault.Checksum } && !string.IsNullOrWhiteSpace(reason)
            ? IdentifierCheck.Accepted(value!) : Check(value);

    /// <summary>The reason to be stored; null where the check character is right and needs no reason.</summary>
    public static string? ReasonOnRecord(string? value, string? reason) =>
        Check(value).Fault is IdentifierFault.Checksum && !string.IsNullOrWhiteSpace(reason) ? reason.Trim() : null;

    /// <summary>
    /// True for a code that the register may have: its check character is right, or there is a reason.
    /// </summary>
    public static bool MayBeOnRecord(string? value) => Check(value, "any").Valid;

    /// <summary>
    /// The whole code for its first 16 characters: the inner check of GB 11714 and the check character are added.
    /// </summary>
    public static string Complete(string sixteen)
    {
        var body = sixteen + InnerCheckCharacter(sixteen.AsSpan(8, 8));
        return body + CheckCharacter(body);
    }

    /// <summary>True when all characters are of the alphabet of GB 32100.</summary>
    internal static bool HasCharacters(ReadOnlySpan<char> text) => text.Consists(Allowed);

    /// <summary>
    /// The weights are the powers of 3, modulo 31; every wrong character and every swap of two is found.
    /// </summary>
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

    /// <summary>
    /// GB 11714: here letters count 10 to 35, including I O S V Z; a result of 10 is written X, and 11 is 0.
    /// </summary>
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
