using System.Globalization;
using System.Text;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The caller's deadlines as an iCalendar file (RFC 5545): all-day entries, in the caller's language.</summary>
internal static class DeadlineCalendar
{
    private const int LineOctetsMost = 75;

    public static async Task<IResult> Get(HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var ics = new StringBuilder();
        Line(ics, "BEGIN:VCALENDAR");
        Line(ics, "VERSION:2.0");
        Line(ics, "PRODID:-//Orleans Registry//Deadlines//ZH");
        var ids = caller.Actor.PersonKey is { } person ? await registry.Queries.CertificatesOf(person, cancellation) : [];
        foreach (var id in ids)
        {
            if (await registry.Load(id, cancellation) is not { } loaded) continue;
            var certificate = (Certificate)loaded.State;
            foreach (var entry in TimelineView.Of(certificate, registry.ContextFor(caller.Actor, loaded.Facts)).Items)
                Event(ics, certificate.Key, entry, registry.Now, Languages.In(http, TitleOf(entry.Name, certificate)));
        }
        if (caller.Actor.PersonKey is { } driver && await registry.Queries.RailCareerOf(driver, cancellation) is { } career
            && await registry.Load(career, cancellation) is { } rail)
        {
            foreach (var entry in TimelineView.Of(career, rail.State, registry.ContextFor(caller.Actor, rail.Facts)).Items)
                Event(ics, career.Key, entry, registry.Now, Languages.In(http, RailTitleOf(entry.Name)));
        }
        Line(ics, "END:VCALENDAR");
        http.Response.Headers.ContentDisposition = "attachment; filename=\"deadlines.ics\"";
        return Results.Text(ics.ToString(), "text/calendar; charset=utf-8");
    }

    private static void Event(StringBuilder ics, string key, TimelineEntry entry, DateTimeOffset now, string title)
    {
        var day = ShanghaiTime.DateOf(entry.At);
        Line(ics, "BEGIN:VEVENT");
        Line(ics, string.Create(CultureInfo.InvariantCulture, $"UID:{key}.{entry.Name}.{day:yyyyMMdd}@orleans-registry"));
        Line(ics, string.Create(CultureInfo.InvariantCulture, $"DTSTAMP:{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}"));
        Line(ics, string.Create(CultureInfo.InvariantCulture, $"DTSTART;VALUE=DATE:{day:yyyyMMdd}"));
        Line(ics, "SUMMARY:" + Escaped(title));
        Line(ics, "END:VEVENT");
    }

    /// <summary>The kind of certificate is told, its number is not: it may be the holder's identity number.</summary>
    private static LocalText TitleOf(string duty, Certificate certificate) => duty switch
    {
        "renewalOpens" => new("从业资格证可以申请换发", $"Renewal opens ({certificate.Kind.Name()})"),
        "expiry" => new("从业资格证有效期届满", $"Certificate expired ({certificate.Kind.Name()})"),
        "lapseAhead" => new("从业资格证即将因逾期未换证被注销", $"Certificate about to lapse ({certificate.Kind.Name()})"),
        "lapse" => new("从业资格证因逾期未换证被注销", $"Certificate cancelled: lapsed ({certificate.Kind.Name()})"),
        "age" => new("从业资格证因超龄被注销", $"Certificate cancelled: age ({certificate.Kind.Name()})"),
        "assessmentOpens" => new("可以申请诚信考核", $"Integrity assessment opens ({certificate.Kind.Name()})"),
        "assessmentMissed" => new("诚信考核逾期，按未考核处理", $"Integrity assessment missed ({certificate.Kind.Name()})"),
        "acceptance" => new("申请受理期限届满", "The limit for accepting the application is over"),
        "decision" => new("申请办理期限届满", "The limit for deciding the application is over"),
        "supplement" => new("补正期限届满", "The limit for the supplement is over"),
        "pickUp" => new("自取证件期限届满", "The limit for picking the document up is over"),
        _ => new($"从业资格证期限：{duty}", $"Certificate deadline: {duty} ({certificate.Kind.Name()})"),
    };

    private static LocalText RailTitleOf(string duty) => duty switch
    {
        "renewalOpens" => new("铁路机车车辆驾驶证可以申请换证", "Renewal of the railway driver licence opens"),
        "expiry" => new("铁路机车车辆驾驶证有效期届满", "The railway driver licence expires"),
        "identityCheck" => new("公安身份核验", "Identity check"),
        "acceptance" => new("考试中心受理期限届满", "The limit for the exam centre's acceptance is over"),
        "review" => new("考试中心审核期限届满", "The limit for the exam centre's review is over"),
        "decision" => new("许可决定期限届满", "The limit for the decision is over"),
        "announcement" => new("网上公告期限届满", "The limit for the announcement is over"),
        "report" => new("企业报告期限届满", "The limit for the employer's report is over"),
        _ => new($"铁路机车车辆驾驶证期限：{duty}", $"Railway driver licence deadline: {duty}"),
    };

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Ends a line, folded so that none is longer than the standard allows, in octets of UTF-8.</summary>
    private static void Line(StringBuilder ics, string text)
    {
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctetsMost)
            {
                ics.Append("\r\n ");
                octets = 1;
            }
            ics.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        ics.Append("\r\n");
    }
}
