using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// GET /desk/cases/{id}: a case with its materials beside what they must match, why it can be granted, what would then
/// happen, and the steps as forms. After a decision the next case is taken and opened by itself.
/// </summary>
internal static class CasePage
{
    private const string Base = "/desk/cases";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(DeskQueue.Desks);
        pages.MapGet(Base + "/{id}", Show).For(access);
        pages.MapPost(Base + "/{id}/claim", Claim).For(access);
        pages.MapPost(Base + "/{id}/release", Release).For(access);
        pages.MapPost(Base + "/{id}/{step}", Decide).For(access);
    }

    /// <summary>The address of a case.</summary>
    public static string PathOf(string id) => $"{Base}/{id}";

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (read, refusal) = await CaseReader.Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : page.Show<CaseView>(await ModelOf(read!, page, registry, cancellation));
    }

    private static Task<IResult> Claim(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation) =>
        Carry(id, new AssignReviewer(id), null, PathOf(id), page, form, registry, cancellation);

    private static Task<IResult> Release(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation) =>
        Carry(id, new UnassignReviewer(id), null, "/desk", page, form, registry, cancellation);

    private static async Task<IResult> Decide(
        string id, string step, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (CaseSteps.Find(step) is not { } known) return page.NotFound();
        var decided = await Carry(
            id, CaseSteps.CommandOf(known.Name, id, form), step, null, page, form, registry, cancellation);
        if (decided is PageResult) return decided; // Refused: the case once more, with why.
        return await DeskQueue.TakeNext(page, form, registry, but: id) is { } next
            ? Go.To($"{PathOf(next)}?done={step}") : Go.To("/desk?done=" + step);
    }

    private static async Task<IResult> Carry(
        string id, Command command, string? step, string? then, PageContext page, Posted form, IRegistry registry,
        CancellationToken cancellation)
    {
        if (!EntityId.TryApplication(id, out var entity)) return page.NotFound();
        var envelope = form.Envelope(command) with { ExpectedVersion = VersionIn(form) };
        if (await registry.Execute(entity, envelope, cancellation) is not Answer.No { Refusal: var no })
            return Go.To(then ?? "/desk");
        var (read, refusal) = await CaseReader.Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Again<CaseView>(
            await ModelOf(read!, page, registry, cancellation) with { Form = FormState.Again(form, no), Step = step },
            no);
    }

    /// <summary>The version that the officer saw: what another one did since is not decided over.</summary>
    public static int? VersionIn(Posted form) => int.TryParse(
        form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static async Task<CaseModel> ModelOf(
        CaseRead read, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var waiting = await DeskQueue.First(page, registry, cancellation: cancellation);
        var place = -1;
        for (var i = 0; i < waiting.Length; i++)
            if (waiting[i].Id == read.View.Id) place = i;
        var next = waiting.Length == 0 ? null : waiting[(place + 1) % waiting.Length].Id;
        return new CaseModel(read, ShownIn(page, read), Base, FormState.New(), null, place + 1, waiting.Length,
            next == read.View.Id ? null : next, CaseSteps.Said(page.Http.Request.Query["done"]));
    }

    /// <summary>Which material is asked for (?m=2); the first one when none is.</summary>
    public static int ShownIn(PageContext page, CaseRead read) => read.Materials.IsEmpty ? 0
        : int.TryParse(page.Http.Request.Query["m"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= read.Materials.Length ? number : 1;
}
