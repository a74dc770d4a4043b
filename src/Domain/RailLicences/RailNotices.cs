using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>What the driver is told at each step of the chain (rules.md B.7, "watch SMS"). Texts are chosen by kind when sent.</summary>
public static class RailNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(RailCareer c, ImmutableArray<Event> events, Context context)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var happened in events)
            if (Of(c, happened, context) is { } notice) notices.Add(notice);
        return notices.ToImmutable();
    }

    private static Notice? Of(RailCareer c, Event happened, Context context) => happened switch
    {
        LicenceRenewalOpened e when context.Today > e.ValidTo || c.LiveLicence is null => null,
        LicenceRenewalOpened e => Told(c, "rail.renewalOpens", ("validTo", e.ValidTo)),
        LicenceExpired e => Told(c, "rail.expired", ("validTo", e.ValidTo)),
        LicenceRevoked { BannedUntil: { } until } e => Told(c, "rail.revokedAndBanned", ("on", e.On), ("ground", Camel(e.Ground)), ("bannedUntil", until)),
        LicenceRevoked e => Told(c, "rail.revoked", ("on", e.On), ("ground", Camel(e.Ground))),
        LicenceCancelled e => Told(c, "rail.cancelled", ("effectiveOn", e.EffectiveOn), ("ground", Camel(e.Ground))),
        LicenceRestored => Told(c, "rail.restored"),
        RailApplicationEvent e => About(c, e),
        _ => null,
    };

    private static Notice? About(RailCareer c, RailApplicationEvent happened) => happened switch
    {
        EmployerReturned e => Told(c, "rail.employerReturned", App(e), ("reasons", string.Join("; ", e.Reasons))),
        RailIdentityAnswered { Passed: false } e => Told(c, "rail.identityCheckFailed", App(e)),
        CentreReceived e => Told(c, "rail.centreReceived", App(e), ("by", (e.ReviewBy ?? e.AcceptBy)!.Value.Date)),
        RailAccepted e => Told(c, "rail.accepted", App(e)),
        RailNotAccepted e => Told(c, "rail.notAccepted", App(e), ("reasons", string.Join("; ", e.Reasons))),
        ExamPassed e => Told(c, "rail.examPassed", App(e), ("part", e.Part == ExamPart.Theory ? "theory" : "practical")),
        ExamFailed e => Told(c, "rail.examFailed", App(e), ("part", e.Part == ExamPart.Theory ? "theory" : "practical")),
        RailReported e => Told(c, "rail.reported", App(e), ("decideBy", e.DecideBy.Date)),
        RailGranted e => Told(c, "rail.granted", App(e), ("approvalNumber", e.ApprovalNumber)),
        RailRefused e => Told(c, "rail.refused", App(e), ("reasons", string.Join("; ", e.Reasons))),
        RailAnnounced e => Told(c, "rail.announced", App(e)),
        RailReady e => Told(c, "rail.ready", App(e)),
        RailDelivered e => Told(c, "rail.delivered", App(e)),
        RailWithdrawn e => Told(c, "rail.withdrawn", App(e)),
        RailClosed { Code: "CERT_CANCELLED" } e => Told(c, "rail.closed", App(e)),
        _ => null,
    };

    private static (string, object) App(RailApplicationEvent e) => ("application", e.ApplicationId);

    private static string Camel(RailGround ground) => JsonNamingPolicy.CamelCase.ConvertName(ground.ToString());

    private static Notice Told(RailCareer c, string kind, params ReadOnlySpan<(string Name, object Value)> values) =>
        Notice.Of(kind, c.PersonKey, [("railLicence", c.Key), .. values]);
}
