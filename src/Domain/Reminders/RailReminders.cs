using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// Last days of a railway career: of the licence, for the driver; of a report, for the employer; and the limits of the
/// offices (rules.md H.27).
/// </summary>
internal static class RailReminders
{
    private const string Report = "report";

    /// <summary>The last days that run now.</summary>
    public static IEnumerable<LastDayAhead> Of(RailCareer c)
    {
        if (!c.Applications.IsEmpty)
            foreach (var limit in ApplicationReminders.Of(_ => RailChain.Chain, c.Applications, BeganAt))
                yield return limit;
        foreach (var finding in c.Findings)
            if (finding is { ReportedOn: null, Missed: false })
                yield return new LastDayAhead(
                    Report, finding.ReportBy, finding.DiscoveredOn, Ladder.Days, finding.Id);
        if (c.LiveLicence is { } licence && !c.IsProtected)
            yield return new LastDayAhead("railExpiry", licence.Period.To, licence.Period.From, Ladder.Days);
    }

    /// <summary>The notices of a reminder.</summary>
    public static IEnumerable<Notice> NoticesOf(RailCareer c, LastDayAhead last, Context context)
    {
        (string, object) career = ("railLicence", c.Key), day = ("lastDay", last.Day);
        if (last.About is null) return [Notice.Of("remind." + last.Name, c.PersonKey, [career, day])];
        if (c.Applications.At(last.About) is { } a)
            return DesksOf(a).Select(desk =>
                ApplicationReminders.NoticeOf(last, a.Service, c.PersonKey, desk, career));
        return c.Employer is { } employer
            ? [Notice.Of("remind." + last.Name, NoticeReach.Of(employer), [
                career, day, ("driver", RailNotices.DriverOf(c, context))])]
            : [];
    }

    private static string[] DesksOf(RailApplication a) =>
    [
        a.Form is RailCorrectionForm { ByCentre: false }
        || (RailChain.Chain.PlaceOf(a)?.Turn & Department.Administration) == Department.Administration
            ? NoticeReach.Administration : NoticeReach.ExamCentre,
    ];

    private static DateTimeOffset BeganAt(RailApplication a) => a.Status switch
    {
        ApplicationStatus.Decided => a.DecidedAt!.Value,
        ApplicationStatus.Reported => a.ReportedAt!.Value,
        _ => a.PracticalPassedAt ?? a.ReceivedAt ?? a.SubmittedAt,
    };
}
