using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>Which of the registry's two languages a caller reads: zh-CN unless English is preferred.</summary>
internal static class Languages
{
    /// <summary>True when English is asked for before Chinese.</summary>
    public static bool IsEnglish(HttpContext http) => Language.IsEnglish(http.Request.Headers.AcceptLanguage);

    /// <summary>The text in the caller's language.</summary>
    public static string In(HttpContext http, LocalText text) => IsEnglish(http) ? text.En : text.Zh;
}
