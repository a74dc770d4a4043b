using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>How rail applications change by their events. Never judges.</summary>
public static class RailFlow
{
    /// <summary>How many ended applications a career keeps at hand, so that a repeated request gets its answer again.</summary>
    private const int EndedKept = 2;

    /// <summary>The applications after <paramref name="happened"/>.</summary>
    public static ImmutableArray<RailApplication> Evolve(ImmutableArray<RailApplication> applications, RailApplicationEvent happened)
    {
        var place = IndexOf(applications, happened.ApplicationId);
        var after = (happened, place) switch
        {
            (RailSubmitted e, -1) => applications.Add(e.Application),
            (RailReopened e, -1) => applications.Add(e.Application),
            (_, >= 0) => applications.SetItem(place, After(applications[place], happened)),
            _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to application {happened.ApplicationId}"),
        };
        return Trim(after);
    }

    /// <summary>The applications that <paramref name="events"/> touched, each as it is at the end.</summary>
    public static ImmutableArray<RailApplication> Touched(ImmutableArray<RailApplication> before, ImmutableArray<Event> events)
    {
        var touched = new Dictionary<string, RailApplication>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (happened is not RailApplicationEvent e) continue;
            var known = touched.GetValueOrDefault(e.ApplicationId) ?? Find(before, e.ApplicationId);
            touched[e.ApplicationId] = e switch
            {
                RailSubmitted begun => begun.Application,
                RailReopened again => again.Application,
                _ => After(known!, e),
            };
        }
        return [.. touched.Values];
    }

    /// <summary>The application with <paramref name="id"/>; null: not at hand.</summary>
    public static RailApplication? Find(ImmutableArray<RailApplication> applications, string id) =>
        IndexOf(applications, id) is var place and >= 0 ? applications[place] : null;

    private static int IndexOf(ImmutableArray<RailApplication> applications, string id)
    {
        for (var i = 0; i < applications.Length; i++)
            if (applications[i].Id == id) return i;
        return -1;
    }

    private static RailApplication After(RailApplication a, RailApplicationEvent happened) => happened switch
    {
        RailResubmitted e => e.Application,
        RailReopened e => e.Application,
        RailIdentityAsked => a with { IdentityCheck = a.IdentityCheck! with { State = IdentityCheckState.Asked } },
        RailIdentityAnswered { Passed: true } => a with { IdentityCheck = a.IdentityCheck! with { State = IdentityCheckState.Passed } },
        RailIdentityAnswered => a with
        {
            IdentityCheck = a.IdentityCheck! with { State = IdentityCheckState.Failed },
            Status = RailStatus.EmployerReturned, Reasons = ["identityCheckFailed"],
        },
        EmployerReturned e => a with { Status = RailStatus.EmployerReturned, Reasons = e.Reasons },
        CentreReceived e => a with
        {
            Status = RailStatus.CentreReview, ReceivedAt = e.At, AcceptBy = e.AcceptBy, ReviewBy = e.ReviewBy, PromisedBy = e.PromisedBy,
        },
        OriginalsChecked e => a with { OriginalsCheckedAt = e.At },
        RailAccepted e => a with { Status = RailStatus.Accepted, AcceptedAt = e.At },
        RailNotAccepted e => a with { Status = RailStatus.NotAccepted, DecidedAt = e.At, Reasons = e.Reasons },
        ExamPassed { Part: ExamPart.Theory } e => a with { TheoryPassedAt = e.At },
        ExamPassed e => a with { PracticalPassedAt = e.At, ReviewBy = e.ReviewBy },
        ExamFailed e => a with
        {
            Status = RailStatus.Refused, DecidedAt = e.At, Reasons = [e.Part == ExamPart.Theory ? "theoryFailed" : "practicalFailed"],
        },
        RailReported e => a with { Status = RailStatus.Reported, ReportedAt = e.At, DecideBy = e.DecideBy },
        RailGranted e => a with
        {
            Status = RailStatus.Decided, DecidedAt = e.At, ApprovalNumber = e.ApprovalNumber, AnnounceBy = e.AnnounceBy,
        },
        RailRefused e => a with { Status = RailStatus.Refused, DecidedAt = e.At, Reasons = e.Reasons },
        RailAnnounced e => a with { Status = RailStatus.Announced, AnnouncedAt = e.At },
        RailReady e => a with { Status = RailStatus.AwaitingDelivery, ReadyAt = e.At },
        RailDelivered => a with { Status = RailStatus.Delivered },
        RailWithdrawn => a with { Status = RailStatus.Withdrawn },
        RailLimitMissed e => a with { Missed = a.Missed | e.Limit },
        RailLimitsRecomputed e => Recomputed(a, e),
        RailClosed e => a with { Status = RailStatus.Closed, Reasons = [e.Code] },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to application {a.Id}"),
    };

    /// <summary>A limit that moved later was not missed.</summary>
    private static RailApplication Recomputed(RailApplication a, RailLimitsRecomputed e)
    {
        var after = a with
        {
            AcceptBy = e.AcceptBy, ReviewBy = e.ReviewBy, PromisedBy = e.PromisedBy, DecideBy = e.DecideBy, AnnounceBy = e.AnnounceBy,
        };
        return a.NextLimit is { } old && after.NextLimit is { } now && now.By.Date > old.By.Date
            ? after with { Missed = a.Missed & ~now.Limit } : after;
    }

    private static ImmutableArray<RailApplication> Trim(ImmutableArray<RailApplication> applications)
    {
        var ended = 0;
        for (var i = applications.Length - 1; i >= 0; i--)
            if (!applications[i].IsLive && ++ended > EndedKept) applications = applications.RemoveAt(i);
        return applications;
    }
}
