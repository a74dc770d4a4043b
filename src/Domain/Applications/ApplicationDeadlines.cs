using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>What applications do by themselves, whichever entity they live in (rules.md A.0, H.5, H.6, H.11).</summary>
public static class ApplicationDeadlines
{
    /// <summary>
    /// Looks at the deadlines of all. True: a calendar has arrived that moves limits; nothing else may be done before,
    /// and <paramref name="first"/> says so.
    /// </summary>
    public static bool Consider(ref Deadline? first, ImmutableArray<Application> applications, Context context)
    {
        foreach (var application in applications)
        {
            if (ApplicationLimits.Recomputed(application, context.Rulebook, context.Calendar) is { } anew)
            {
                first = new Deadline("recompute", context.Now, anew);
                return true;
            }
            Consider(ref first, application);
        }
        return false;
    }

    /// <summary>
    /// The next application to be closed because its entity was cancelled (H.11); null: none is alive.
    /// </summary>
    public static Event? Close(ImmutableArray<Application> applications)
    {
        foreach (var application in applications)
            if (application.IsLive) return new ApplicationClosed(application.Id, "CERT_CANCELLED");
        return null;
    }

    private static void Consider(ref Deadline? first, Application a)
    {
        switch (a.Status)
        {
            case ApplicationStatus.Submitted when !a.AcceptanceMissed:
                Deadline.Consider(ref first, "acceptance", ShanghaiTime.EndOf(a.AcceptBy.Date),
                    new LimitMissed(a.Id, WorkLimit.Acceptance));
                break;
            case ApplicationStatus.Accepted when !a.DecisionMissed:
                Deadline.Consider(ref first, "decision", ShanghaiTime.EndOf(a.DecideBy!.Value.Date),
                    new LimitMissed(a.Id, WorkLimit.Decision));
                break;
            case ApplicationStatus.SupplementRequested:
                var unanswered = ShanghaiTime.EndOf(a.Supplement!.AnswerBy.Date);
                Deadline.Consider(ref first, "supplement", unanswered,
                    new ApplicationNotAccepted(a.Id, unanswered, ["supplementUnanswered"]));
                break;
            case ApplicationStatus.AwaitingDelivery when a.PickUpBy is { } pickUpBy:
                Deadline.Consider(ref first, "pickUp", ShanghaiTime.EndOf(pickUpBy.Date), new PickUpMissed(a.Id));
                break;
        }
    }
}
