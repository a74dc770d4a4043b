using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>How rail applications change by their events. Never decides.</summary>
public static class RailFlow
{
    private static readonly ApplicationList<RailApplication, RailApplicationEvent> _applications = new(
        happened => (happened as RailSubmitted)?.Application ?? (happened as RailReopened)?.Application
            ?? (happened as RailCorrectionRequested)?.Application, After);

    /// <summary>The applications after <paramref name="happened"/>.</summary>
    public static ImmutableArray<RailApplication> Evolve(
        ImmutableArray<RailApplication> applications, RailApplicationEvent happened) =>
        _applications.Evolve(applications, happened);

    /// <summary>
    /// The applications that <paramref name="events"/> changed, each as it is after the last of them.
    /// </summary>
    public static ImmutableArray<IApplication> Touched(
        ImmutableArray<RailApplication>? before, ImmutableArray<RailApplication> after, ImmutableArray<Event> events) =>
        _applications.Touched(before ?? [], after, events);

    /// <summary>The reviewer is unassigned when the application moves to another department.</summary>
    private static RailApplication After(RailApplication a, RailApplicationEvent happened)
    {
        var after = Changed(a, happened);
        return after.Status == a.Status ? after : after with { AssignedTo = null, Term = null };
    }

    private static RailApplication Changed(RailApplication a, RailApplicationEvent happened) => happened switch
    {
        RailResubmitted e => e.Application,
        RailReopened e => e.Application,
        RailCorrected e => a with { Status = ApplicationStatus.Approved, DecidedAt = e.At },
        RailCorrectionDeclined e => a with
        {
            Status = ApplicationStatus.Refused,
            DecidedAt = e.At,
            Reasons = [e.Reason],
        },
        RailCorrectionLapsed e => a with
        {
            Status = ApplicationStatus.Closed,
            DecidedAt = e.At,
            Reasons = [ClosingReason.Lapsed.Name()],
        },
        RailIdentityAsked => a with { IdentityCheck = a.IdentityCheck! with { State = IdentityCheckState.Asked } },
        RailIdentityAnswered { Passed: true } =>
            a with { IdentityCheck = a.IdentityCheck! with { State = IdentityCheckState.Passed } },
        RailIdentityAnswered => a with
        {
            IdentityCheck = a.IdentityCheck! with { State = IdentityCheckState.Failed },
            Status = ApplicationStatus.EmployerReturned,
            Reasons = [ClosingReason.IdentityCheckFailed.Name()],
        },
        RailReviewerAssigned e => a with { AssignedTo = e.By, Term = e.Term },
        RailReviewerUnassigned => a with { AssignedTo = null, Term = null },
        EmployerReturned e => a with { Status = ApplicationStatus.EmployerReturned, Reasons = e.Reasons },
        CentreReceived e => a with
        {
            Status = ApplicationStatus.CentreReview,
            ReceivedAt = e.At,
            AcceptBy = e.AcceptBy,
            ReviewBy = e.ReviewBy,
            PromisedBy = e.PromisedBy,
        },
        OriginalsChecked e => a with { OriginalsCheckedAt = e.At, PlaceId = e.PlaceId ?? a.PlaceId },
        RailAccepted e => a with { Status = ApplicationStatus.Accepted, AcceptedAt = e.At },
        RailNotAccepted e => a with { Status = ApplicationStatus.NotAccepted, DecidedAt = e.At, Reasons = e.Reasons },
        ExamPassed { Part: ExamPart.Theory } e => Marked(a, e.Part, e.Points) with { TheoryPassedAt = e.At },
        ExamPassed e => Marked(a, e.Part, e.Points) with { PracticalPassedAt = e.At, ReviewBy = e.ReviewBy },
        ExamFailed e => Marked(a, e.Part, e.Points) with
        {
            Status = ApplicationStatus.Refused,
            DecidedAt = e.At,
            Reasons = [e.Part.Failed().Name()],
        },
        RailReported e => a with { Status = ApplicationStatus.Reported, ReportedAt = e.At, DecideBy = e.DecideBy },
        RailGranted e => a with
        {
            Status = ApplicationStatus.Decided,
            DecidedAt = e.At,
            ApprovalNumber = e.ApprovalNumber,
            AnnounceBy = e.AnnounceBy,
        },
        RailRefused e => a with { Status = ApplicationStatus.Refused, DecidedAt = e.At, Reasons = e.Reasons },
        RailAnnounced e => a with { Status = ApplicationStatus.Announced, AnnouncedAt = e.At },
        RailReady e => a with { Status = ApplicationStatus.AwaitingDelivery, ReadyAt = e.At },
        RailDelivered e => a with
        {
            Status = ApplicationStatus.Delivered,
            Consignment = e.Consignment ?? a.Consignment,
        },
        RailReturned e => a with
        {
            Status = ApplicationStatus.AwaitingDelivery,
            Consignment = null,
            Returned = e.Returned,
            DeliverTo = a.DeliverTo.With(e.To),
        },
        RailWithdrawn => a with { Status = ApplicationStatus.Withdrawn },
        RailLimitMissed e => a with { Missed = a.Missed | e.Limit },
        RailLimitsRecomputed e => Recomputed(a, e),
        RailClosed e => a with { Status = ApplicationStatus.Closed, Reasons = [e.Code] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to application {a.Id}"),
    };

    private static RailApplication Marked(RailApplication a, ExamPart part, int? points) =>
        part == ExamPart.Theory ? a with { TheoryPoints = points } : a with { PracticalPoints = points };

    /// <summary>A limit that moved to a later day counts as not missed.</summary>
    private static RailApplication Recomputed(RailApplication a, RailLimitsRecomputed e)
    {
        var after = a with
        {
            AcceptBy = e.AcceptBy,
            ReviewBy = e.ReviewBy,
            PromisedBy = e.PromisedBy,
            DecideBy = e.DecideBy,
            AnnounceBy = e.AnnounceBy,
        };
        return a.NextLimit is { } old && after.NextLimit is { } now && now.By.Date > old.By.Date
            ? after with { Missed = a.Missed & ~now.Limit } : after;
    }
}
