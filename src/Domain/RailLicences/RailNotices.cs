using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The notices to the driver at each step of the chain (rules.md B.7, "watch SMS"), to the employer whose turn it is,
/// and to the administration when a report is missed. The text is chosen by kind when the notice is sent.
/// </summary>
public static class RailNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(RailCareer c, ImmutableArray<Event> events, Context context) =>
    [
        .. Notice.Each(events, happened => Of(c, happened, context) is { } notice
            ? [notice, .. ToOffices(c, happened, context)] : ToOffices(c, happened, context)),
        .. Reminding.Of(events, () => RailReminders.Of(c), context).Where(last => !IsNews(last, events))
            .SelectMany(last => RailReminders.NoticesOf(c, last, context)),
    ];

    /// <summary>True for a last day that has just begun to run: the same commit has another notice about it.</summary>
    private static bool IsNews(LastDayAhead last, ImmutableArray<Event> events) => events.Any(happened =>
        happened is RailDriverRegistered || (happened is FindingRecorded e && e.Finding.Id == last.About));

    private static IEnumerable<Notice> ToOffices(RailCareer c, Event happened, Context context) => happened switch
    {
        RailSubmitted e => [ToReviewer(c, e.Application, context)],
        RailResubmitted e => [ToReviewer(c, e.Application, context)],
        FindingRecorded { Finding: { ReportedOn: null } finding } when c.Employer is { } employer =>
            [OfFinding("rail.reportDue", NoticeReach.Of(employer), c, finding, context)],
        FindingReportMissed e when c.Findings.FirstOrDefault(one => one.Id == e.FindingId) is { } finding =>
        [
            OfFinding("rail.reportMissed", NoticeReach.Administration, c, finding, context),
            .. c.Employer is { } employer
                ? [OfFinding("rail.reportMissed", NoticeReach.Of(employer), c, finding, context)]
                : ImmutableArray<Notice>.Empty,
        ],
        _ => [],
    };

    private static Notice ToReviewer(RailCareer c, RailApplication a, Context context) => Notice.Of(
        "rail.toReview", NoticeReach.Of(a.Reviewer),
        [
            ("railLicence", c.Key), ("application", a.Id), ("service", ServiceNames.Of(a.Service)),
            ("driver", DriverOf(c, context)),
        ]);

    private static Notice OfFinding(string kind, string to, RailCareer c, Finding finding, Context context) =>
        Notice.Of(kind, to, [("railLicence", c.Key), ("driver", DriverOf(c, context)), ("by", finding.ReportBy)]);

    internal static string DriverOf(RailCareer c, Context context) =>
        context.Facts.Person(c.PersonKey)?.Name ?? c.Licence?.Name ?? c.Key;

    private static Notice? Of(RailCareer c, Event happened, Context context) => happened switch
    {
        RailDriverRegistered when c.LiveLicence is { RenewalAnnounced: true, Period.To: var to } =>
            Of(c, new LicenceRenewalOpened(to), context), // Taken over late: what is open is said at once (H.27).
        LicenceRenewalOpened e when context.Today > e.ValidTo || c.LiveLicence is null => null,
        LicenceRenewalOpened e => NoticeOf(c, "rail.renewalOpens", ("validTo", e.ValidTo)),
        LicenceExpired e => NoticeOf(c, "rail.expired", ("validTo", e.ValidTo)),
        LicenceRevoked { BannedUntil: { } until } e =>
            NoticeOf(c, "rail.revokedAndBanned", ("on", e.On), ("ground", Camel(e.Ground)), ("bannedUntil", until)),
        LicenceRevoked e => NoticeOf(c, "rail.revoked", ("on", e.On), ("ground", Camel(e.Ground))),
        LicenceCancelled e =>
            NoticeOf(c, "rail.cancelled", ("effectiveOn", e.EffectiveOn), ("ground", Camel(e.Ground))),
        LicenceRestored => NoticeOf(c, "rail.restored"),
        LicenceCorrected => NoticeOf(c, "rail.corrected"),
        RailApplicationEvent e => About(c, e),
        _ => null,
    };

    private static Notice? About(RailCareer c, RailApplicationEvent happened) => happened switch
    {
        EmployerReturned e => OfApplication(c, "rail.employerReturned", e, ("reasons", string.Join("; ", e.Reasons))),
        RailIdentityAnswered { Passed: false } e => OfApplication(c, "rail.identityCheckFailed", e),
        CentreReceived e => OfApplication(c, "rail.centreReceived", e, ("by", (e.ReviewBy ?? e.AcceptBy)!.Value.Date)),
        RailAccepted e => OfApplication(c, "rail.accepted", e),
        RailNotAccepted e => OfApplication(c, "rail.notAccepted", e, ("reasons", string.Join("; ", e.Reasons))),
        ExamPassed e => OfApplication(c, "rail.examPassed", e, ("part", e.Part == ExamPart.Theory
            ? "theory"
            : "practical")),
        ExamFailed e => OfApplication(c, "rail.examFailed", e, ("part", e.Part == ExamPart.Theory
            ? "theory"
            : "practical")),
        RailReported e => OfApplication(c, "rail.reported", e, ("decideBy", e.DecideBy.Date)),
        RailGranted e => OfApplication(c, "rail.granted", e, ("approvalNumber", e.ApprovalNumber)),
        RailRefused e => OfApplication(c, "rail.refused", e, ("reasons", string.Join("; ", e.Reasons))),
        RailAnnounced e => OfApplication(c, "rail.announced", e),
        RailReady e => OfApplication(c, "rail.ready", e),
        RailDelivered { Consignment: { Carrier: { } carrier, TrackingNumber: { } number } } e =>
            OfApplication(c, "rail.posted", e, ("carrier", carrier), ("trackingNumber", number)),
        RailDelivered e => OfApplication(c, "rail.delivered", e),
        RailReturned e => OfApplication(c, "rail.returned", e, ("reason", e.Returned.Reason)),
        RailWithdrawn e => OfApplication(c, "rail.withdrawn", e),
        RailClosed e when e.Code == ClosingReason.Cancelled.Name() => OfApplication(c, "rail.closed", e),
        _ => null,
    };

    private static string Camel(RailGround ground) => JsonNamingPolicy.CamelCase.ConvertName(ground.ToString());

    private static Notice OfApplication(
        RailCareer c, string kind, RailApplicationEvent e, params ReadOnlySpan<(string Name, object Value)> values) =>
        NoticeOf(c, kind,
        [
            ("application", e.ApplicationId),
            .. c.Applications.At(e.ApplicationId) is { } a
                ? [("service", ServiceNames.Of(a.Service))] : Array.Empty<(string, object)>(),
            .. values,
        ]);

    private static Notice NoticeOf(
        RailCareer c, string kind, params ReadOnlySpan<(string Name, object Value)> values) =>
        Notice.Of(kind, c.PersonKey, [("railLicence", c.Key), .. values]);
}
