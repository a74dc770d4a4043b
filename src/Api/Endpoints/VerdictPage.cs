using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// The verdict as a page for a phone in the sun: a word, a symbol and a colour that say the same, then what to compare.
/// One file without scripts; nothing is loaded from anywhere. Green is for plain "valid" alone.
/// </summary>
internal static class VerdictPage
{
    private const string Style = "*{box-sizing:border-box}"
        + "body{margin:0;font:18px/1.5 system-ui,'Noto Sans CJK SC',sans-serif;color:#111;background:#fff}"
        + "header{padding:24px 16px;color:#fff;text-align:center;border-bottom:12px solid}"
        + "header b{display:block;font-size:72px;line-height:1}"
        + "h1{margin:8px 0 0;font-size:40px}"
        + "header p{margin:8px 0 0}"
        + ".good{background:#0b6b2e;border-bottom-style:solid}"
        + ".care{background:#8a5200;border-bottom-style:dashed}"
        + ".bad{background:#a1121f;border-bottom-style:double}"
        + ".ask{background:#3a4350;border-bottom-style:dotted}"
        + "main{max-width:640px;margin:auto;padding:8px 16px}"
        + "h2{font-size:22px}"
        + "dl{margin:0}"
        + "dt{color:#555;font-size:15px}"
        + "dd{margin:0 0 10px;font-size:22px;word-break:break-word}"
        + ".code{font-size:40px;letter-spacing:6px}"
        + "footer{padding:16px;color:#555;font-size:15px;text-align:center}";

    private static readonly string _policy = "default-src 'none'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style))) + "'";

    private static readonly HtmlEncoder _html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void Write(HttpContext http, Verdict verdict)
    {
        var english = Languages.IsEnglish(http);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers.ContentSecurityPolicy = _policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var bytes = Encoding.UTF8.GetBytes(Html(verdict, english));
        http.Response.ContentLength = bytes.Length;
        http.Response.BodyWriter.Write(bytes);
    }

    private static string Html(Verdict verdict, bool english)
    {
        var (look, symbol) = LookOf(verdict);
        var result = In(VerdictTexts.Of(verdict.Result), english);
        var page = new StringBuilder(4096);
        page.Append(CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"{(english ? "en" : "zh-CN")}\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append("<meta name=\"robots\" content=\"noindex\">");
        page.Append(CultureInfo.InvariantCulture, $"<title>{result}</title><style>{Style}</style></head><body>");
        page.Append(CultureInfo.InvariantCulture,
            $"<header class=\"{look}\"><b aria-hidden=\"true\">{symbol}</b><h1>{result}</h1>");
        if (verdict.Reason is { } reason)
            page.Append(CultureInfo.InvariantCulture, $"<p>{In(VerdictTexts.Of(reason), english)}</p>");
        page.Append("</header><main>");
        if (verdict.Subject is { } subject) Describe(page, subject, verdict, english);
        page.Append("</main>");
        page.Append(CultureInfo.InvariantCulture,
            $"<footer>{(english ? "Data as of" : "数据时间")} {Moment(verdict.AsOf)}</footer></body></html>");
        return page.ToString();
    }

    /// <summary>Colour, border and symbol say the same thing, so that no one of them is needed.</summary>
    private static (string Look, string Symbol) LookOf(Verdict verdict) => verdict.Result switch
    {
        VerdictResult.Valid => verdict.Reason is null ? ("good", "✓") : ("care", "!"),
        VerdictResult.NotStarted or VerdictResult.NotReceived or VerdictResult.PaperOnly => ("care", "!"),
        VerdictResult.Expired or VerdictResult.Revoked => ("bad", "✕"),
        _ => ("ask", "?"),
    };

    private static void Describe(StringBuilder page, VerifiedSubject subject, Verdict verdict, bool english)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{In(VerdictTexts.Of(subject.Credential), english)}</h2><dl>");
        Fact("车牌号", "Number plate", subject.Plate);
        Fact("持证人", "Holder", subject.Holder);
        Fact("证号", "Number", subject.Number);
        Fact("运输企业", "Carrier", subject.Carrier);
        Fact("起讫地", "From, to", subject.Origin is null ? null : $"{subject.Origin} — {subject.Destination}");
        foreach (var driver in subject.Drivers ?? [])
        {
            var received = driver.Received ? english ? "(received)" : "（已接收）" : "";
            Fact("驾驶员", "Driver", $"{driver.Name} {driver.CertificateNumber} {received}");
        }
        Fact("等级", "Grade", subject.Grade?.ToString());
        Fact("有效期起", "Valid from", subject.ValidFrom is { } from ? Moment(from) : null);
        Fact("有效期止（不含）", "Valid until (exclusive)", subject.ValidUntil is { } until ? Moment(until) : null);
        Fact("签发省份", "Issuing province", verdict.Issuer?.Name);
        if (verdict.Display is { } display)
        {
            Fact("屏幕显示时间", "Shown on screen at", Moment(display.ShownAt));
            if (display.Code is { } code)
                page.Append(CultureInfo.InvariantCulture,
                    $"<dt>{(english ? "Code on the screen" : "屏幕校验码")}</dt><dd class=\"code\">{code}</dd>");
        }
        page.Append("</dl>");

        void Fact(string zh, string en, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                page.Append(CultureInfo.InvariantCulture,
                    $"<dt>{(english ? en : zh)}</dt><dd>{_html.Encode(value.Trim())}</dd>");
        }
    }

    private static string In(LocalText text, bool english) => _html.Encode(english ? text.En : text.Zh);

    private static string Moment(DateTimeOffset at) =>
        ShanghaiTime.ToLocal(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
