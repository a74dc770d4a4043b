using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>The pages of a desk's cases: where they are, and who may open them.</summary>
/// <param name="Base">The path of its cases.</param>
/// <param name="Home">The page of its queue.</param>
/// <param name="For">The roles that may open its pages.</param>
internal sealed record CaseDesk(string Base, string Home, Roles For)
{
    /// <summary>Officers, exam centre and administration.</summary>
    public static CaseDesk OfOfficers { get; } = new("/desk/cases", "/desk", DeskQueue.Desks);

    /// <summary>The first review by an enterprise.</summary>
    public static CaseDesk OfEmployers { get; } = new("/employer/applications", "/employer", Roles.Employer);

    /// <summary>The address of a case.</summary>
    public string PathOf(string id) => $"{Base}/{id}";
}

/// <summary>
/// GET /desk/cases/{id}: a case with its materials beside what they must match, why it can be granted,
/// what would happen then, and the steps as forms. After a decision the next case is assigned and opened automatically.
/// </summary>
internal static class CasePage
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        Map(pages, CaseDesk.OfOfficers);
        Map(pages, CaseDesk.OfEmployers);
    }

    /// <summary>The address of a case at an officer's desk.</summary>
    public static string PathOf(string id) => CaseDesk.OfOfficers.PathOf(id);

    private static void Map(IEndpointRouteBuilder pages, CaseDesk desk)
    {
        var (route, access) = (desk.Base + "/{id}", PageAccess.Of(desk.For));
        pages.MapGet(route, (string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
            Show(desk, id, page, registry, cancellation)).For(access);
        pages.MapPost(route + "/claim", (string id, PageContext page, Posted form, IRegistry registry) =>
            Carry(desk, id, new AssignReviewer(id), null, desk.PathOf(id), page, form, registry)).For(access);
        pages.MapPost(route + "/release", (string id, PageContext page, Posted form, IRegistry registry) =>
            Carry(desk, id, new UnassignReviewer(id), null, desk.Home, page, form, registry)).For(access);
        pages.MapPost(route + "/{step}", (string id, string step, PageContext page, Posted form, IRegistry registry) =>
            Decide(desk, id, step, page, form, registry)).For(access);
    }

    private static async Task<IResult> Show(
        CaseDesk desk, string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (read, refusal) = await CaseReader.Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal)
            : page.Show<CaseView>(await ModelOf(desk, read!, page, registry, cancellation));
    }

    private static async Task<IResult> Decide(
        CaseDesk desk, string id, string step, PageContext page, Posted form, IRegistry registry)
    {
        if (CaseSteps.Find(step) is not { } known) return page.NotFound();
        var (reasons, unknown) = await Chosen(id, step, page, form, registry);
        if (unknown is not null) return await Again(desk, id, step, unknown, page, form, registry);
        var decided = await Carry(
            desk, id, CaseSteps.CommandOf(known.Name, id, form, reasons), step, desk.Home, page, form, registry);
        if (decided is PageResult) return decided; // Refused: the case once more, with why.
        var only = OnlyIn(page);
        var after = $"?done={step}{AfterPath(page).Replace('?', '&')}";
        return await DeskQueue.TakeNext(page, form, registry, but: id, only) is { } next
            ? Go.To(desk.PathOf(next) + after) : Go.To(desk.Home + after);
    }

    /// <summary>
    /// The reasons that were ticked, in the words that the officer read; or the refusal if one of them holds no more.
    /// </summary>
    private static async Task<Result<ImmutableArray<string>>> Chosen(
        string id, string step, PageContext page, Posted form, IRegistry registry)
    {
        string[] codes = [.. form.All("reason")];
        if (codes.Length == 0) return ImmutableArray<string>.Empty;
        var (known, refusal) = await CaseReader.Reasons(id, step, page, registry, page.Http.RequestAborted);
        if (refusal is not null) return refusal;
        var texts = known.ToLookup(Opinions.CodeOf, one => one.Zh);
        if (codes.All(texts.Contains)) return codes.Select(code => texts[code].First()).ToImmutableArray();
        return Refusals.Malformed(Refusals.Fault(
            "reasons", "情况已变化，请重新选择理由。", "Something has changed: choose the reasons again."));
    }

    private static async Task<IResult> Carry(
        CaseDesk desk, string id, Command command, string? step, string then, PageContext page, Posted form,
        IRegistry registry)
    {
        if (!EntityId.TryApplication(id, out var entity)) return page.NotFound();
        var (envelope, cancellation) = (form.Envelope(command) with { ExpectedVersion = VersionIn(form) },
            page.Http.RequestAborted);
        if (await registry.Execute(entity, envelope, cancellation) is not Answer.No { Refusal: var no })
            return Go.To(then + AfterPath(page));
        return await Again(desk, id, step, no, page, form, registry);
    }

    /// <summary>The case again after a refusal, with what was typed and the reason.</summary>
    public static async Task<IResult> Again(
        CaseDesk desk, string id, string? step, Refusal no, PageContext page, Posted form, IRegistry registry)
    {
        var cancellation = page.Http.RequestAborted;
        var (read, refusal) = await CaseReader.Read(id, page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Again<CaseView>(
            await ModelOf(desk, read!, page, registry, cancellation) with
            {
                Form = FormState.Again(form, no),
                Step = step,
            }, no);
    }

    /// <summary>
    /// The version that the officer saw, so that changes by another officer since are not overwritten.
    /// </summary>
    public static int? VersionIn(Posted form) => int.TryParse(
        form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static async Task<CaseModel> ModelOf(
        CaseDesk desk, CaseRead read, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var only = OnlyIn(page);
        var some = await DeskQueue.Some(page, registry, only, null, cancellation);
        var (waiting, place) = (some.Items, -1);
        for (var i = 0; i < waiting.Length; i++)
            if (waiting[i].Id == read.View.Id) place = i;
        var next = waiting.Length == 0 ? null : waiting[(place + 1) % waiting.Length].Id;
        var model = new CaseModel(read, ShownIn(page, read), desk.Base, FormState.New(), null, place + 1,
            waiting.Length, next == read.View.Id ? null : next, CaseSteps.Said(page.Http.Request.Query["done"]))
        {
            Only = only,
            IsMoreWaiting = some.Next is not null,
            PreviousId = place > 0 ? waiting[place - 1].Id : null,
        };
        if (model.ShownMaterial is { IsPdf: true }) PageHeaders.AllowFrames(page.Http);
        return model;
    }

    /// <summary>The service whose cases are worked on (?service=); null: all.</summary>
    private static ServiceId? OnlyIn(PageContext page) =>
        ServiceNames.Find(page.Http.Request.Query["service"].ToString());

    private static string AfterPath(PageContext page) =>
        OnlyIn(page) is { } service ? "?service=" + ServiceNames.Of(service) : "";

    /// <summary>Which material is asked for (?m=2); the first one when none is.</summary>
    public static int ShownIn(PageContext page, CaseRead read) => read.Materials.IsEmpty ? 0
        : int.TryParse(page.Http.Request.Query["m"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= read.Materials.Length ? number : 1;
}
