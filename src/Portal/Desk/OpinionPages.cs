using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Desk;

/// <summary>
/// /desk/opinions: the questions of colleagues to the reader; on the page of a case, asking and answering. The case
/// stays assigned as it is.
/// </summary>
internal static class OpinionPages
{
    /// <summary>The list.</summary>
    public const string Path = "/desk/opinions";

    /// <summary>The name of the form for asking, after a refusal.</summary>
    public const string Asking = "opinions";

    private const string Agrees = "yes", Disagrees = "no";
    private const int MaxListed = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var (access, route) = (PageAccess.Of(DeskQueue.Desks), CaseDesk.OfOfficers.Base + "/{id}/opinions");
        pages.MapGet(Path, List).For(access);
        pages.MapPost(route, Ask).For(access);
        pages.MapPost(route + "/{opinion}", Answer).For(access);
    }

    /// <summary>How many opinions the reader is asked for, of those that are looked at.</summary>
    public static async Task<int> CountFor(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        (await registry.As(page.Actor).OpinionQueue(new PageRequest(MaxListed), cancellation)).Value?.Items.Length ?? 0;

    private static async Task<IResult> List(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var (waiting, refusal) = await reads.OpinionQueue(new PageRequest(MaxListed, cursor), cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var rows = ImmutableArray.CreateBuilder<ListRow>();
        foreach (var one in waiting!.Items.OrderBy(one => one.AskedAt))
            rows.Add(await RowOf(one, page, reads, registry, cancellation));
        return page.Show<ListView>(new ListModel(
            Section.Queue, new("征求我的意见", "My opinion is asked"),
            new("同事就在办的申请征求您的意见。答复只供经办人参考，不改变办理期限，也不告知申请人。",
                "Colleagues ask what you think of a case. The answer is for the desk alone: it decides nothing, stops "
                + "no clock and is not shown to the applicant."),
            [new(new("等待答复", "Waiting for your answer"), rows.ToImmutable(),
                new("没有同事征求您的意见。", "Nobody asks you anything."))],
            [], waiting.Next is { } next ? $"{Path}?cursor={Uri.EscapeDataString(next)}" : null));
    }

    private static async Task<ListRow> RowOf(
        OpinionView one, PageContext page, Reads reads, IRegistry registry, CancellationToken cancellation)
    {
        var shown = (await reads.Application(one.ApplicationId, cancellation)).Value?.View;
        var service = shown is null ? new LocalText("申请", "An application") : ServiceTitles.Of(shown.Service);
        var name = shown is null ? "" : await DeskQueue.NameOf(shown, page, registry, cancellation);
        var asker = await registry.Accounts.Find(one.AskedBy, cancellation) is { } account
            ? Actors.Of(account) : new LocalText(one.AskedBy, one.AskedBy);
        var at = Dates.Moment(one.AskedAt, ShanghaiTime.DateOf(registry.Now));
        return new ListRow(new($"{service.Zh} {name}", $"{service.En} {name}"),
            CaseDesk.OfOfficers.PathOf(one.ApplicationId) + "#opinions",
            new($"{asker.Zh}，{at.Zh}：{one.Question}", $"{asker.En}, {at.En}: {one.Question}"));
    }

    private static async Task<IResult> Ask(string id, PageContext page, Posted form, IRegistry registry)
    {
        var reads = registry.As(page.Actor);
        if ((await reads.FindApplication(id)).Refusal is { } notRead) return page.Refused(notRead);
        var (command, unknown) = await reads.AskingOpinion(id, form.Paragraph("question"), form["of"]);
        return unknown is not null
            ? await CasePage.Again(CaseDesk.OfOfficers, id, Asking, unknown, page, form, registry)
            : await Send(Keys.ForNew(EntityKind.Opinion, form.CommandId), command!, Asking, id, page, form, registry);
    }

    private static async Task<IResult> Answer(
        string id, string opinion, PageContext page, Posted form, IRegistry registry)
    {
        var (known, refusal) = await registry.As(page.Actor).OpinionOn(id, opinion);
        if (refusal is not null) return page.Refused(refusal);
        if (form["agrees"] is not (Agrees or Disagrees))
            return await CasePage.Again(CaseDesk.OfOfficers, id, opinion, Refusals.Malformed(
                Refusals.Fault("agrees", "请选择同意或不同意。", "Say whether you agree.")), page, form, registry);
        return await Send(
            known, new GiveOpinion(form["agrees"] == Agrees, form.Paragraph("text")), opinion, id, page, form,
            registry);
    }

    private static async Task<IResult> Send(
        EntityId opinion, Command command, string step, string id, PageContext page, Posted form, IRegistry registry)
    {
        var answer = await registry.Execute(opinion, form.Envelope(command), page.Http.RequestAborted);
        return answer is Answer.No { Refusal: var no }
            ? await CasePage.Again(CaseDesk.OfOfficers, id, step, no, page, form, registry)
            : Go.To(CaseDesk.OfOfficers.PathOf(id) + "#opinions");
    }
}
