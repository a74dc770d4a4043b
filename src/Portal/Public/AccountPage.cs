using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /account: who is signed in here, and how to end it.</summary>
internal static class AccountPage
{
    public const string Path = "/account";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (PageContext page) => page.Show<AccountView>(FormState.New())).For(PageAccess.SignedIn);
        pages.MapPost(Path + "/sessions/end", EndAll).For(PageAccess.SignedIn);
    }

    /// <summary>Every session, this one too: whoever has lost a phone wants exactly that.</summary>
    private static async Task<IResult> EndAll(PageContext page, IRegistry registry)
    {
        await registry.Accounts.EndSessions(page.Account!.Id);
        page.SignOut();
        return Go.To("/sign-in");
    }
}
