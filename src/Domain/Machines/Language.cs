using System.Globalization;

namespace OrleansRegistry.Domain.Machines;

/// <summary>Which of the registry's two languages a reader wants: zh-CN unless English is preferred.</summary>
public static class Language
{
    /// <summary>The tag of Chinese.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>The tag of English.</summary>
    public const string English = "en";

    /// <summary>
    /// True when an Accept-Language header (RFC 9110 12.5.4) prefers English to Chinese. Unreadable parts of it are
    /// ignored.
    /// </summary>
    public static bool IsEnglish(string? acceptLanguage)
    {
        if (string.IsNullOrEmpty(acceptLanguage)) return false;
        double english = 0, chinese = 0;
        foreach (var wish in acceptLanguage.Split(','))
        {
            var parts = wish.Split(';');
            var tag = parts[0].Trim();
            if (tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                english = Math.Max(english, QualityOf(parts));
            else if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
                chinese = Math.Max(chinese, QualityOf(parts));
        }
        return english > chinese;
    }

    private static double QualityOf(string[] parts)
    {
        foreach (var parameter in parts.Skip(1))
            if (parameter.Trim() is var text && text.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                return double.TryParse(
                    text[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
                    ? quality : 0;
        return 1;
    }
}
