using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// The working-day limits of an application (rules.md A.0, G.3, H.5). A limit ends with its last day, 24:00 Shanghai.
/// </summary>
public static class ApplicationLimits
{
    /// <summary>Last day for acceptance, counted from the submission or from the answer to the supplement.</summary>
    public static LegalDate AcceptBy(DateTimeOffset from, RoadRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(from), rules.AcceptWorkingDays);

    /// <summary>
    /// The day of the authority's own promise for the annual review (C-08); null: the service has none.
    /// </summary>
    public static LegalDate? AcceptTargetBy(
        ServiceId service, DateTimeOffset from, RoadRules rules, WorkingCalendar calendar) =>
        service == ServiceId.VehicleAnnualReview
            ? calendar.Add(ShanghaiTime.DateOf(from), rules.ReviewAcceptTargetWorkingDays)
            : null;

    /// <summary>Last day for the decision, counted from the acceptance.</summary>
    public static LegalDate DecideBy(DateTimeOffset acceptedAt, RoadRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(acceptedAt), rules.DecideWorkingDays);

    /// <summary>Last day for the answer to a supplement.</summary>
    public static LegalDate AnswerBy(DateTimeOffset requestedAt, RoadRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(requestedAt), rules.SupplementAnswerWorkingDays);

    /// <summary>Last day for pick-up, rolled to a working day (H.2, H.4).</summary>
    public static LegalDate PickUpBy(DateTimeOffset readyAt, RoadRules rules, WorkingCalendar calendar)
    {
        var last = LegalDates.AddMonths(ShanghaiTime.DateOf(readyAt), rules.PickUpMonths);
        return rules.RollToNextWorkday ? calendar.RollToWorkday(last) : new LegalDate(last, false);
    }

    /// <summary>
    /// The limits counted anew by the calendar and the rules of now; null: none of them moves (F, H.19). A limit that
    /// runs moves when its year arrives or is amended; one that is over only when it was provisional.
    /// </summary>
    public static LimitsRecomputed? Recomputed(Application a, Rulebook rulebook, WorkingCalendar calendar)
    {
        if (!a.IsLive) return null;
        var (submitted, waits) = (a.SupplementAnsweredAt ?? a.SubmittedAt, a.AcceptedAt is null);
        var acceptBy = Anew(a.AcceptBy, submitted, waits, AcceptBy);
        var targetBy = Anew(a.AcceptTargetBy, submitted, waits,
            (from, rules, days) => AcceptTargetBy(a.Service, from, rules, days)!.Value);
        var decideBy = Anew(a.DecideBy, a.AcceptedAt, a.DecidedAt is null, DecideBy);
        var answerBy = Anew(
            a.Supplement?.AnswerBy, a.Supplement?.RequestedAt, a.SupplementAnsweredAt is null, AnswerBy);
        var pickUpBy = Anew(a.PickUpBy, a.ReadyAt, runs: true, PickUpBy);
        return acceptBy == a.AcceptBy
            && targetBy == a.AcceptTargetBy
            && decideBy == a.DecideBy
            && answerBy == a.Supplement?.AnswerBy
            && pickUpBy == a.PickUpBy
            ? null
            : new LimitsRecomputed(a.Id, acceptBy!.Value, decideBy, answerBy, pickUpBy, targetBy);

        LegalDate? Anew(
            LegalDate? limit, DateTimeOffset? from, bool runs,
            Func<DateTimeOffset, RoadRules, WorkingCalendar, LegalDate> count) =>
            ApplicationLimits.Anew(limit, from, runs, rulebook.RoadAt, calendar, count);
    }

    /// <summary>
    /// A limit counted again from <paramref name="from"/> by the rules of that day, while it runs or is provisional;
    /// else as it is.
    /// </summary>
    public static LegalDate? Anew<TRules>(
        LegalDate? limit, DateTimeOffset? from, bool runs, Func<DateOnly, TRules> rulesAt, WorkingCalendar calendar,
        Func<DateTimeOffset, TRules, WorkingCalendar, LegalDate> count) =>
        limit is { } known && from is { } start && (runs || known.Provisional)
            ? count(start, rulesAt(ShanghaiTime.DateOf(start)), calendar)
            : limit;
}
