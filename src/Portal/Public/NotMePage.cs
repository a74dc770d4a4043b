using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>"This was not me", before or after it was reported.</summary>
/// <param name="Form">The form, with why it was not taken.</param>
/// <param name="Said">True: it was reported, and nobody is signed in any more.</param>
public sealed record NotMeModel(FormState Form, bool Said);

/// <summary>
/// GET and POST /account/not-me (不是我本人操作): an owner who was notified of a change by somebody else stops it. No proof is
/// needed, because the owner may no longer have the password.
/// </summary>
internal static class NotMePage
{
    public const string Path = "/account/not-me";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.SignedIn with { WithoutAgreement = true };
        pages.MapGet(Path, (PageContext page) => page.Show<NotMe>(new NotMeModel(FormState.New(), Said: false)))
            .For(access);
        pages.MapPost(Path, Say).For(access with { IsAct = true });
    }

    private static async Task<IResult> Say(PageContext page, Posted form, IRegistry registry)
    {
        if (await registry.SayNotMe(page.Account!, form.Envelope) is { } refusal)
            return page.Again<NotMe>(new NotMeModel(FormState.Again(form, refusal), Said: false), refusal);
        page.SignOut();
        return page.Show<NotMe>(new NotMeModel(FormState.New(), Said: true));
    }
}
