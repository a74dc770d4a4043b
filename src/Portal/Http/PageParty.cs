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
/// Lets the account of a person open the pages of carriers for a business that is the person's (docs/adr/0128). Which
/// one a form is about stands in the form, so that two tabs, or a choice made meanwhile, hand nothing in for another.
/// </summary>
internal static class PageParty
{
    /// <summary>The field of a form that names the business for which it was made.</summary>
    public const string Field = "actsFor";

    /// <summary>True for a page that the account may open for a business alone.</summary>
    public static bool IsNeeded(Account account, PageAccess access) =>
        (access.AnyOf & Roles.Operator) != 0 && (account.Roles & access.AnyOf) == 0
        && (account.Roles & Roles.Holder) != 0;

    /// <summary>
    /// The page acts for the reader's business from now on; not null: what is answered instead. A form that was posted
    /// is not read yet: <see cref="TakeFrom"/>.
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
    /// The page acts for the business that the form was made for; false: it is not, or no longer, the reader's.
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
