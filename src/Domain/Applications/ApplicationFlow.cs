using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>How applications change by their events; the same for every kind of entity. Never judges.</summary>
public static class ApplicationFlow
{
    /// <summary>How many ended applications an entity keeps at hand, so that a repeated request gets its answer again.</summary>
    private const int EndedKept = 2;

    /// <summary>The applications of an entity after <paramref name="happened"/>.</summary>
    public static ImmutableArray<Application> Evolve(ImmutableArray<Application> applications, ApplicationEvent happened)
    {
        var place = IndexOf(applications, happened.ApplicationId);
        var after = (happened, place) switch
        {
            (ApplicationSubmitted e, -1) => applications.Add(e.Application),
            (ApplicationRestored e, -1) => applications.Add(e.Application),
            (ApplicationRestored e, _) => applications.SetItem(place, e.Application),
            (_, >= 0) => applications.SetItem(place, After(applications[place], happened)),
            _ => throw new InvalidOperationException(
                $"{happened.GetType().Name} cannot happen to application {happened.ApplicationId}"),
        };
        return Trim(after);
    }

    /// <summary>The applications that <paramref name="events"/> touched, each as it is at the end.</summary>
    public static ImmutableArray<Application> Touched(ImmutableArray<Application> before, ImmutableArray<Event> events)
    {
        var touched = ImmutableArray<Application>.Empty;
        foreach (var happened in events)
        {
            if (happened is not ApplicationEvent e) continue;
            var place = IndexOf(touched, e.ApplicationId);
            if (place < 0 && Find(before, e.ApplicationId) is { } known)
            {
                place = touched.Length;
                touched = touched.Add(known);
            }
            touched = e switch
            {
                ApplicationSubmitted s => touched.Add(s.Application),
                ApplicationRestored r when place < 0 => touched.Add(r.Application),
                _ => touched.SetItem(place, After(touched[place], e)),
            };
        }
        return touched;
    }

    /// <summary>The application with <paramref name="id"/>; null: not at hand.</summary>
    public static Application? Find(ImmutableArray<Application> applications, string id) =>
        IndexOf(applications, id) is var place and >= 0 ? applications[place] : null;

    /// <summary>
    /// The open application beside which none for <paramref name="service"/> may be open; null: the way is free
    /// (G.4 #64).
    /// </summary>
    public static Application? InTheWayOf(Service service, ImmutableArray<Application> applications)
    {
        foreach (var application in applications)
            if (application.IsOpen && service.ParallelTo != application.Service) return application;
        return null;
    }

    private static int IndexOf(ImmutableArray<Application> applications, string id)
    {
        for (var i = 0; i < applications.Length; i++)
            if (applications[i].Id == id) return i;
        return -1;
    }

    private static Application After(Application a, ApplicationEvent happened) => happened switch
    {
        ApplicationWithdrawn => a with { Status = ApplicationStatus.Withdrawn },
        DeskClaimed e => a with { ClaimedBy = e.Officer },
        DeskReleased => a with { ClaimedBy = null },
        ApplicationAccepted e => a with
        {
            Status = ApplicationStatus.Accepted, AcceptedAt = e.At, DecideBy = e.DecideBy,
        },
        ApplicationNotAccepted e => a with
        {
            Status = ApplicationStatus.NotAccepted, DecidedAt = e.At, Reasons = e.Reasons,
        },
        SupplementRequested e => a with
        {
            Status = ApplicationStatus.SupplementRequested,
            Supplement = new Supplement(e.Materials, e.Message, e.At, e.AnswerBy),
        },
        SupplementAnswered e => a with
        {
            Status = ApplicationStatus.Submitted, SupplementAnsweredAt = e.At, Materials = e.Materials,
            AcceptBy = e.AcceptBy, AcceptTargetBy = e.AcceptTargetBy, AcceptanceMissed = false,
        },
        ApplicationApproved e => a with { Status = ApplicationStatus.Approved, DecidedAt = e.At, Grade = e.Grade },
        ApplicationRefused e => a with { Status = ApplicationStatus.Refused, DecidedAt = e.At, Reasons = e.Reasons },
        DocumentReady e => a with
        {
            Status = ApplicationStatus.AwaitingDelivery, ReadyAt = e.At, PickUpBy = e.PickUpBy,
        },
        DocumentDelivered => a with { Status = ApplicationStatus.Delivered },
        PickUpMissed => a with { Status = ApplicationStatus.Uncollected },
        LimitMissed e => a with
        {
            AcceptanceMissed = a.AcceptanceMissed || e.Limit == WorkLimit.Acceptance,
            DecisionMissed = a.DecisionMissed || e.Limit == WorkLimit.Decision,
        },
        LimitsRecomputed e => a with
        {
            AcceptBy = e.AcceptBy, AcceptTargetBy = e.AcceptTargetBy, DecideBy = e.DecideBy, PickUpBy = e.PickUpBy,
            AcceptanceMissed = a.AcceptanceMissed && IsStillMissed(a.AcceptBy, e.AcceptBy, a.AcceptedAt),
            DecisionMissed = a.DecisionMissed && IsStillMissed(a.DecideBy!.Value, e.DecideBy!.Value, a.DecidedAt),
            Supplement = a.Supplement is { } asked ? asked with { AnswerBy = e.AnswerBy!.Value } : null,
        },
        ApplicationClosed e => a with { Status = ApplicationStatus.Closed, Reasons = [e.Code] },
        ApplicationRestored e => e.Application,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to application {a.Id}"),
    };

    /// <summary>A limit that moved later was not missed, unless the work was done after the new one too.</summary>
    private static bool IsStillMissed(LegalDate before, LegalDate after, DateTimeOffset? doneAt) =>
        after.Date <= before.Date || (doneAt is { } at && ShanghaiTime.DateOf(at) > after.Date);

    private static ImmutableArray<Application> Trim(ImmutableArray<Application> applications)
    {
        var ended = 0;
        for (var i = applications.Length - 1; i >= 0; i--)
            if (!applications[i].IsLive && ++ended > EndedKept) applications = applications.RemoveAt(i);
        return applications;
    }
}
