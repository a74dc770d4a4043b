using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>POST /sign-out: ends this session; those on other devices continue.</summary>
internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/sign-out", End)
            .For(PageAccess.SignedIn with
            {
                WithoutAgreement = true,
                WithOldPassword = true,
                MaxPosted = KeptForm.MaxPosted,
            });

    private static async Task<IResult> End(PageContext page, Posted form, IRegistry registry)
    {
        await registry.Accounts.EndThis(page.SignedIn!);
        page.SignOut();
        return KeptForm.In(form) is { } kept
            ? page.Show<SignInByPhone>(new SignInModel(FormState.New(), RequestId: null) { Kept = kept })
            : Go.To(form.Text("back") is { } back && LocalPath.Or(back, "") is { Length: > 0 } path
                ? SignInPage.PathTo(path) : "/");
    }
}
