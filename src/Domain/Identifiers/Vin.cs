using System.Buffers;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>Vehicle identification number, ISO 3779 and GB 16735 (车辆识别代号); rules.md E.4.</summary>
public static class Vin
{
    private const int Length = 17;
    private const int CheckAt = 8;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const string Values = "012345678912345678123457923456789";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    private static ReadOnlySpan<int> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    /// <summary>
    /// Accepts 17 digits and capitals without I O Q; lower case is refused. The ninth character must be the check digit
    /// where the maker's country requires it; elsewhere a wrong one is only a warning:
    /// <see cref="IdentifierWarnings.ChecksumNotMandatory"/>.
    /// </summary>
    /// <remarks>
    /// It is required for makers of China (first letter L, GB 16735) and of North America (first digit 1 to 5, 49 CFR
    /// 565). Makers in Europe, Japan and elsewhere use that character as they like.
    /// </remarks>
    public static IdentifierCheck Check(string? value)
    {
        if (IdentifierText.Refuses(value, Length, Length, out var fault))
        {
            return IdentifierCheck.Refused(fault);
        }

        if (!value.Consists(Allowed))
        {
            return IdentifierCheck.Refused(IdentifierFault.Character);
        }

        if (CheckDigit(value) == value[CheckAt])
        {
            return IdentifierCheck.Accepted(value);
        }

        return value[0] is 'L' or (>= '1' and <= '5')
            ? IdentifierCheck.Refused(IdentifierFault.Checksum)
            : IdentifierCheck.Accepted(value, IdentifierWarnings.ChecksumNotMandatory);
    }

    /// <summary>The whole number for its other 16 characters: the check digit is inserted as the ninth.</summary>
    public static string Complete(string sixteen)
    {
        var vin = sixteen.Insert(CheckAt, "0"); // The check digit itself weighs nothing.
        return sixteen.Insert(CheckAt, CheckDigit(vin).ToString());
    }

    private static char CheckDigit(string vin)
    {
        var sum = 0;
        for (var i = 0; i < Length; i++)
        {
            sum += (Values[Alphabet.IndexOf(vin[i], StringComparison.Ordinal)] - '0') * Weights[i];
        }

        return "0123456789X"[sum % 11];
    }
}
