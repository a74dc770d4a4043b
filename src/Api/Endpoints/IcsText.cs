using System.Globalization;
using System.Text;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Lines of an iCalendar file (RFC 5545): escaped, and folded at 75 octets.</summary>
internal static class IcsText
{
    private const int MaxLineOctets = 75;

    /// <summary>An instant in the form of the format.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day in the form of the format.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Text as the value of a property, with line ends escaped.</summary>
    public static string Escaped(string text) =>
        text.ReplaceLineEndings("\n").Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>A line with its end, folded so that none is longer than the standard allows.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length + 8);
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxLineOctets)
            {
                line.Append("\r\n ");
                octets = 1;
            }
            line.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        return line.Append("\r\n").ToString();
    }
}
