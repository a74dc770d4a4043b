using Microsoft.Net.Http.Headers;

namespace OrleansRegistry.Api.Http;

/// <summary>Which of the two languages a caller reads: Chinese unless English is asked for first.</summary>
public static class Language
{
    /// <summary>True when the first language of <c>Accept-Language</c> that the registry has is English.</summary>
    public static bool IsEnglish(HttpRequest request)
    {
        var asked = request.Headers.AcceptLanguage;
        if (asked.Count == 0 || !StringWithQualityHeaderValue.TryParseList(asked, out var languages)) return false;
        foreach (var language in languages.OrderByDescending(language => language.Quality ?? 1))
        {
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return false;
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
