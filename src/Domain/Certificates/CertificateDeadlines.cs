using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// What a certificate does by itself, and when. It is computed each time from its state, the person's facts and the
/// calendar, so that nothing can be forgotten, and a tick that comes late or twice changes nothing. Late deadlines keep
/// their legal dates (H.13). Of deadlines at the same instant the one considered first goes first: what ends with a day
/// before what begins with the next, and a new calendar before the limits that it moves.
/// </summary>
public static class CertificateDeadlines
{
    /// <summary>The earliest deadline; null: there is none.</summary>
    public static Deadline? Next(Certificate c, Person person, Context context)
    {
        Deadline? first = null;
        if (c.Cancellation is { } end)
        {
            if (AfterEnd(c, end, person) is { } what) Deadline.Consider(ref first, "end", context.Now, what);
            return first;
        }
        if (ApplicationDeadlines.Consider(ref first, RoadChain.Chain, c.Applications, context)) return first;
        var endAhead = CertificateValidity.End(c, person, context.Rulebook, context.Calendar);
        if (endAhead is ({ } lawful, var since))
        {
            Deadline.ConsiderEnd(ref first, NameOf(lawful.Ground), since with { Date = since.Date.AddDays(-1) },
                new CertificateCancelled(lawful.Ground, lawful.EffectiveOn, lawful.Cause));
        }
        ConsiderPeriod(ref first, c, context);
        if (c.Assessment is not null) ConsiderAssessment(ref first, c, context);
        Reminding.Consider(ref first, c, CertificateReminders.Of(c, endAhead?.End, context), context);
        return first;
    }

    /// <summary>
    /// The event after a cancellation: what was under way is closed (H.11). If the fact behind the cancellation was
    /// corrected, first what it closed is taken up again, and then the cancellation is undone (H.10).
    /// </summary>
    private static Event? AfterEnd(Certificate c, Cancellation end, Person person)
    {
        if (end.Cause is { } cause && !person.Stands(cause))
            return end.Closed.Length > 0 ? new ApplicationRestored(end.Closed[0]) : new CancellationUndone(cause);
        return ApplicationDeadlines.Close(c.Applications);
    }

    private static string NameOf(CancellationGround ground) => ground switch
    {
        CancellationGround.Age => "age",
        CancellationGround.Lapsed => "lapse",
        _ => "fact",
    };

    private static void ConsiderPeriod(ref Deadline? first, Certificate c, Context context)
    {
        if (c.Stage < PeriodStage.RenewalOpen)
        {
            Deadline.Consider(ref first, "renewalOpens", ShanghaiTime.StartOf(c.RenewalOpensOn(context.Road)),
                new RenewalOpened(c.Period.To));
        }
        else if (c.Stage < PeriodStage.Expired)
        {
            Deadline.Consider(
                ref first, "expiry", ShanghaiTime.EndOf(c.Period.To), new CertificateExpired(c.Period.To));
        }
        else if (c.Stage < PeriodStage.LapseWarned && c.PendingRenewal is null)
        {
            var last = c.LapsesAfter(context.Rulebook, context.Calendar).Date;
            if (c.LapseNotBefore > last) return; // A renewal came to nothing after the last day: the lapse is here.
            Deadline.Consider(
                ref first,
                "lapseAhead",
                ShanghaiTime.StartOf(c.LapseWarnedOn(context.Rulebook, context.Calendar)),
                new LapseWarned(last));
        }
    }

    /// <summary>Announces the window of the next cycle, and closes a cycle that nobody had assessed (H.8).</summary>
    private static void ConsiderAssessment(ref Deadline? first, Certificate c, Context context)
    {
        var cycle = c.NextCycle(context.Rulebook, context.Calendar);
        if (c.Assessment!.AnnouncedThrough < cycle.Number)
        {
            Deadline.Consider(ref first, "assessmentOpens", ShanghaiTime.StartOf(cycle.WindowOpens),
                new AssessmentWindowOpened(cycle.Number, cycle.WindowCloses.Date));
        }
        else if (!c.Applications.Any(a => a.IsOpen && a.Cycle == cycle.Number))
        {
            Deadline.ConsiderEnd(
                ref first, "assessmentMissed", LastDayOf(cycle, c, context), new CycleMissed(cycle.Number));
        }
    }

    /// <summary>
    /// The last day to hand an assessment in. Where late assessments are accepted, a cycle stays open until the next
    /// one can be assessed.
    /// </summary>
    private static LegalDate LastDayOf(Rules.CycleDates cycle, Certificate c, Context context) =>
        context.Rulebook.RoadAt(cycle.To).LateAssessmentAccepted
            ? new LegalDate(
                LegalDates.Anniversary(c.FirstIssuedOn, cycle.Number + 1).AddDays(-1), Provisional: false)
            : cycle.WindowCloses;
}
