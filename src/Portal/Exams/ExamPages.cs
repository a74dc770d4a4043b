using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Desk;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Exams;

/// <summary>
/// Sessions of the railway exam: /desk/exams/{id} with who is registered, for exam centre and administration;
/// /employer/exams with the sessions that can still be registered for and the enterprise's own candidates.
/// </summary>
internal static class ExamPages
{
    private const string Desk = "/desk/exams", Employer = "/employer/exams";
    private const int MaxListed = 50, MaxCandidates = 200; // Of each service; the most urgent first.
    private static readonly LocalText _nobody = new("还没有人报名。", "Nobody is registered yet.");

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Desk + "/{id}", Registered).For(PageAccess.Of(Roles.ExamCentre | Roles.Administration));
        pages.MapGet(Employer, OfEnterprise).For(PageAccess.Of(Roles.Employer));
    }

    private static async Task<IResult> Registered(
        string id, string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (shown, unknown) = await reads.ExamSession(id, cancellation);
        if (unknown is not null) return page.Refused(unknown);
        var (found, refusal) = await reads.ExamRegistrations(id, new PageRequest(MaxListed, cursor), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var session = shown!.View;
        return page.Show<ListView>(new ListModel(
            Section.Exams, RecordFact.Same(session.Name), ExamWords.Of(session),
            [
                new(new("报名人员", "Who is registered"), [.. found!.Items.Select(RowOf)], _nobody),
                new(new("考点", "Exam points"), [.. session.Places.Select(place => new ListRow(
                    RecordFact.Same(place.Name), null, RecordFact.Same(place.Address)))],
                    new("没有公布考点。", "None is announced.")),
            ],
            [(new("考试批次", "Exam sessions"), Desk)],
            found.Next is { } next ? $"{Desk}/{id}?cursor={Uri.EscapeDataString(next)}" : null));
    }

    private static ListRow RowOf(ExamRegistrationView one)
    {
        var place = one.Place?.Name ?? "";
        var marks = ExamWords.Marks(one.OriginalsCheckedAt is not null, one.TheoryPassedAt is not null,
            one.TheoryPoints, one.PracticalPassedAt is not null, one.PracticalPoints);
        return new ListRow(RecordFact.Same($"{one.Holder.Name} · {one.Class}"), CasePage.PathOf(one.ApplicationId),
            new($"{place} {marks.Zh}".Trim(), $"{place} {marks.En}".Trim()), Statuses.Of(one.Status),
            Statuses.LookOf(one.Status));
    }

    private static async Task<IResult> OfEnterprise(
        PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var today = ShanghaiTime.DateOf(registry.Now);
        var sessions = (await reads.ExamSessions(new PageRequest(MaxCandidates), cancellation)).Items;
        var candidates = ImmutableArray.CreateBuilder<ListRow>();
        foreach (var service in (ServiceId[])[ServiceId.RailFirst, ServiceId.RailUpgrade])
        {
            var (found, refusal) = await reads.OwnApplications(
                new ApplicationsWanted(service), new PageRequest(MaxCandidates), cancellation);
            if (refusal is not null) return page.Refused(refusal);
            foreach (var view in found!.Items)
                if (view.Form is RailExamForm form)
                    candidates.Add(await CandidateOf(view, form, sessions, page, registry, cancellation));
        }
        return page.Show<ListView>(new ListModel(
            Section.Exams, new("资格考试", "Exams"), new("驾驶人员自己报名，单位初审；准考证在受理后打印。",
                "Drivers register by themselves and you review; tickets are printed once they are accepted."),
            [
                new(new("可以报名的批次", "Sessions that can be registered for"),
                    [.. from one in sessions
                        where one.RegistrationDeadline >= today
                        orderby one.RegistrationDeadline
                        select new ListRow(RecordFact.Same(one.Name), null, ExamWords.Of(one))],
                    new("目前没有可以报名的批次。", "There is none at present.")),
                new(new("本单位报名人员", "Your candidates"), candidates.ToImmutable(), _nobody),
            ],
            []));
    }

    private static async Task<ListRow> CandidateOf(
        ApplicationView view, RailExamForm form, ImmutableArray<ExamSessionView> sessions, PageContext page,
        IRegistry registry, CancellationToken cancellation)
    {
        var session = sessions.FirstOrDefault(one => one.Id == form.ExamSessionId)?.Name ?? "";
        var marks = view.Rail is { } rail ? ExamWords.Marks(rail.OriginalsCheckedAt is not null,
            rail.TheoryPassedAt is not null, rail.TheoryPoints, rail.PracticalPassedAt is not null,
            rail.PracticalPoints) : new("", "");
        var name = await DeskQueue.NameOf(view, page, registry, cancellation);
        return new ListRow(RecordFact.Same($"{name} · {form.Class}"), CaseDesk.OfEmployers.PathOf(view.Id),
            new($"{session} {marks.Zh}".Trim(), $"{session} {marks.En}".Trim()), Statuses.Of(view.Status),
            Statuses.LookOf(view.Status));
    }
}
