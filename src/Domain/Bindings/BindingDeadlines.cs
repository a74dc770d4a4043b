using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What a binding does by itself: asks the source at its opening, records a missed limit, refuses what stayed
/// unanswered, lets an undoing lapse, and ends the time in which nothing that hurts is taken (H.24).
/// </summary>
internal static class BindingDeadlines
{
    /// <summary>What is due first; null: nothing.</summary>
    public static Deadline? Next(IdentityBinding b, Context context)
    {
        Deadline? first = null;
        foreach (var application in b.Applications)
        {
            if (!application.IsOpen) continue;
            if (Recomputed(application, context) is { } anew) return new Deadline("recompute", context.Now, anew);
            Consider(ref first, application);
        }
        if (b.Bound is { BarredUntil: { } until, BarOver: false })
            Deadline.Consider(ref first, "identityBar", until, new BindingBarEnded(until));
        return first;
    }

    private static void Consider(ref Deadline? first, BindingApplication a)
    {
        if (a.Check is { State: IdentityCheckState.Queued } check)
            Deadline.Consider(ref first, "identityCheck", check.DueAt, new BindingSourceAsked(a.Id, check.DueAt));
        var end = ShanghaiTime.EndOf(a.DecideBy.Date);
        if (a.Service == ServiceId.IdentityUnbinding)
            Deadline.Consider(ref first, "secondOfficer", end, new UnbindingLapsed(a.Id, end));
        else if (a.Status == ApplicationStatus.SupplementRequested)
        {
            var unanswered = ShanghaiTime.EndOf(a.Supplement!.AnswerBy.Date);
            Deadline.Consider(ref first, "supplement", unanswered,
                new BindingRefused(a.Id, unanswered, null, ["supplementUnanswered"]));
        }
        else if (!a.DecisionMissed)
            Deadline.Consider(ref first, "decision", end, new BindingLimitMissed(a.Id));
    }

    /// <summary>
    /// The limits anew, when one was provisional and its year's calendar has arrived; null: nothing to do.
    /// </summary>
    private static BindingLimitsRecomputed? Recomputed(BindingApplication a, Context context)
    {
        var from = ShanghaiTime.DateOf(a.SupplementAnsweredAt ?? a.SubmittedAt);
        RoadRules rules = context.Rulebook.RoadAt(from);
        var days = a.Service == ServiceId.IdentityUnbinding ? rules.SecondOfficerWorkingDays
            : rules.IdentityDecideWorkingDays;
        var decideBy = a.DecideBy.Provisional ? context.Calendar.Add(from, days) : a.DecideBy;
        LegalDate? answerBy = a.Supplement is not { } asked ? null
            : asked.AnswerBy.Provisional
                ? ApplicationLimits.AnswerBy(asked.RequestedAt,
                    context.Rulebook.RoadAt(ShanghaiTime.DateOf(asked.RequestedAt)),
                    context.Calendar)
            : asked.AnswerBy;
        return decideBy == a.DecideBy && answerBy == a.Supplement?.AnswerBy ? null
            : new BindingLimitsRecomputed(a.Id, decideBy, answerBy);
    }
}
