using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// How pages look to a reader: as chosen on a page, otherwise in the language that the browser asks for.
/// </summary>
/// <param name="English">True: English.</param>
/// <param name="Large">True: large type (大字版).</param>
internal readonly record struct Display(bool English, bool Large)
{
    /// <summary>The cookie's name; its value does not show who the reader is.</summary>
    public const string Cookie = "display";

    /// <summary>The display for the request.</summary>
    public static Display Of(HttpRequest request)
    {
        var chosen = request.Cookies[Cookie];
        return new Display(
            chosen?.StartsWith(Language.English, StringComparison.Ordinal)
                ?? Language.IsEnglish(request.Headers.AcceptLanguage),
            chosen?.EndsWith(".large", StringComparison.Ordinal) is true);
    }

    /// <summary>The form in the cookie.</summary>
    public override string ToString() => (English ? Language.English : Language.Chinese) + (Large ? ".large" : "");
}
