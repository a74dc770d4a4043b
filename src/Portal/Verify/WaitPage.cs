using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Verify;

/// <summary>
/// The page for a reader of a code whose network has asked too often. It says that nothing was checked, so that nobody
/// takes it for a verdict, and when to try again.
/// </summary>
public static class WaitPage
{
    /// <summary>Answers with the page; the status and Retry-After are set already.</summary>
    public static void Write(HttpContext http, TimeSpan wait)
    {
        var english = Display.Of(http.Request).English;
        VerdictPage.SetHeaders(http, english);
        var bytes = Encoding.UTF8.GetBytes(Html(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)), english));
        http.Response.ContentLength = bytes.Length;
        http.Response.BodyWriter.Write(bytes);
    }

    private static string Html(int seconds, bool english)
    {
        var (title, text, again) = english
            ? ("Not checked", $"Too many checks from this network. Nothing was determined: try again in {seconds} s.",
                "Check again")
            : ("未核验", $"该网络核验过于频繁，本次未作核验，请 {seconds} 秒后重试。", "重新核验");
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            <!doctype html><html lang="{(english ? Language.English : Language.Chinese)}"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
            <meta name="robots" content="noindex"><title>{title}</title><style>{VerdictStyle.Text}</style></head><body>
            <header class="ask"><div><b aria-hidden="true"><i>?</i></b><div><h1>{title}</h1><p>{text}</p></div></div>
            </header><main><p class="acts"><a class="btn" href="">{again}</a></p></main></body></html>
            """);
    }
}
