using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /password: sets another password, by choice or because it is due.</summary>
internal static class PasswordPage
{
    public const string Path = "/password";
    private const int MaxPassword = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var access = PageAccess.SignedIn with { WithOldPassword = true };
        pages.MapGet(Path, Show).For(access);
        pages.MapPost(Path, Change).For(access);
    }

    private static IResult Show(PageContext page) => page.Show<Password>(FormState.New());

    private static async Task<IResult> Change(PageContext page, Posted form, IRegistry registry)
    {
        var (old, wished) = (form.Secret("oldPassword"), form.Secret("newPassword"));
        var account = page.Account!;
        var refusal = old.Length > MaxPassword || wished.Length > MaxPassword
            ? Refusals.Malformed(BodyRefusals.Wrong("newPassword"))
            : wished != form.Secret("again")
                ? Refusals.Malformed(Refusals.Fault("again", "两次填写的新密码不一致。", "The two new passwords differ."))
                : await registry.Accounts.ChangePassword(account.Id, old, wished);
        if (refusal is not null) return page.Again<Password>(FormState.Again(form, refusal), refusal);
        // The change has ended every session; a reader who has just given both passwords need not sign in again.
        if (await registry.Accounts.SignInByPassword(new PasswordSignIn(account.Name!, wished), page.Origin)
            is SignIn.Started session)
            page.SignIn(session);
        else
        {
            page.SignOut(); // With a second factor the new session begins with its code.
            return Go.To(StaffSignInPage.Path);
        }
        return Go.To("/");
    }
}
