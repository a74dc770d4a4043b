using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The form of signing in by user name.</summary>
/// <param name="Form">What was typed.</param>
public sealed record StaffSignInModel(FormState Form)
{
    /// <summary>The form that waits until its reader has signed in; null: none.</summary>
    public KeptForm? Kept { get; init; }
}

/// <summary>GET /sign-in/staff: appointed accounts and enterprises sign in by user name and password.</summary>
internal static class StaffSignInPage
{
    public const string Path = "/sign-in/staff";
    private const int MaxSecret = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Open);
        pages.MapPost(Path, Enter).For(
            PageAccess.Open with { SaysWho = true, MaxPosted = KeptForm.MaxPosted });
    }

    private static IResult Show(string? back, PageContext page) =>
        page.Account is not null
            ? Go.To("/")
            : page.Show<StaffSignIn>(new StaffSignInModel(FormState.New(("back", LocalPath.Or(back, "")))));

    private static async Task<IResult> Enter(PageContext page, Posted form, IRegistry registry)
    {
        if (form.Ticked("show"))
            return page.Show<StaffSignIn>(new StaffSignInModel(FormState.New()) { Kept = KeptForm.In(form) });
        var (name, password) = (form["userName"], form.Secret("password"));
        var totp = form.Secret("totp") is { Length: > 0 and <= MaxSecret } given ? given : null;
        if (Fault(name, password) is { } fault) return Again(page, form, fault);
        switch (await page.Recorded(
            registry.Accounts.SignInByPassword(new PasswordSignIn(name, password, totp), page.Origin),
            registry.Operations.Trail))
        {
            case SignIn.Started session:
                page.SignIn(session);
                return KeptForm.In(form) is { } kept
                    ? KeptForms.GoOn(page, kept) : Go.To(LocalPath.Or(form["back"], "/"));
            case SignIn.No no:
                return Again(page, form, no.Refusal);
            default:
                throw new InvalidOperationException("Unknown outcome of a sign-in.");
        }
    }

    /// <summary>Hashing takes longer for longer passwords; nobody's password is that long.</summary>
    private static Refusal? Fault(string name, string password) =>
        name.Length is 0 or > MaxSecret
            ? Refusals.Malformed(Refusals.Fault("userName", "请填写用户名。", "Fill in the user name."))
        : password.Length is 0 or > MaxSecret
            ? Refusals.Malformed(Refusals.Fault("password", "请填写密码。", "Fill in the password."))
        : null;

    private static PageResult Again(PageContext page, Posted form, Refusal refusal) =>
        page.Again<StaffSignIn>(
            new StaffSignInModel(FormState.Again(form, refusal)) { Kept = KeptForm.In(form) }, refusal);
}
