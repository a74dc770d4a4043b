using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Portal.Public;

/// <summary>From when until when a service may be asked for, by one date on the reader's document.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="To">Last day, inclusive.</param>
/// <param name="Afterwards">What happens after the last day.</param>
public sealed record WhenPossible(DateOnly From, DateOnly To, LocalText Afterwards)
{
    private const int MaxYear = 9900;

    /// <summary>The date to ask for; null: the service may be asked for at any time.</summary>
    public static LocalText? Asked(ServiceId service) => service switch
    {
        ServiceId.CertificateRenewal => new("从业资格证有效期止", "Last day of validity of the certificate"),
        ServiceId.CertificateAssessment => new("从业资格证初次领取日期", "First issue of the certificate"),
        ServiceId.VehicleRenewal => new("道路运输证有效期止", "Last day of validity of the vehicle's certificate"),
        ServiceId.VehicleAnnualReview => new("上次年审有效期止", "Last day of validity of the last annual review"),
        ServiceId.RailRenewal => new("驾驶证有效期止", "Last day of validity of the licence"),
        _ => null,
    };

    /// <summary>The answer for <paramref name="date"/>, by the rules that decide; null: there is none.</summary>
    public static WhenPossible? Of(ServiceId service, DateOnly date, IRegistry registry)
    {
        if (date.Year is < 1950 or > MaxYear) return null;
        var (rulebook, calendar) = (registry.Rulebook, registry.Calendar);
        var today = ShanghaiTime.DateOf(registry.Now);
        var road = rulebook.RoadAt(today);
        return service switch
        {
            ServiceId.CertificateRenewal => new(
                Certificate.RenewalOpensOn(date, road), Certificate.LapsesAfter(date, rulebook, calendar).Date,
                new LocalText("逾期不申请的，证件由系统注销，须重新申领。",
                    "Without an application by then the certificate is cancelled and has to be earned anew.")),
            ServiceId.CertificateAssessment => Assessment(date, today, rulebook, calendar, road),
            ServiceId.VehicleRenewal => new(date.AddDays(-road.VehicleRenewalOpensDaysBefore),
                road.RollToNextWorkday ? calendar.RollToWorkday(date).Date : date,
                new LocalText("过期后不能换发。", "After it no renewal is possible.")),
            ServiceId.VehicleAnnualReview => new(date.AddDays(-road.ReviewOpensDaysBefore), date,
                new LocalText("逾期仍可申请，但会记录为逾期。", "Later applications are taken and marked as late.")),
            ServiceId.RailRenewal => new(
                date.AddDays(-registry.RailRulebook.At(today).RenewalOpensDaysBefore), date,
                new LocalText("有效期届满未换证的，驾驶证注销。", "A licence that is not renewed by then is cancelled.")),
            _ => null,
        };
    }

    /// <summary>The cycle whose window is open, or opens next.</summary>
    private static WhenPossible Assessment(
        DateOnly firstIssued, DateOnly today, Rulebook rulebook, WorkingCalendar calendar, RoadRules road)
    {
        var number = Math.Max(1, AssessmentCycles.LastEndedBefore(firstIssued, today));
        var cycle = Certificate.Cycle(firstIssued, number, rulebook, calendar);
        if (cycle.WindowCloses.Date < today)
            cycle = Certificate.Cycle(firstIssued, number + 1, rulebook, calendar);
        return new WhenPossible(cycle.WindowOpens, cycle.WindowCloses.Date, road.LateAssessmentAccepted
            ? new LocalText("逾期仍可申请，但会记录为逾期。", "Later applications are taken and marked as late.")
            : new LocalText("逾期不再受理，记为未考核。", "Afterwards it is recorded as not assessed."));
    }
}
