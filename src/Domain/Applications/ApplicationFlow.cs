using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>How applications change by their events; the same for every kind of entity. Never decides.</summary>
public static class ApplicationFlow
{
    private static readonly ApplicationList<Application, ApplicationEvent> _applications = new(
        happened => (happened as ApplicationSubmitted)?.Application ?? (happened as ApplicationRestored)?.Application,
        After);

    /// <summary>The applications of an entity after <paramref name="happened"/>.</summary>
    public static ImmutableArray<Application> Evolve(
        ImmutableArray<Application> applications, ApplicationEvent happened) =>
        _applications.Evolve(applications, happened);

    /// <summary>
    /// The applications that <paramref name="events"/> changed, each as it is after the last of them.
    /// </summary>
    public static ImmutableArray<IApplication> Touched(
        ImmutableArray<Application>? before, ImmutableArray<Application> after, ImmutableArray<Event> events) =>
        _applications.Touched(before ?? [], after, events);

    /// <summary>
    /// The open application that prevents a new one for <paramref name="service"/>; null: none does (G.4 #64).
    /// </summary>
    public static Application? InTheWayOf(Service service, ImmutableArray<Application> applications)
    {
        foreach (var application in applications)
            if (application.IsOpen && !service.Beside.Contains(application.Service)) return application;
        return null;
    }

    /// <summary>
    /// True when two applications are open that may not be open together; in a correct state this never happens.
    /// </summary>
    public static bool ExcludeEachOther(ImmutableArray<Application> applications)
    {
        foreach (var one in applications)
        {
            foreach (var other in applications)
            {
                if (one.IsOpen && other.IsOpen && one.Id != other.Id
                    && !Catalogue.Of(one.Service).Beside.Contains(other.Service)
                    && !Catalogue.Of(other.Service).Beside.Contains(one.Service)) return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Closes the open applications for <paramref name="service"/>, because what they ask for has been granted in
    /// another way (H.18).
    /// </summary>
    public static IEnumerable<Event> Superseded(ImmutableArray<Application> applications, ServiceId service) =>
        applications.Where(a => a.IsOpen && a.Service == service)
            .Select(a => new ApplicationClosed(a.Id, ClosingReason.Superseded.Name()));

    private static Application After(Application a, ApplicationEvent happened) => happened switch
    {
        ApplicationWithdrawn => a with { Status = ApplicationStatus.Withdrawn },
        ReviewerAssigned e => a with { AssignedTo = e.Officer, Term = e.Term },
        ReviewerUnassigned => a with { AssignedTo = null, Term = null },
        ApplicationAccepted e => a with
        {
            Status = ApplicationStatus.Accepted,
            AcceptedAt = e.At,
            DecideBy = e.DecideBy,
        },
        ApplicationNotAccepted e => a with
        {
            Status = ApplicationStatus.NotAccepted,
            DecidedAt = e.At,
            Reasons = e.Reasons,
        },
        SupplementRequested e => a with
        {
            Status = ApplicationStatus.SupplementRequested,
            Supplement = new Supplement(e.Materials, e.Message, e.At, e.AnswerBy),
        },
        SupplementAnswered e => a with
        {
            Status = ApplicationStatus.Submitted,
            SupplementAnsweredAt = e.At,
            Materials = e.Materials,
            AcceptBy = e.AcceptBy,
            AcceptTargetBy = e.AcceptTargetBy,
            AcceptanceMissed = false,
        },
        ApplicationApproved e => a with { Status = ApplicationStatus.Approved, DecidedAt = e.At, Grade = e.Grade },
        ApplicationRefused e => a with
        {
            Status = ApplicationStatus.Refused,
            DecidedAt = e.At,
            Reasons = e.Reasons,
            AuthorityLate = e.AuthorityLate,
        },
        DocumentReady e => a with
        {
            Status = ApplicationStatus.AwaitingDelivery,
            ReadyAt = e.At,
            PickUpBy = e.PickUpBy,
        },
        DocumentDelivered e => a with
        {
            Status = ApplicationStatus.Delivered,
            Consignment = e.Consignment ?? a.Consignment,
        },
        DocumentReturned e => a with
        {
            Status = ApplicationStatus.AwaitingDelivery,
            Consignment = null,
            Returned = e.Returned,
            DeliverTo = a.DeliverTo.With(e.To),
        },
        PickUpMissed => a with { Status = ApplicationStatus.Uncollected },
        LimitMissed e => a with
        {
            AcceptanceMissed = a.AcceptanceMissed || e.Limit == WorkLimit.Acceptance,
            DecisionMissed = a.DecisionMissed || e.Limit == WorkLimit.Decision,
        },
        LimitsRecomputed e => a with
        {
            AcceptBy = e.AcceptBy,
            AcceptTargetBy = e.AcceptTargetBy,
            DecideBy = e.DecideBy,
            PickUpBy = e.PickUpBy,
            AcceptanceMissed = a.AcceptanceMissed && IsStillMissed(a.AcceptBy, e.AcceptBy, a.AcceptedAt),
            DecisionMissed = a.DecisionMissed && IsStillMissed(a.DecideBy!.Value, e.DecideBy!.Value, a.DecidedAt),
            Supplement = a.Supplement is { } asked ? asked with { AnswerBy = e.AnswerBy!.Value } : null,
        },
        ApplicationClosed e => a with { Status = ApplicationStatus.Closed, Reasons = [e.Code] },
        ApplicationRestored e => e.Application,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to application {a.Id}"),
    };

    /// <summary>
    /// Whether a missed limit stays missed after it was counted again: not when the new limit is later than the work.
    /// </summary>
    private static bool IsStillMissed(LegalDate before, LegalDate after, DateTimeOffset? doneAt) =>
        after.Date <= before.Date || (doneAt is { } at && ShanghaiTime.DateOf(at) > after.Date);
}
