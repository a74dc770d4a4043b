using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>POST /display: language and size of type, chosen by a button on every page.</summary>
internal static class DisplayChoice
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/display", Choose).For(PageAccess.Open with { WithoutToken = true });

    private static IResult Choose(PageContext page, Posted form)
    {
        var english = form["lang"] switch { Language.English => true, Language.Chinese => false, _ => page.English };
        var large = form["large"] switch { "yes" => true, "no" => false, _ => page.Large };
        page.Keep(new Display(english, large));
        return Go.To(form["back"]);
    }
}
