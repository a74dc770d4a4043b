using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The account that is signed in, with its other sessions and devices.</summary>
/// <param name="Sessions">Its sessions, the one used last first.</param>
/// <param name="Devices">The devices that it knows, the one that signed in last first.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Recovery">A new phone that waits to replace the account's own; null: none.</param>
public sealed record AccountModel(
    ImmutableArray<OwnSession> Sessions, ImmutableArray<OwnDevice> Devices, DateOnly Today,
    PhoneRecovery? Recovery = null)
{
    /// <summary>The form of each button.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>GET /account: who is signed in here and elsewhere, and how to end it.</summary>
internal static class AccountPage
{
    public const string Path = "/account";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.SignedIn);
        pages.MapPost(Path + "/sessions/end", EndAll).For(PageAccess.SignedIn);
        pages.MapPost(Path + "/sessions/{id}/end", EndOne).For(PageAccess.SignedIn);
        pages.MapPost(Path + "/devices/{id}/forget", Forget).For(PageAccess.SignedIn);
    }

    private static async Task<IResult> Show(PageContext page, IRegistry registry, CancellationToken cancellation) =>
        page.Show<AccountView>(new AccountModel(
            await registry.Accounts.Sessions(page.SignedIn!, cancellation),
            await registry.Accounts.Devices(page.Account!.Id, cancellation), ShanghaiTime.DateOf(registry.Now),
            await registry.As(page.Actor).OwnRecovery(cancellation)));

    /// <summary>Ends every session, including this one, which is what somebody who has lost a phone needs.</summary>
    private static async Task<IResult> EndAll(PageContext page, IRegistry registry)
    {
        await registry.Accounts.EndSessions(page.Account!.Id);
        page.SignOut();
        return Go.To("/sign-in");
    }

    private static async Task<IResult> EndOne(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        await registry.Accounts.EndSession(page.SignedIn!, id, cancellation) ? Go.To(Path) : page.NotFound();

    private static async Task<IResult> Forget(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        await registry.Accounts.ForgetDevice(page.Account!.Id, id, cancellation) ? Go.To(Path) : page.NotFound();
}
