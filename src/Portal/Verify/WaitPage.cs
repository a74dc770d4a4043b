using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Verify;

/// <summary>
/// What a reader sees who has to come again, written without anything being read: who opened a code when its network
/// had asked too often, so that nobody takes it for a verdict, and who opened any page when there were too many.
/// </summary>
public static class WaitPage
{
    private static readonly LocalText _notChecked = new("未核验", "Not checked");

    /// <summary>Answers that a code was not checked; the status and Retry-After are set already.</summary>
    public static void Write(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        Write(http, _notChecked, new($"该网络核验过于频繁，本次未作核验，请 {seconds} 秒后重试。",
            $"Too many checks from this network. Nothing was determined: try again in {seconds} s."),
            new("重新核验", "Check again"));
    }

    /// <summary>Answers that nothing can be done at this moment; the status and Retry-After are set already.</summary>
    public static void WriteRefused(HttpContext http, Refusal refusal)
    {
        var text = refusal.Detail;
        if (HttpMethods.IsPost(http.Request.Method))
            text = new(text.Zh + "稍等片刻再刷新本页，同样的内容会重新提交。",
                text.En + " Wait a moment and reload this page: the same is sent again.");
        Write(http, http.Request.Path.StartsWithSegments("/v") ? _notChecked : new("请稍后重试", "Please try again soon"),
            text, new("重试", "Try again"));
    }

    private static void Write(HttpContext http, LocalText title, LocalText text, LocalText again)
    {
        var english = Display.Of(http.Request).English;
        VerdictPage.SetHeaders(http, english);
        var bytes = Encoding.UTF8.GetBytes(Html(In(title), In(text), In(again), english));
        http.Response.ContentLength = bytes.Length;
        http.Response.BodyWriter.Write(bytes);

        string In(LocalText said) => english ? said.En : said.Zh;
    }

    private static string Html(string title, string text, string again, bool english) =>
        string.Create(CultureInfo.InvariantCulture,
            $"""
            <!doctype html><html lang="{(english ? Language.English : Language.Chinese)}"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
            <meta name="robots" content="noindex"><title>{title}</title><style>{VerdictStyle.Text}</style></head><body>
            <header class="ask"><div><b aria-hidden="true"><i>?</i></b><div><h1>{title}</h1><p>{text}</p></div></div>
            </header><main><p class="acts"><a class="btn" href="">{again}</a></p></main></body></html>
            """);
}
