using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.Public;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Lets a person's account open the pages of carriers for a business of the person (docs/adr/0128). A form names the
/// business for which it was made, so that nothing is handed in for another one by a second tab, or by a choice made
/// meanwhile.
/// </summary>
internal static class PageParty
{
    /// <summary>The field of a form with the business for which it was made.</summary>
    public const string Field = "actsFor";

    /// <summary>True for a page that the account may open only for a business.</summary>
    public static bool IsNeeded(Account account, PageAccess access) =>
        (access.AnyOf & Roles.Operator) != 0 && (account.Roles & access.AnyOf) == 0
        && (account.Roles & Roles.Holder) != 0;

    /// <summary>
    /// The page acts for the reader's business from now on; a result that is not null is the answer instead. The
    /// business in a posted form is read later: <see cref="TakeFrom"/>.
    /// </summary>
    public static async ValueTask<IResult?> Choose(
        PageContext page, Account account, IRegistry registry, PortalOptions options, PageCookies cookies)
    {
        var businesses = await registry.BusinessesOf(account, page.Http.RequestAborted);
        if (businesses.IsEmpty) return page.Refused(Refusals.NotAllowed());
        if (options.SecondFactor.IsMissing(account, Roles.Operator)) return Go.To(SecondFactorPage.Path);
        if (HttpMethods.IsPost(page.Http.Request.Method)) return null;
        var chosen = cookies.Business(page.Http.Request);
        var business = businesses is [var only] ? only : businesses.FirstOrDefault(one => one.Id == chosen);
        return business is null ? Go.To(BusinessesPage.PathBackTo(page))
            : await ActFor(page, account, business.Id, businesses, registry) ? null
            : page.Refused(Refusals.NotAllowed());
    }

    /// <summary>
    /// The page acts for the business in the form; false: the reader does not own it, or no longer does.
    /// </summary>
    public static async ValueTask<bool> TakeFrom(Posted form, PageContext page, Account account, IRegistry registry)
    {
        var businesses = await registry.BusinessesOf(account, page.Http.RequestAborted);
        return await ActFor(page, account, form[Field], businesses, registry);
    }

    private static async ValueTask<bool> ActFor(
        PageContext page, Account account, string id, ImmutableArray<PartyView> businesses, IRegistry registry)
    {
        if (businesses.FirstOrDefault(one => one.Id == id) is not { } business
            || await registry.ActorFor(account, id, page.Http.RequestAborted) is not { } acting) return false;
        page.ActFor(acting, business, isOneOfSeveral: businesses.Length > 1);
        return true;
    }
}
