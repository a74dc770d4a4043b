using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /: what somebody came for, by what happened to them and by the name of what they want.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", Show).For(PageAccess.Open);

    private static IResult Show(PageContext page) =>
        RoleHome.Of(page.Account) is { } home ? Go.To(home) : page.Show<Home>();
}
