using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>An admission ticket that can be drawn: its data, the portrait, the version of the career.</summary>
public sealed record FoundTicket(AdmissionTicketView Ticket, DocumentRecord? Portrait, int Version);

/// <summary>Sessions of the railway exam and who is registered for them.</summary>
public sealed partial class Reads
{
    /// <summary>A session of the exam.</summary>
    public ValueTask<Result<Shown<ExamSessionView>>> ExamSession(
        string? id, CancellationToken cancellation = default) =>
        One<ExamSession, ExamSessionView>(EntityKind.ExamSession, id, (s, _, _) => ExamSessionView.Of(s), cancellation);

    /// <summary>Every session of the exam.</summary>
    public async Task<Page<ExamSessionView>> ExamSessions(PageRequest page, CancellationToken cancellation = default)
    {
        var all = await registry.Queries.All(EntityKind.ExamSession, page, cancellation);
        return new Page<ExamSessionView>(await Each<ExamSession, ExamSessionView>(
            all.Items, (s, _, _) => ExamSessionView.Of(s), cancellation), all.Next);
    }

    /// <summary>Those registered for a session that are wanted.</summary>
    public Task<Result<Page<ExamRegistrationView>>> ExamRegistrations(
        string id, RegistrationsWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Only(page, wanted.Counts, next => ExamRegistrations(id, next, cancellation));

    /// <summary>
    /// Who is registered for a session, for the exam centre and the administration, in the order in which they came in.
    /// Registration begins with the announcement of the session and ends with its deadline: only what was handed in
    /// between is read. A page has fewer than its limit where applications for other sessions lie between.
    /// </summary>
    public async Task<Result<Page<ExamRegistrationView>>> ExamRegistrations(
        string id, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(National)) return Refusals.NotAllowed();
        var (loaded, refusal) = await Find(EntityKind.ExamSession, id, cancellation);
        if (refusal is not null) return refusal;
        var session = (ExamSession)loaded!.State;
        var announced = await registry.Queries.History(loaded.Id, new PageRequest(1), cancellation);
        var until = ShanghaiTime.EndOf(session.RegistrationDeadline);
        var views = ImmutableArray.CreateBuilder<ExamRegistrationView>();
        Page<ApplicationRow> rows;
        do
        {
            rows = await registry.Queries.ExamApplications(announced.Items[0].At, until, page, cancellation);
            foreach (var row in rows.Items)
                if (await Registration(row, session, cancellation) is { } view) views.Add(view);
            page = page with { Cursor = rows.Next };
        }
        while (views.Count == 0 && rows.Next is not null);
        return new Page<ExamRegistrationView>(views.ToImmutable(), rows.Next);
    }

    /// <summary>The admission ticket of an application, for whoever may read that.</summary>
    public async Task<Result<FoundTicket>> FindTicket(string id, CancellationToken cancellation = default)
    {
        var (found, refusal) = await FindApplication(id, cancellation);
        if (refusal is not null) return refusal;
        if (AdmissionTicket.Refuses(found!.Row.Application) is { } none) return none;
        var a = (RailApplication)found.Row.Application;
        var key = new EntityId(EntityKind.ExamSession, ((RailExamForm)a.Form).ExamSessionId);
        if (await registry.Load(key, cancellation) is not { State: ExamSession session }
            || await registry.Load(new EntityId(EntityKind.Person, found.Row.PersonKey), cancellation)
                is not { State: Person driver }) return Refusals.NotFound();
        var portrait = await PortraitIn(a, MaterialKind.RailPhoto, cancellation);
        return new FoundTicket(AdmissionTicketView.Of(a, driver, session), portrait, found.Entity.Version);
    }

    private async ValueTask<ExamRegistrationView?> Registration(
        ApplicationRow row, ExamSession session, CancellationToken cancellation) =>
        row.Application is RailApplication { Form: RailExamForm form } a && form.ExamSessionId == session.Key
        && await registry.Load(new EntityId(EntityKind.Person, row.PersonKey), cancellation) is { State: Person driver }
            ? ExamRegistrationView.Of(a, row.Id, driver, session)
            : null;
}
