using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Showing;

/// <summary>A licence on its holder's screen (亮证).</summary>
/// <param name="Display">As the API shows it.</param>
/// <param name="Screen">Code and digits of this moment; null: the document is not valid any more.</param>
/// <param name="Back">The address of the page that leads here.</param>
public sealed record ShowCardModel(CardDisplayView Display, ScreenModel? Screen, string Back);

/// <summary>
/// GET {certificates, rail licence, vehicles}/{id}/show: a licence, full screen, with a code and
/// digits that change. The result on an officer's phone counts, not the picture.
/// </summary>
internal static class ShowCardPage
{
    private static readonly ImmutableArray<(string Path, EntityKind Kind, Roles Who)> _places =
    [
        ("/my/certificates", EntityKind.Certificate, Roles.Holder),
        ("/my/rail", EntityKind.RailLicence, Roles.Holder),
        ("/fleet/vehicles", EntityKind.Vehicle, Roles.Operator),
    ];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var (path, kind, who) in _places)
        {
            pages.MapGet(path + "/{id}/show",
                (string id, PageContext page, IRegistry registry, IQrCodes codes, CancellationToken cancellation) =>
                    Show(path, kind, id, page, registry, codes, cancellation)).For(PageAccess.Of(who));
            pages.MapGet(path + "/{id}/proof",
                (string id, PageContext page, IRegistry registry, IQrCodes codes, CancellationToken cancellation) =>
                    Proof(kind, id, page, registry, codes, cancellation)).For(PageAccess.Of(who));
        }
    }

    private static async Task<IResult> Show(
        string path, EntityKind kind, string id, PageContext page, IRegistry registry, IQrCodes codes,
        CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).CardDisplay(kind, id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var display = shown!.View;
        var screen = ScreenModel.Of(
            ShowTripPage.SlotOf(display.Qr, display.Proof), display.Token, codes, $"{path}/{display.Id}/proof");
        // A railway licence has one page for all; each other document has its own.
        return page.Show<ShowCard>(new ShowCardModel(
            display, screen, kind == EntityKind.RailLicence ? path : $"{path}/{display.Id}"));
    }

    private static async Task<IResult> Proof(
        EntityKind kind, string id, PageContext page, IRegistry registry, IQrCodes codes,
        CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).CardDisplay(kind, id, cancellation);
        return refusal is null && ShowTripPage.SlotOf(shown!.View.Qr, shown.View.Proof) is { } slot
            ? ScreenModel.Json([slot], codes) : Results.NotFound();
    }
}
