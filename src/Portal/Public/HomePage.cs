using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /: what somebody came for, by what happened to them and by the name of what they want.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/", Show).For(PageAccess.Open);

    private static IResult Show(PageContext page) =>
        page.Account is { } account && (account.Roles & Roles.Holder) != 0 ? Go.To("/my") : page.Show<Home>();
}
