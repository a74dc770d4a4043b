using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>The reader's objections, and the form of a new one.</summary>
/// <param name="Items">Those that were filed, with their answers.</param>
/// <param name="About">What a new one would be about; null: nothing is chosen.</param>
/// <param name="Form">Its form.</param>
/// <param name="Today">The legal date.</param>
public sealed record ObjectionModel(
    ImmutableArray<ObjectionView> Items, string? About, FormState Form, DateOnly Today);

/// <summary>/my/objections: what the reader contests, until when it is answered, and the answers.</summary>
internal static class ObjectionPage
{
    private const string Route = "/my/objections";
    private const int MaxListed = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Route, Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost(Route, File).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> Show(
        string? about, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        if (about is not null
            && await registry.As(page.Actor).AuthorityOf(about, cancellation) is { Refusal: { } hidden })
            return page.Refused(hidden);
        var (model, refusal) = await Read(about, FormState.New(), page, registry, cancellation);
        return refusal is not null ? page.Refused(refusal) : page.Show<Objections>(model);
    }

    private static async Task<IResult> File(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var about = form["about"] ?? "";
        var (authority, refusal) = await registry.As(page.Actor).AuthorityOf(about, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var envelope = form.Envelope(new FileObjection(about, authority!, form["text"] ?? "", []));
        var id = Keys.ForNew(EntityKind.Objection, envelope.CommandId);
        if (await registry.Execute(id, envelope, cancellation) is not Answer.No { Refusal: var no })
            return Go.To(Route);
        var (model, not) = await Read(about, FormState.Again(form, no), page, registry, cancellation);
        return not is not null ? page.Refused(not) : page.Again<Objections>(model!, no);
    }

    private static async Task<Result<ObjectionModel>> Read(
        string? about, FormState form, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (listed, refusal) = await registry.As(page.Actor).OwnObjections(new PageRequest(MaxListed), cancellation);
        return refusal is not null ? refusal : new ObjectionModel(
            [.. listed!.Items.Reverse()], about, form, ShanghaiTime.DateOf(registry.Now));
    }
}
