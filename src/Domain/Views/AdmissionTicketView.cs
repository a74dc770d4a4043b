using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Views;

/// <summary>The admission ticket (准考证) of an accepted application for the railway exam.</summary>
/// <param name="TicketNumber">Made of the day of the theory exam and the application, so that it never changes.</param>
/// <param name="ApplicationId">The application.</param>
/// <param name="Holder">Who takes the exam, the number masked.</param>
/// <param name="Class">The class applied for.</param>
/// <param name="Session">The session with the days of both parts.</param>
/// <param name="Place">The exam point; left out where none is appointed.</param>
public sealed record AdmissionTicketView(
    string TicketNumber, string ApplicationId, HolderView Holder, string Class, ExamSessionView Session,
    ExamPlace? Place)
{
    /// <summary>
    /// The ticket of an application that <see cref="Sheets.AdmissionTicket.Refuses"/> does not refuse.
    /// </summary>
    public static AdmissionTicketView Of(RailApplication a, Person driver, ExamSession session) => new(
        $"{session.TheoryOn:yyyyMMdd}-{a.Id[2..].Replace('.', '-')}", a.Id, CertificateView.HolderOf(driver),
        ((RailExamForm)a.Form).Class.ToString(), ExamSessionView.Of(session), session.PlaceOf(a.ExamPlaceId));
}
