using Microsoft.Net.Http.Headers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>Which of the registry's two languages a caller reads: zh-CN unless English is preferred.</summary>
internal static class Languages
{
    /// <summary>True when English is asked for before Chinese.</summary>
    public static bool IsEnglish(HttpContext http)
    {
        var header = http.Request.Headers.AcceptLanguage;
        if (header.Count == 0) return false;
        if (!StringWithQualityHeaderValue.TryParseList(header, out var wishes)) return false;
        double english = 0, chinese = 0;
        foreach (var wish in wishes)
        {
            var quality = wish.Quality ?? 1;
            if (wish.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) english = Math.Max(english, quality);
            else if (wish.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
                chinese = Math.Max(chinese, quality);
        }
        return english > chinese;
    }

    /// <summary>The text in the caller's language.</summary>
    public static string In(HttpContext http, LocalText text) => IsEnglish(http) ? text.En : text.Zh;
}
