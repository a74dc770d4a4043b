using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>The end of a certificate.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="EffectiveOn">The legal date from which it has effect, inclusive (H.13).</param>
/// <param name="Cause">The fact about the person that caused it; null: none, so that it is never undone.</param>
/// <param name="Reason">The officer's words; null: none.</param>
public sealed record Cancellation(CancellationGround Ground, DateOnly EffectiveOn, string? Cause, string? Reason)
{
    /// <summary>
    /// The applications that it closed, as they were then. They are taken up again if the cause is corrected.
    /// </summary>
    public ImmutableArray<Application> Closed { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>
/// The points (记分) of one open assessment cycle, and the class hours taken in it after the limit of points was reached
/// or a B was given: earlier hours do not count towards clearing (D.2).
/// </summary>
public sealed record CyclePoints(int Cycle, int Points, int EducationHours);

/// <summary>The integrity assessment (诚信考核) of a driver's certificate.</summary>
/// <param name="ClosedThrough">The last closed cycle; 0: none.</param>
/// <param name="AnnouncedThrough">The last cycle whose window was announced.</param>
/// <param name="LastGrade">The last real grade; the initial grade before the first (H.8).</param>
/// <param name="LastGradedCycle">The cycle of that grade; 0: none yet.</param>
public sealed record Assessment(int ClosedThrough, int AnnouncedThrough, Grade LastGrade, int LastGradedCycle)
{
    /// <summary>Points of the cycles that are not closed, by cycle.</summary>
    public ImmutableArray<CyclePoints> Open { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The points and hours of <paramref name="cycle"/>; none if the cycle is closed.</summary>
    public CyclePoints Of(int cycle)
    {
        foreach (var points in Open)
            if (points.Cycle == cycle) return points;
        return new CyclePoints(cycle, 0, 0);
    }
}

/// <summary>
/// A road-transport qualification certificate (从业资格证). Its validity is not stored: <see cref="CertificateValidity"/>
/// computes it from this state, the person's facts and the day.
/// </summary>
public sealed record Certificate : EntityState, IApplicationSubject
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The number on the document; nowadays often the holder's identity number (E.8).</summary>
    public required string Number { get; init; }

    /// <summary>The kind of certificate.</summary>
    public required CertificateKind Kind { get; init; }

    /// <summary>
    /// The holder. Name and identity number are read from the person and not copied here, so that they are never
    /// outdated.
    /// </summary>
    public required string PersonKey { get; init; }

    /// <summary>Service unit (服务单位), or "个人".</summary>
    public required string ServiceUnit { get; init; }

    /// <summary>Region code of the issuing authority (发证机关), GB/T 2260.</summary>
    public required string Authority { get; init; }

    /// <summary>First issue (初次领取); assessment cycles count from it.</summary>
    public required DateOnly FirstIssuedOn { get; init; }

    /// <summary>The latest period; after an early renewal it may begin in the future.</summary>
    public required Period Period { get; init; }

    /// <summary>The period before it; null: this is the first on record. Earlier ones are in the history.</summary>
    public Period? Previous { get; init; }

    /// <summary>Number of the document in circulation, from 1; renewal, reissue and change raise it (H.14).</summary>
    public required int DocumentVersion { get; init; }

    /// <summary>
    /// The day on which this registry took the certificate over; deadlines before it are not carried out (H.9).
    /// </summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Which reminders of the period are recorded.</summary>
    public PeriodStage Stage { get; init; }

    /// <summary>
    /// After a refused or withdrawn renewal, the lapse takes effect on this day at the earliest (H.7).
    /// </summary>
    public DateOnly? LapseNotBefore { get; init; }

    /// <summary>The assessment; null for kinds that do not drive.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>The end; null while there is none.</summary>
    public Cancellation? Cancellation { get; init; }

    /// <summary>
    /// The applications that are not over, and the last that ended. One is open, or a renewal and others (H.18).
    /// </summary>
    public ImmutableArray<Application> Applications { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many applications there ever were; the next one gets the next number.</summary>
    public int ApplicationCount { get; init; }

    /// <summary>The open application that was handed in first; null: none is open.</summary>
    [JsonIgnore]
    public Application? OpenApplication
    {
        get
        {
            foreach (var application in Applications)
                if (application.IsOpen) return application;
            return null;
        }
    }

    string IApplicationOwner.ApplicantKey => PersonKey;

    Roles IApplicationSubject.ApplicantRole => Roles.Holder;

    Refusal? IApplicationSubject.Ended =>
        Cancellation is { } end ? CertificateRefusals.Cancelled(end.Ground, end.EffectiveOn) : null;

    Refusal? IApplicationSubject.NoLongerHolds(Application application, Context context) =>
        CertificateFiling.NoLongerHolds(this, application.Service, context);

    Decision IApplicationSubject.Approve(Application application, Approve approve, Context context) =>
        CertificateApproval.Decide(this, application, approve, context);

    /// <summary>The renewal that is not decided yet; null: none. It blocks the lapse (H.7).</summary>
    [JsonIgnore]
    public Application? PendingRenewal
    {
        get
        {
            foreach (var application in Applications)
                if (application is { Service: Services.ServiceId.CertificateRenewal, IsOpen: true }) return application;
            return null;
        }
    }

    /// <summary>First day on which renewal may be asked for, inclusive (C-04).</summary>
    public DateOnly RenewalOpensOn(RoadRules rules) => RenewalOpensOn(Period.To, rules);

    /// <summary>
    /// First day on which renewal may be asked for, for any certificate that is valid through
    /// <paramref name="validTo"/>; inclusive.
    /// </summary>
    public static DateOnly RenewalOpensOn(DateOnly validTo, RoadRules rules) =>
        validTo.AddDays(-rules.RenewalOpensDaysBefore);

    /// <summary>
    /// Last day on which renewal may be asked for, inclusive; it moves with its window (H.4). The rule in force on the
    /// last valid day counts, so that a later rule changes nothing about it, and a late sweep gives the same as one on
    /// time.
    /// </summary>
    public LegalDate LapsesAfter(Rulebook rulebook, WorkingCalendar calendar) =>
        LapsesAfter(Period.To, rulebook, calendar);

    /// <summary>
    /// Last day on which renewal may be asked for, for any certificate that is valid through
    /// <paramref name="validTo"/>; inclusive.
    /// </summary>
    public static LegalDate LapsesAfter(DateOnly validTo, Rulebook rulebook, WorkingCalendar calendar)
    {
        var rules = rulebook.RoadAt(validTo);
        var last = validTo.AddDays(rules.RenewalLapseDaysAfter);
        return rules.RollToNextWorkday ? calendar.RollToWorkday(last) : new LegalDate(last, Provisional: false);
    }

    /// <summary>The day on which the holder is warned of the lapse.</summary>
    public DateOnly LapseWarnedOn(Rulebook rulebook, WorkingCalendar calendar) =>
        LapsesAfter(rulebook, calendar).Date.AddDays(-rulebook.RoadAt(Period.To).LapseWarnedDaysBefore);

    /// <summary>First day of the lapse, inclusive, if no renewal is pending.</summary>
    public LegalDate LapseTakesEffectOn(Rulebook rulebook, WorkingCalendar calendar)
    {
        var last = LapsesAfter(rulebook, calendar);
        return LapseNotBefore is { } notBefore && notBefore > last.Date.AddDays(1)
            ? new LegalDate(notBefore, Provisional: false) : last with { Date = last.Date.AddDays(1) };
    }

    /// <summary>The first assessment cycle that is not closed. Only for kinds that drive.</summary>
    public CycleDates NextCycle(Rulebook rulebook, WorkingCalendar calendar) =>
        Cycle(FirstIssuedOn, Assessment!.ClosedThrough + 1, rulebook, calendar);

    /// <summary>The dates of a cycle by the rules in force on its last day.</summary>
    public static CycleDates Cycle(DateOnly firstIssuedOn, int number, Rulebook rulebook, WorkingCalendar calendar) =>
        AssessmentCycles.Cycle(
            firstIssuedOn, number, rulebook.RoadAt(LegalDates.PeriodEnd(firstIssuedOn, number)), calendar);
}
