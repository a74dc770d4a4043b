using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Road;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Verify;

/// <summary>
/// The verdict as a page for a phone in the rain: the result, then what an officer compares, in that order. One file
/// without scripts, written by hand, because with a weak signal nothing else may have to be loaded. Green only means
/// "valid"; word, symbol, border and colour all say the same.
/// </summary>
public static class VerdictPage
{
    private static readonly string _policy = "default-src 'none'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(VerdictStyle.Text))) + "'";

    private static readonly HtmlEncoder _html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>What every page begins with, in Chinese and in English, and the style behind the title.</summary>
    private static readonly byte[] _beginZh = Begin("zh-CN"), _beginEn = Begin("en"),
        _style = Encoding.UTF8.GetBytes($"</title><style>{VerdictStyle.Text}</style></head><body>");

    /// <summary>A page is written in one go, so each thread has one at a time, in the room of the one before.</summary>
    [ThreadStatic]
    private static StringBuilder? _text;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    /// <summary>Answers with the page.</summary>
    public static void Write(HttpContext http, Verdict verdict)
    {
        var english = Display.Of(http.Request).English;
        SetHeaders(http, english);
        var page = Page(verdict, english);
        http.Response.ContentLength = page.Length;
        http.Response.BodyWriter.Write(page);
    }

    internal static void SetHeaders(HttpContext http, bool english)
    {
        var headers = http.Response.Headers;
        http.Response.ContentType = "text/html; charset=utf-8";
        headers.ContentLanguage = english ? Language.English : Language.Chinese;
        headers.Vary = "Cookie, Accept-Language";
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
    }

    private static byte[] Begin(string language) => Encoding.UTF8.GetBytes(
        $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1,viewport-fit=cover\">"
        + "<meta name=\"robots\" content=\"noindex\"><title>");

    /// <summary>The page, until the next one is made on this thread.</summary>
    private static ReadOnlySpan<byte> Page(Verdict verdict, bool english)
    {
        var (text, bytes) = (_text ??= new StringBuilder(4096), _bytes ??= new ArrayBufferWriter<byte>(8192));
        text.Clear();
        bytes.ResetWrittenCount();
        var result = In(VerdictTexts.Of(verdict.Result), english);
        bytes.Write(english ? _beginEn : _beginZh);
        Encoding.UTF8.GetBytes(result, bytes);
        if (verdict.Subject?.Plate is { } known) Encoding.UTF8.GetBytes(" · " + _html.Encode(known), bytes);
        bytes.Write(_style);
        Body(text, verdict, result, english);
        using (var writer = new Utf8Writer(bytes))
        {
            if (english)
            {
                using var marks = new ChineseMarks(writer);
                marks.Write(text);
            }
            else
            {
                writer.Write(text);
            }
        }
        return bytes.WrittenSpan;
    }

    private static void Body(StringBuilder page, Verdict verdict, string result, bool english)
    {
        Header(page, verdict, result, english);
        page.Append("<main>");
        if (verdict.Subject is { } subject) Compare(page, subject, verdict, english);
        Conclude(page, verdict, english);
        page.Append(CultureInfo.InvariantCulture,
            $"<p class=\"acts\"><a class=\"btn\" href=\"\">{(english ? "Check again" : "重新核验")}</a>");
        page.Append(CultureInfo.InvariantCulture,
            $"<a class=\"btn\" href=\"/verify\">{(english ? "Check another" : "查下一个")}</a></p>");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"soft wide more\"><a href=\"/road\">{(english
            ? "Enforcement: sign in for all of it" : "执法登录查全部信息")}</a> · <a href=\"/verify/offline\">{(english
            ? "Check without a network" : "无信号时离线核验")}</a></p></main></body></html>");
    }

    private static void Header(StringBuilder page, Verdict verdict, string result, bool english)
    {
        var (look, symbol) = LookOf(verdict);
        page.Append(CultureInfo.InvariantCulture,
            $"<header class=\"{look}\"><div><b aria-hidden=\"true\"><i>{symbol}</i></b><div><h1>{result}</h1>");
        if (verdict.Subject is { } subject)
            page.Append(CultureInfo.InvariantCulture, $"<p>{In(VerdictTexts.Of(subject.Credential), english)}</p>");
        if (verdict.Reason is { } reason)
            page.Append(CultureInfo.InvariantCulture, $"<p>{In(VerdictTexts.Of(reason), english)}</p>");
        page.Append(CultureInfo.InvariantCulture,
            $"</div><p class=\"when\">{(english ? "Data as of" : "数据时间")} ");
        page.Append(CultureInfo.InvariantCulture, $"{VerdictTimes.Second(verdict.AsOf, english)}</p></div></header>");
    }

    /// <summary>Colour, border and symbol say the same thing, so that no one of them is needed.</summary>
    internal static (string Look, string Symbol) LookOf(Verdict verdict) => verdict.Result switch
    {
        VerdictResult.Valid => verdict.Reason is null ? ("good", "✓") : ("care", "!"),
        VerdictResult.NotStarted or VerdictResult.NotReceived or VerdictResult.PaperOnly => ("care", "!"),
        VerdictResult.Expired or VerdictResult.Revoked => ("bad", "✕"),
        _ => ("ask", "?"),
    };

    /// <summary>The boxes in the order in which an officer compares them: plate, digits, drivers, the rest.</summary>
    private static void Compare(StringBuilder page, VerifiedSubject subject, Verdict verdict, bool english)
    {
        var number = 0;
        if (subject.Plate is { } plate)
        {
            Box(english ? "Compare with the plate" : "与车牌核对");
            page.Append(CultureInfo.InvariantCulture,
                $"<p class=\"plate {RoadWords.PlateLook(subject.PlateColour)}\">{_html.Encode(plate)}</p></section>");
        }
        if (verdict.Display is { } display)
        {
            Box(english ? "Compare with the digits on the driver's phone" : "与驾驶员手机上的数字核对");
            if (display.Code is { } code)
                page.Append(CultureInfo.InvariantCulture, $"<p class=\"code\">{_html.Encode(code)}</p>");
            page.Append(CultureInfo.InvariantCulture,
                $"<p class=\"soft\">{(english ? "Shown on the screen at" : "屏幕显示时间")} ");
            page.Append(CultureInfo.InvariantCulture, $"{VerdictTimes.Second(display.ShownAt, english)}{(english
                ? ". They change every 30 s: other digits are a screenshot or a copy."
                : "。每 30 秒更换，数字不同即为截图或复制。")}</p></section>");
        }
        if (subject.Drivers is { IsDefaultOrEmpty: false } drivers)
        {
            Box(english ? "Compare with the driver" : "与驾驶员核对");
            Drivers(page, drivers, english);
        }
        Box(english ? "The document" : "证件内容");
        Facts(page, subject, verdict, english);

        void Box(string title) => page.Append(
            CultureInfo.InvariantCulture, $"<section class=\"box\"><h2>{++number}. {title}</h2>");
    }

    private static void Drivers(StringBuilder page, IEnumerable<VerifiedDriver> drivers, bool english)
    {
        page.Append("<ul class=\"who\">");
        foreach (var driver in drivers)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li class=\"{(driver.Received ? "good" : "care")}\"><span>");
            page.Append(CultureInfo.InvariantCulture, $"{_html.Encode(driver.Name)} <span class=\"soft\">");
            page.Append(_html.Encode(driver.CertificateNumber ?? ""));
            page.Append("</span></span><span class=\"chip\">");
            page.Append(driver.Received ? english ? "✓ received" : "✓ 已接收" : english ? "! not received" : "! 未接收");
            page.Append("</span></li>");
        }
        page.Append(CultureInfo.InvariantCulture, $"</ul><p class=\"soft\">{(english
            ? "A driver who has not received it has to show the paper plate."
            : "未接收的驾驶员驾驶时，须出示纸质标志牌。")}</p></section>");
    }

    private static void Facts(StringBuilder page, VerifiedSubject subject, Verdict verdict, bool english)
    {
        page.Append("<dl>");
        Fact("车牌号", "Number plate", subject.Plate);
        Fact("持证人", "Holder", subject.Holder);
        Fact("证号", "Number", subject.Number);
        Fact("运输企业", "Carrier", subject.Carrier);
        Fact("起讫地", "From, to", subject.Origin is null ? null : $"{subject.Origin} → {subject.Destination}");
        Fact("等级", "Grade", subject.Grade?.ToString());
        Fact("有效期", "Valid", VerdictTimes.Period(subject, english));
        Fact("还有", "Time left", VerdictTimes.Left(verdict, english));
        Fact("签发省份", "Issuing province", english && verdict.Issuer is { } issuer
            && Provinces.ByCode(issuer.Province) is { } province ? province.English : verdict.Issuer?.Name);
        page.Append("</dl></section>");

        void Fact(string zh, string en, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                page.Append(CultureInfo.InvariantCulture,
                    $"<dt>{(english ? en : zh)}</dt><dd>{_html.Encode(value.Trim())}</dd>");
        }
    }

    /// <summary>What the result proves, and what it does not.</summary>
    private static void Conclude(StringBuilder page, Verdict verdict, bool english)
    {
        page.Append(CultureInfo.InvariantCulture,
            $"<section class=\"box wide\"><h2>{(english ? "What this means" : "怎么看这个结果")}</h2>"
                + $"<p>{In(VerdictMeanings.Of(verdict.Result), english)}</p></section>");
        if (verdict is not { Result: VerdictResult.Valid, Subject: { } subject }) return;
        var checks = VerdictMeanings.StillToCheck(subject.Credential);
        if (checks.IsEmpty) return;
        page.Append(CultureInfo.InvariantCulture,
            $"<section class=\"box wide\"><h2>{(english ? "Still to be checked by hand" : "还须查验")}</h2>");
        page.Append("<ul class=\"chk\">");
        foreach (var check in checks) page.Append(CultureInfo.InvariantCulture, $"<li>{In(check, english)}</li>");
        page.Append("</ul></section>");
    }

    private static string In(LocalText text, bool english) => _html.Encode(english ? text.En : text.Zh);
}
