using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// One registration for an exam session, as the exam centre needs it to call people in and to enter marks.
/// </summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="RailLicenceId">The driver's career.</param>
/// <param name="Holder">The driver, the number masked.</param>
/// <param name="Service">First application or upgrade.</param>
/// <param name="Class">The class applied for.</param>
/// <param name="Place">The exam point; null: none is appointed yet.</param>
/// <param name="Status">Where the application stands.</param>
/// <param name="OriginalsCheckedAt">When the paper originals were found in order.</param>
/// <param name="TheoryPassedAt">When the theory exam was passed.</param>
/// <param name="TheoryPoints">Marks of the theory exam.</param>
/// <param name="PracticalPassedAt">When the practical exam was passed.</param>
/// <param name="PracticalPoints">Marks of the practical exam.</param>
public sealed record ExamRegistrationView(
    string ApplicationId,
    string RailLicenceId,
    HolderView Holder,
    ServiceId Service,
    string Class,
    ExamPlace? Place,
    ApplicationStatus Status,
    DateTimeOffset? OriginalsCheckedAt,
    DateTimeOffset? TheoryPassedAt,
    int? TheoryPoints,
    DateTimeOffset? PracticalPassedAt,
    int? PracticalPoints)
{
    /// <summary>The view of a registration; null: the application is for another session.</summary>
    public static ExamRegistrationView? Of(
        RailApplication a, EntityId career, Person driver, ExamSession session) =>
        a.Form is RailExamForm form && form.ExamSessionId == session.Key
            ? new ExamRegistrationView(
                a.Id, career.Key, CertificateView.HolderOf(driver), a.Service, form.Class.ToString(),
                session.PlaceOf(a.ExamPlaceId), a.Status, Local(a.OriginalsCheckedAt), Local(a.TheoryPassedAt),
                a.TheoryPoints, Local(a.PracticalPassedAt), a.PracticalPoints)
            : null;

    private static DateTimeOffset? Local(DateTimeOffset? instant) =>
        instant is { } at ? ShanghaiTime.ToLocal(at) : null;
}
