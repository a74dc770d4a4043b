using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Views;

/// <summary>The last day on which something can be done.</summary>
/// <param name="Id">The entity.</param>
/// <param name="Name">The stable name of the deadline.</param>
/// <param name="On">The day, inclusive.</param>
/// <param name="Service">The service that can be asked for until then; null: none, something ends.</param>
/// <param name="Title">What it is, in words that name no person, vehicle or document.</param>
/// <param name="About">Whom or what it concerns, shown to the owner only: a name or a plate; null: the caller.</param>
/// <param name="Provisional">True while the calendar of its year is not known.</param>
public sealed record LastDay(
    string Id, string Name, DateOnly On, ServiceId? Service, LocalText Title, string? About, bool Provisional)
{
    /// <summary>
    /// The coming last days of one entity, taken from its timeline (<see cref="TimelineView"/>), so that the two lists
    /// agree.
    /// </summary>
    public static IEnumerable<LastDay> Of(EntityId id, EntityState state, Context context)
    {
        var about = state switch
        {
            Vehicle vehicle => vehicle.Plate,
            Certificate c => context.Facts.Person(c.PersonKey)?.Name,
            RailCareer c => c.Licence?.Name ?? context.Facts.Person(c.PersonKey)?.Name,
            _ => null,
        };
        foreach (var entry in TimelineView.Of(id, state, context).Items)
        {
            var day = DeadlineTitles.DayOf(entry);
            if (day < context.Today || DeadlineTitles.Begins(entry.Name)
                || What(entry.Name, state) is not var (service, title)) continue;
            yield return new LastDay(
                id.Key, entry.Name, day, service, title, about, entry.Provisional);
        }
        if (state is Certificate certificate && AssessmentInTime(id, certificate, about, context) is { } inTime)
            yield return inTime;
    }

    /// <summary>
    /// The last day of the next assessment's window. Where late assessments are accepted, the timeline only has a later
    /// day, on which the cycle is closed without one; but the holder should apply by this day. Null: it has passed, the
    /// assessment is applied for, or the certificate ends before the window opens.
    /// </summary>
    private static LastDay? AssessmentInTime(EntityId id, Certificate c, string? about, Context context)
    {
        if (c is not { Cancellation: null, Assessment: not null }) return null;
        var cycle = c.NextCycle(context.Rulebook, context.Calendar);
        var closes = cycle.WindowCloses;
        if (closes.Date < context.Today || c.Period.To < cycle.WindowOpens
            || !context.Rulebook.RoadAt(cycle.To).LateAssessmentAccepted
            || c.Applications.Any(a => a.IsOpen && a.Cycle == cycle.Number)) return null;
        var (service, title) = Until(
            ServiceId.CertificateAssessment, "按期申请的最后一天", "last day to apply in time");
        return new LastDay(id.Key, "assessmentCloses", closes.Date, service, title, about, closes.Provisional);
    }

    /// <summary>What ends with a deadline; null: nothing that anybody could act on.</summary>
    private static (ServiceId? Service, LocalText Title)? What(string deadline, EntityState state) =>
        (deadline, state) switch
        {
            ("expiry", Certificate) => Until(ServiceId.CertificateRenewal, "有效期最后一天", "last day of validity"),
            ("lapse", Certificate) => Until(ServiceId.CertificateRenewal, "申请的最后一天", "last day to apply"),
            ("assessmentMissed", Certificate) =>
                Until(ServiceId.CertificateAssessment, "申请的最后一天", "last day to apply"),
            ("age", Certificate) =>
                (null, new LocalText("从业资格证：超龄前最后一天", "Certificate: last day before the age limit")),
            ("expiry", Vehicle) => Until(ServiceId.VehicleRenewal, "有效期最后一天", "last day of validity"),
            ("reviewMissed", Vehicle) => Until(ServiceId.VehicleAnnualReview, "有效期最后一天", "last day of validity"),
            ("expiry", RailCareer) => Until(ServiceId.RailRenewal, "有效期最后一天", "last day of validity"),
            ("report", RailCareer) => (null, new LocalText("企业报告：最后一天", "Employer's report: last day")),
            ("permitExpiry", Operator) =>
                (null, new LocalText("道路运输经营许可证：有效期最后一天", "Operating permit: last day of validity")),
            ("supplement", _) => OfApplication(state, "补正的最后一天", "last day to complete it"),
            ("pickUp", _) => OfApplication(state, "领取证件的最后一天", "last day to pick the document up"),
            _ => null,
        };

    private static (ServiceId?, LocalText)? OfApplication(EntityState state, string zh, string en)
    {
        ImmutableArray<Application> all = state switch
        {
            Certificate c => c.Applications,
            Vehicle v => v.Applications,
            _ => [],
        };
        var waiting = all.FirstOrDefault(a => a.Status is ApplicationStatus.SupplementRequested
            or ApplicationStatus.AwaitingDelivery);
        return waiting is null ? (null, new LocalText(zh, en)) : Until(waiting.Service, zh, en);
    }

    private static (ServiceId?, LocalText) Until(ServiceId service, string zh, string en)
    {
        var names = Catalogue.Of(service).Names;
        return (service, new LocalText($"{names.Zh}：{zh}", $"{names.En}: {en}"));
    }
}
