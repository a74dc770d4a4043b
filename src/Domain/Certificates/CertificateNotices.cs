using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// The notices to the holder when something happens. Texts are chosen by the notice's kind when it is sent.
/// </summary>
public static class CertificateNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(Certificate c, ImmutableArray<Event> events, Context context) =>
    [
        .. Notice.Each(events, happened => Of(c, happened, context)),
        .. ApplicationNotices.OfDelay(events, c.Applications),
        .. Reminding.Of(events, () => CertificateReminders.Of(c, context), context)
            .Select(last => CertificateReminders.NoticeOf(c, last)),
    ];

    /// <summary>
    /// The notice of an event; null: nobody is notified. A reminder whose last day has passed is recorded, but the
    /// holder is not asked to do what is no longer possible.
    /// </summary>
    private static Notice? Of(Certificate c, Event happened, Context context) => happened switch
    {
        RenewalOpened or CertificateExpired or LapseWarned or AssessmentWindowOpened when c.Cancellation is not null =>
            null,
        CertificateRegistered { Certificate: { Stage: > PeriodStage.Running } taken } =>
            Of(c, AnnouncedAs(taken, context), context), // Taken over late: what is open is said at once (H.27).
        RenewalOpened e when context.Today > e.ValidTo => null,
        LapseWarned e when context.Today > e.LapsesAfter => null,
        AssessmentWindowOpened e when context.Today > e.ClosesOn => null,
        RenewalOpened e => NoticeOf(c, "renewalOpens", ("validTo", e.ValidTo),
            ("lapsesAfter", c.LapsesAfter(context.Rulebook, context.Calendar).Date)),
        CertificateExpired e => NoticeOf(c, "expired", ("validTo", e.ValidTo),
            ("lapsesAfter", c.LapsesAfter(context.Rulebook, context.Calendar).Date)),
        LapseWarned e => NoticeOf(c, "lapseAhead", ("lapsesAfter", e.LapsesAfter)),
        CertificateCancelled e => NoticeOf(c, "cancelled", ("effectiveOn", e.EffectiveOn), ("ground", Camel(e.Ground))),
        CancellationUndone => NoticeOf(c, "cancellationUndone"),
        AssessmentWindowOpened e => NoticeOf(c, "assessmentOpens", ("cycle", e.Cycle), ("closesOn", e.ClosesOn)),
        CycleMissed e => NoticeOf(c, "assessmentMissed", ("cycle", e.Cycle)),
        PointsCleared e => NoticeOf(c, "pointsCleared", ("cycle", e.Cycle)),
        ApplicationEvent e => ApplicationNotices.Of(
            e, c.Applications, c.PersonKey, ("certificate", c.Key), ("certificateKind", c.Kind.Name())),
        _ => null,
    };

    private static Event AnnouncedAs(Certificate taken, Context context) => taken.Stage switch
    {
        PeriodStage.RenewalOpen => new RenewalOpened(taken.Period.To),
        PeriodStage.Expired => new CertificateExpired(taken.Period.To),
        _ => new LapseWarned(taken.LapsesAfter(context.Rulebook, context.Calendar).Date),
    };

    private static string Camel(CancellationGround ground) => JsonNamingPolicy.CamelCase.ConvertName(ground.ToString());

    private static Notice NoticeOf(
        Certificate c, string kind, params ReadOnlySpan<(string Name, object Value)> values) =>
        Notice.Of(kind, c.PersonKey, [("certificate", c.Key), ("certificateKind", c.Kind.Name()), .. values]);
}
