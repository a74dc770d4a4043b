using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The notices to the driver at each step of the chain (rules.md B.7, "watch SMS"). Texts are chosen by kind when sent.
/// </summary>
public static class RailNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(RailCareer c, ImmutableArray<Event> events, Context context) =>
        Notice.Each(events, happened => Of(c, happened, context));

    private static Notice? Of(RailCareer c, Event happened, Context context) => happened switch
    {
        LicenceRenewalOpened e when context.Today > e.ValidTo || c.LiveLicence is null => null,
        LicenceRenewalOpened e => NoticeOf(c, "rail.renewalOpens", ("validTo", e.ValidTo)),
        LicenceExpired e => NoticeOf(c, "rail.expired", ("validTo", e.ValidTo)),
        LicenceRevoked { BannedUntil: { } until } e =>
            NoticeOf(c, "rail.revokedAndBanned", ("on", e.On), ("ground", Camel(e.Ground)), ("bannedUntil", until)),
        LicenceRevoked e => NoticeOf(c, "rail.revoked", ("on", e.On), ("ground", Camel(e.Ground))),
        LicenceCancelled e =>
            NoticeOf(c, "rail.cancelled", ("effectiveOn", e.EffectiveOn), ("ground", Camel(e.Ground))),
        LicenceRestored => NoticeOf(c, "rail.restored"),
        RailApplicationEvent e => About(c, e),
        _ => null,
    };

    private static Notice? About(RailCareer c, RailApplicationEvent happened) => happened switch
    {
        EmployerReturned e => NoticeOf(c, "rail.employerReturned", App(e), ("reasons", string.Join("; ", e.Reasons))),
        RailIdentityAnswered { Passed: false } e => NoticeOf(c, "rail.identityCheckFailed", App(e)),
        CentreReceived e => NoticeOf(c, "rail.centreReceived", App(e), ("by", (e.ReviewBy ?? e.AcceptBy)!.Value.Date)),
        RailAccepted e => NoticeOf(c, "rail.accepted", App(e)),
        RailNotAccepted e => NoticeOf(c, "rail.notAccepted", App(e), ("reasons", string.Join("; ", e.Reasons))),
        ExamPassed e => NoticeOf(c, "rail.examPassed", App(e), ("part", e.Part == ExamPart.Theory
            ? "theory"
            : "practical")),
        ExamFailed e => NoticeOf(c, "rail.examFailed", App(e), ("part", e.Part == ExamPart.Theory
            ? "theory"
            : "practical")),
        RailReported e => NoticeOf(c, "rail.reported", App(e), ("decideBy", e.DecideBy.Date)),
        RailGranted e => NoticeOf(c, "rail.granted", App(e), ("approvalNumber", e.ApprovalNumber)),
        RailRefused e => NoticeOf(c, "rail.refused", App(e), ("reasons", string.Join("; ", e.Reasons))),
        RailAnnounced e => NoticeOf(c, "rail.announced", App(e)),
        RailReady e => NoticeOf(c, "rail.ready", App(e)),
        RailDelivered e => NoticeOf(c, "rail.delivered", App(e)),
        RailWithdrawn e => NoticeOf(c, "rail.withdrawn", App(e)),
        RailClosed e when e.Code == ClosingReason.Cancelled.Name() => NoticeOf(c, "rail.closed", App(e)),
        _ => null,
    };

    private static (string, object) App(RailApplicationEvent e) => ("application", e.ApplicationId);

    private static string Camel(RailGround ground) => JsonNamingPolicy.CamelCase.ConvertName(ground.ToString());

    private static Notice NoticeOf(
        RailCareer c, string kind, params ReadOnlySpan<(string Name, object Value)> values) =>
        Notice.Of(kind, c.PersonKey, [("railLicence", c.Key), .. values]);
}
