using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>The reader's own businesses.</summary>
/// <param name="Businesses">All of them; empty: there is none.</param>
/// <param name="Back">The page that was asked for.</param>
public sealed record BusinessesModel(ImmutableArray<PartyView> Businesses, string Back)
{
    /// <summary>The form of each button.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>/my/businesses: chooses the business for which the pages of carriers are opened.</summary>
internal static class BusinessesPage
{
    public const string Path = "/my/businesses";
    private const string Home = "/fleet";

    public static void Map(IEndpointRouteBuilder pages, PageCookies cookies)
    {
        var access = PageAccess.Of(Roles.Holder);
        pages.MapGet(Path, async (string? back, PageContext page, IRegistry registry, CancellationToken c) =>
            page.Show<Businesses>(new BusinessesModel(
                await registry.BusinessesOf(page.Account!, c), LocalPath.Or(back, Home)))).For(access);
        pages.MapPost(Path, async (PageContext page, Posted form, IRegistry registry, CancellationToken c) =>
            Choose(form, page, await registry.BusinessesOf(page.Account!, c), cookies)).For(access);
    }

    /// <summary>The address of the question, from which the reader returns to this page.</summary>
    public static string PathBackTo(PageContext page) => $"{Path}?back={Uri.EscapeDataString(page.Here)}";

    private static IResult Choose(
        Posted form, PageContext page, ImmutableArray<PartyView> businesses, PageCookies cookies)
    {
        if (businesses.FirstOrDefault(one => one.Id == form["business"]) is not { } business)
            return page.Refused(Refusals.NotAllowed());
        cookies.SetBusiness(page.Http, business.Id);
        return Go.To(LocalPath.Or(form["back"], Home));
    }
}
