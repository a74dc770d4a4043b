using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /help and the pages of text below it.</summary>
internal static class HelpPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/help", (PageContext page) => page.Show<Help>()).For(PageAccess.Open);
        pages.MapGet("/help/accessibility", (PageContext page) => page.Show<Accessibility>()).For(PageAccess.Open);
    }
}
