using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /services: every service, by its subject.</summary>
internal static class ServicesPage
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/services", Show).For(PageAccess.Open);

    private static IResult Show(PageContext page) => page.Show<ServiceList>();
}
