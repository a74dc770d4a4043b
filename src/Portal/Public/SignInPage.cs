using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>The form of signing in by phone, before and after the code was sent.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="RequestId">The request for a code, for which the code is good; null: none was asked for yet.</param>
public sealed record SignInModel(FormState Form, string? RequestId)
{
    /// <summary>The form that waits until its reader has signed in; null: none.</summary>
    public KeptForm? Kept { get; init; }

    /// <summary>True once it is known that the account has a generator: only whoever has its phone learns so.</summary>
    public bool AsksForTotp => Form.Refusal?.Code == RefusalCode.SecondFactor || Form.Value("totp").Length > 0;
}

/// <summary>
/// GET /sign-in: a natural person signs in by phone and code; a phone without an account gets one (登录即注册).
/// </summary>
internal static class SignInPage
{
    public const string Path = "/sign-in";
    private const int MaxText = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Open);
        pages.MapPost(Path + "/code", SendCode).For(PageAccess.Open with { MaxPosted = KeptForm.MaxPosted });
        pages.MapPost(Path, Enter).For(
            PageAccess.Open with { SaysWho = true, MaxPosted = KeptForm.MaxPosted });
    }

    /// <summary>The address of the sign-in from which the reader returns to the wanted page.</summary>
    public static string PathBackTo(PageContext page, PageAccess access)
    {
        var way = KeptForms.SignsInByPhone(access) ? Path : StaffSignInPage.Path;
        return HttpMethods.IsGet(page.Http.Request.Method) ? $"{way}?back={Uri.EscapeDataString(page.Here)}" : way;
    }

    /// <summary>The address of the sign-in that leads to a page of this registry.</summary>
    public static string PathTo(string path) => $"{Path}?back={Uri.EscapeDataString(path)}";

    private static IResult Show(string? back, PageContext page) =>
        page.Account is not null ? Go.To("/") : page.Show<SignInByPhone>(
            new SignInModel(FormState.New(("back", LocalPath.Or(back, ""))), RequestId: null));

    private static async Task<IResult> SendCode(PageContext page, Posted form, IRegistry registry)
    {
        var phone = form["phone"];
        if (phone.Length is 0 or > MaxText)
            return Again(page, form, Refusals.Malformed(
                Refusals.Fault("phone", "请填写手机号。", "Fill in a mobile number.")), requestId: null);
        var id = await registry.Accounts.SendCode(phone, CodePurpose.Register, page.Origin);
        return page.Show<SignInByPhone>(new SignInModel(FormState.With(form), id) { Kept = KeptForm.In(form) });
    }

    private static async Task<IResult> Enter(PageContext page, Posted form, IRegistry registry)
    {
        if (form.Ticked("show"))
            return page.Show<SignInByPhone>(new SignInModel(FormState.New(), null) { Kept = KeptForm.In(form) });
        var (id, code) = (form["requestId"], form["code"].Replace(" ", "", StringComparison.Ordinal));
        if (!form.Ticked("agreed"))
            return Again(page, form, NotAgreed(), id);
        if (id.Length > MaxText || code.Length > MaxText)
            return Again(page, form, Refusals.Malformed(BodyRefusals.Wrong("code")), id);
        var given = new GivenCode(id, code)
        {
            IdentityLastSix = Given(form, "identityLastSix"), Totp = Given(form, "totp"),
        };
        switch (await page.Recorded(
            registry.Accounts.OpenByPhone(given, registry.Accounts.AgreementsNow, page.Origin),
            registry.Operations.Trail))
        {
            case SignIn.Started session:
                page.SignIn(session);
                return KeptForm.In(form) is { } kept
                    ? KeptForms.GoOn(page, kept) : Go.To(LocalPath.Or(form["back"], "/"));
            case SignIn.No no:
                return Again(page, form, no.Refusal, id);
            default:
                throw new InvalidOperationException("Unknown outcome of a sign-in.");
        }
    }

    private static string? Given(Posted form, string name) =>
        form[name] is { Length: > 0 and <= MaxText } given ? given : null;

    /// <summary>The tick for the agreements is missing.</summary>
    public static Refusal NotAgreed() => Refusals.Malformed(Refusals.Fault("agreed",
        "请先阅读并同意用户协议和隐私政策。", "Please read and agree to the terms and the privacy policy."));

    private static PageResult Again(PageContext page, Posted form, Refusal refusal, string? requestId) =>
        page.Again<SignInByPhone>(
            new SignInModel(FormState.Again(form, refusal), requestId) { Kept = KeptForm.In(form) }, refusal);
}
