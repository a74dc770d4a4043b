using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// What a career does by itself, and when: the limits of its applications, its expiry, and the report that an employer
/// must make. Computed from state, facts and calendar each time, as for certificates.
/// </summary>
public static class RailDeadlines
{
    /// <summary>The earliest deadline; null: there is none.</summary>
    public static Deadline? Next(RailCareer c, Person person, Context context)
    {
        Deadline? first = null;
        if (c.Licence?.End is { } end && AfterEnd(c, end, person) is { } what)
            return new Deadline("end", context.Now, what);
        if (ApplicationDeadlines.Consider(ref first, RailChain.Chain, c.Applications, context)) return first;
        foreach (var finding in c.Findings)
        {
            if (finding is { ReportedOn: null, Missed: false })
                Deadline.Consider(
                    ref first, "report", ShanghaiTime.EndOf(finding.ReportBy), new FindingReportMissed(finding.Id));
        }
        if (c.LiveLicence is { } licence) ConsiderLicence(ref first, c, licence, person, context);
        Reminding.Consider(ref first, c, RailReminders.Of(c), context);
        return first;
    }

    private static void ConsiderLicence(
        ref Deadline? first, RailCareer c, RailLicence licence, Person person, Context context)
    {
        if (RailValidity.End(c, person) is { } lawful)
            Deadline.Consider(ref first, lawful.Cause is null
                ? "expiry"
                : "fact", ShanghaiTime.StartOf(lawful.EffectiveOn),
                new LicenceCancelled(lawful.Ground, lawful.EffectiveOn, Cause: lawful.Cause));
        if (c.IsProtected && !licence.Expired)
            Deadline.Consider(
                ref first, "expiry", ShanghaiTime.EndOf(licence.Period.To), new LicenceExpired(licence.Period.To));
        if (!licence.RenewalAnnounced)
            Deadline.Consider(ref first, "renewalOpens",
                ShanghaiTime.StartOf(RailValidity.RenewalOpensOn(licence, context.RailRulebook.At(context.Today))),
                new LicenceRenewalOpened(licence.Period.To));
    }

    /// <summary>
    /// The event after an end: what was under way about the licence is closed (H.11). A first application is not about
    /// it, and a cancellation that was granted must still be announced. If the fact behind the end was corrected,
    /// everything is taken up again first.
    /// </summary>
    private static Event? AfterEnd(RailCareer c, LicenceEnd end, Person person)
    {
        if (end.Cause is { } cause && !person.Stands(cause))
            return end.Closed.Length > 0 ? new RailReopened(end.Closed[0]) : new LicenceRestored(cause);
        foreach (var application in c.Applications)
        {
            if (application.IsLive && application.Service != ServiceId.RailFirst
                && !(application.Service == ServiceId.RailCancellation
                    && application.Status == ApplicationStatus.Decided))
                return new RailClosed(application.Id, ClosingReason.Cancelled.Name());
        }
        return null;
    }
}
