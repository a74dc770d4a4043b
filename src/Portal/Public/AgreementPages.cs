using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>
/// The texts that people agree to, by version; and GET /agreements, where an account must agree to a newer version
/// before anything else.
/// </summary>
internal static class AgreementPages
{
    public const string Path = "/agreements";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/help/terms", (PageContext page, IRegistry registry) => Text(page, registry, "userAgreement"))
            .For(PageAccess.Open);
        pages.MapGet("/help/privacy", (PageContext page, IRegistry registry) => Text(page, registry, "privacyPolicy"))
            .For(PageAccess.Open);
        var access = PageAccess.SignedIn with { WithoutAgreement = true };
        pages.MapGet(Path, (PageContext page) => page.Show<Agree>(FormState.New())).For(access);
        pages.MapPost(Path, Agree).For(access);
    }

    private static PageResult Text(PageContext page, IRegistry registry, string id)
    {
        var today = ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow());
        var text = registry.Accounts.Agreements.On(today).FirstOrDefault(one => one.Id == id);
        return text is null ? page.NotFound() : page.Show<AgreementText>(text);
    }

    private static async Task<IResult> Agree(PageContext page, Posted form, IRegistry registry)
    {
        var accounts = registry.Accounts;
        var refusal = form.Ticked("agreed")
            ? await accounts.Agree(page.Account!.Id, accounts.AgreementsNow) : SignInPage.NotAgreed();
        return refusal is null ? Go.To("/") : page.Again<Agree>(FormState.Again(form, refusal), refusal);
    }
}
