using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /: ways to the services, by what has happened and by the name of the service.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", Show).For(PageAccess.Open);

    private static IResult Show(PageContext page) =>
        RoleHome.Of(page.Account) is { } home ? Go.To(home) : page.Show<Home>();
}
