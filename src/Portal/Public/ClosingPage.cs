using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>An account before it is closed, or after.</summary>
/// <param name="Outlook">What closing it would mean now; null: it is closed.</param>
/// <param name="Form">The form, with why it was not taken.</param>
public sealed record ClosingModel(ClosingOutlook? Outlook, FormState Form);

/// <summary>
/// GET and POST /account/close: what ends, what the law keeps and what can come back must be read first; then the
/// account is closed at once. Also possible for those who do not agree to new terms.
/// </summary>
internal static class ClosingPage
{
    public const string Path = "/account/close";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.Of(Roles.Holder) with { WithoutAgreement = true };
        pages.MapGet(Path, Show).For(access);
        pages.MapPost(Path, Close).For(access with { NeedsProof = true });
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<Closing>(new ClosingModel(await registry.As(page.Actor).Closing(cancellation), FormState.New()));

    private static async Task<IResult> Close(
        PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var refusal = form.Ticked("understood") ? await registry.CloseAccount(page.Account!, form.Envelope)
            : Refusals.Malformed(Refusals.Fault(
                "understood", "请确认已阅读以上内容。", "Say that you have read what is written above."));
        if (refusal is not null)
            return page.Again<Closing>(new ClosingModel(
                await registry.As(page.Actor).Closing(cancellation), FormState.Again(form, refusal)), refusal);
        page.SignOut();
        return page.Show<Closing>(new ClosingModel(null, FormState.New()));
    }
}
