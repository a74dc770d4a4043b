using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The working-day limits of the offices in the chain, 15 + 5 + 3 (rules.md B.7, G.3), and the hours of the police data
/// source (G.5 #82). A limit ends with its last day, 24:00 Shanghai.
/// </summary>
public static class RailApplicationLimits
{
    /// <summary>Last day of the centre's review, counted from its receipt or from the exam passed.</summary>
    public static LegalDate ReviewBy(DateTimeOffset from, RailRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(from), rules.CentreReviewWorkingDays);

    /// <summary>Last day that is promised, counted from the centre's receipt.</summary>
    public static LegalDate PromisedBy(DateTimeOffset from, RailRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(from), rules.PromiseWorkingDays);

    /// <summary>Last day for the acceptance, counted from the centre's receipt.</summary>
    public static LegalDate AcceptBy(DateTimeOffset from, RailRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(from), rules.AcceptWorkingDays);

    /// <summary>Last day for the decision, counted from the report.</summary>
    public static LegalDate DecideBy(DateTimeOffset from, RailRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(from), rules.DecisionWorkingDays);

    /// <summary>Last day for the announcement, counted from the decision.</summary>
    public static LegalDate AnnounceBy(DateTimeOffset from, RailRules rules, WorkingCalendar calendar) =>
        calendar.Add(ShanghaiTime.DateOf(from), rules.AnnouncementWorkingDays);

    /// <summary>
    /// When the police data source can be asked: <paramref name="now"/> from 08:00:00 until before 18:00:00 of every
    /// day, holidays too; otherwise its next opening.
    /// </summary>
    public static DateTimeOffset IdentityAskedAt(DateTimeOffset now, RailRules rules)
    {
        var day = ShanghaiTime.StartOf(ShanghaiTime.DateOf(now));
        var opens = day.AddHours(rules.IdentityOpensHour);
        return now < opens ? opens : now < day.AddHours(rules.IdentityClosesHour) ? now : opens.AddDays(1);
    }

    /// <summary>The limits counted anew; null: none of them moves (F, H.19).</summary>
    public static RailLimitsRecomputed? Recomputed(RailApplication a, RailRulebook rulebook, WorkingCalendar calendar)
    {
        if (!a.IsLive) return null;
        var anew = new RailLimitsRecomputed(a.Id,
            Anew(a.AcceptBy, a.ReceivedAt, a.AcceptedAt is null, AcceptBy),
            Anew(a.ReviewBy, a.PracticalPassedAt ?? a.ReceivedAt, a.ReportedAt is null, ReviewBy),
            Anew(a.PromisedBy, a.ReceivedAt, a.DecidedAt is null, PromisedBy),
            Anew(a.DecideBy, a.ReportedAt, a.DecidedAt is null, DecideBy),
            Anew(a.AnnounceBy, a.DecidedAt, a.AnnouncedAt is null, AnnounceBy));
        var old = new RailLimitsRecomputed(a.Id, a.AcceptBy, a.ReviewBy, a.PromisedBy, a.DecideBy, a.AnnounceBy);
        return anew == old ? null : anew;

        LegalDate? Anew(LegalDate? limit,
            DateTimeOffset? from, bool runs,
            Func<DateTimeOffset, RailRules, WorkingCalendar, LegalDate> count) =>
            ApplicationLimits.Anew(limit, from, runs, rulebook.At, calendar, count);
    }
}
