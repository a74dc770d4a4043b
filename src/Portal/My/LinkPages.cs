using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>The links of a driver to those for whom the driver drives, drove or was asked to drive.</summary>
/// <param name="Links">Newest first.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Form">The form of each button; after a refusal with the reason.</param>
public sealed record LinksModel(ImmutableArray<LinkView> Links, DateOnly Today, FormState Form);

/// <summary>GET /my/links: a driver consents to drive for somebody, declines, or ends it (H.25).</summary>
internal static class LinkPages
{
    private const string Path = "/my/links";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost(Path + "/{id}/{act}", Answer).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (links, refusal) = await registry.As(page.Actor).OwnLinks(cancellation);
        return refusal?.Code == RefusalCode.RealNameRequired ? Go.To("/my/real-name")
            : refusal is not null ? page.Refused(refusal)
            : page.Show<LinkList>(ModelOf(links, registry, FormState.New()));
    }

    private static async Task<IResult> Answer(
        string id, string act, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (page.Actor.PersonKey is not { } person) return page.NotFound();
        LinkCommand? command = act switch
        {
            "accept" => new AcceptLink(id),
            "decline" => new DeclineLink(id),
            "end" => new EndLink(id),
            _ => null,
        };
        if (command is null) return page.NotFound();
        if (await registry.Execute(new EntityId(EntityKind.Person, person), form.Envelope(command), cancellation)
            is not Domain.Ports.Answer.No { Refusal: var no }) return Go.To(Path);
        var (links, _) = await registry.As(page.Actor).OwnLinks(cancellation);
        return page.Again<LinkList>(ModelOf(links, registry, FormState.Again(form, no)), no);
    }

    private static LinksModel ModelOf(ImmutableArray<LinkView> links, IRegistry registry, FormState form) =>
        new(links, ShanghaiTime.DateOf(registry.Now), form);
}
