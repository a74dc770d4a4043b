using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>The status of a certificate on a day (http.md 5).</summary>
[JsonConverter(typeof(CamelCaseNames<CertificateStatus>))]
public enum CertificateStatus
{
    /// <summary>The holder may work with it (有效).</summary>
    Valid = 1,

    /// <summary>Its last day is over and it is not yet renewed (已过期); the holder must not work.</summary>
    Expired = 2,

    /// <summary>Cancelled (注销).</summary>
    Cancelled = 3,

    /// <summary>A newer document took the place of this one (H.14).</summary>
    Replaced = 4,
}

/// <summary>The status of a certificate on a day, with the reason.</summary>
/// <param name="Status">The status.</param>
/// <param name="Ground">Why it is cancelled; null otherwise.</param>
/// <param name="Since">The day from which it is cancelled or expired; null otherwise.</param>
public readonly record struct CertificateStanding(
    CertificateStatus Status, CancellationGround? Ground, DateOnly? Since);

/// <summary>
/// Whether a certificate is valid: one pure function of its state, the person's facts and the day, used by API, pages,
/// verification, search and documents. It needs no stored status and no job that has run (spec/traps.md, first two
/// rows).
/// </summary>
public static class CertificateValidity
{
    /// <summary>
    /// The status on <paramref name="day"/> of the document with <paramref name="documentVersion"/>; null: of the
    /// latest document.
    /// </summary>
    public static CertificateStanding On(
        DateOnly day,
        Certificate c,
        Person person,
        Rulebook rulebook,
        WorkingCalendar calendar,
        int? documentVersion = null)
    {
        c = WithoutWhatIsVoid(c, person);
        if (End(c, person, rulebook, calendar) is ({ } end, var since) && since.RightKeptThrough <= day)
            return new CertificateStanding(CertificateStatus.Cancelled, end.Ground, end.EffectiveOn);
        if (documentVersion is { } version && version != c.DocumentVersion)
            return new CertificateStanding(CertificateStatus.Replaced, null, null);
        if (c.Period.Contains(day) || c.Previous?.Contains(day) == true
            || c.Period.IsDeemedExtended(day, c.PendingRenewal?.SubmittedAt, rulebook))
            return new CertificateStanding(CertificateStatus.Valid, null, null);
        return new CertificateStanding(CertificateStatus.Expired, null, c.Period.OverSince(day));
    }

    /// <summary>
    /// The end that is recorded, or the earliest one that will follow by law if nothing else happens (death, loss of
    /// the driving licence, age, lapse), and its first day. Null: none is known. A date that the calendar of its year
    /// may still move is not acted upon, for <see cref="LegalDate.WaitDays"/> at most (H.17).
    /// </summary>
    public static (Cancellation End, LegalDate From)? End(
        Certificate c, Person person, Rulebook rulebook, WorkingCalendar calendar)
    {
        if (c.Cancellation is { } recorded && (recorded.Cause is null || person.Stands(recorded.Cause)))
            return (recorded, new LegalDate(recorded.EffectiveOn, Provisional: false));
        (Cancellation End, LegalDate From)? first = null;
        if (person.Death is { } death) Consider(ref first, CancellationGround.Death, Firm(death.On), death.Id);
        if (c.Kind.Drives() && person.LicenceLostSince(c.RegisteredOn) is { } lost)
            Consider(ref first, CancellationGround.DrivingLicenceLost, Firm(lost.On), lost.Id);
        if (rulebook.AgeLimits.FirstDayOver(person.BornOn, c.RegisteredOn) is { } over)
            Consider(ref first, CancellationGround.Age, Firm(over), null);
        if (LapseOn(c, rulebook, calendar) is { } lapse) Consider(ref first, CancellationGround.Lapsed, lapse, null);
        return first;
    }

    /// <summary>
    /// The first day of the lapse; null while a renewal is not decided (H.7). A renewal whose supplement was not
    /// answered in time counts as ended, whether or not that is recorded already.
    /// </summary>
    private static LegalDate? LapseOn(Certificate c, Rulebook rulebook, WorkingCalendar calendar)
    {
        var day = c.LapseTakesEffectOn(rulebook, calendar);
        if (c.PendingRenewal is not { } renewal) return day;
        if (renewal is not { Status: ApplicationStatus.SupplementRequested, Supplement: { } asked }) return null;
        var answerBy = ApplicationLimits.Recomputed(renewal, rulebook, calendar)?.AnswerBy ?? asked.AnswerBy;
        var unprotected = answerBy with { Date = answerBy.Date.AddDays(1) };
        return unprotected.RightKeptThrough > day.RightKeptThrough ? unprotected : day;
    }

    /// <summary>The certificate without a cancellation whose cause was corrected (H.10).</summary>
    private static Certificate WithoutWhatIsVoid(Certificate c, Person person)
    {
        if (c.Cancellation is not { Cause: { } cause } end || person.Stands(cause)) return c;
        var others = c.Applications.RemoveAll(application => end.Closed.At(application.Id) is not null);
        return c with { Cancellation = null, Applications = others.AddRange(end.Closed) };
    }

    private static LegalDate Firm(DateOnly day) => new(day, Provisional: false);

    /// <summary>Of several grounds on the same day the one considered first counts.</summary>
    private static void Consider(
        ref (Cancellation End, LegalDate From)? first, CancellationGround ground, LegalDate from, string? cause)
    {
        if (first is null || from.RightKeptThrough < first.Value.From.RightKeptThrough)
            first = (new Cancellation(ground, from.Date, cause, null), from);
    }
}
