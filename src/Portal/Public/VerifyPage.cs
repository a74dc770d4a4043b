using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>GET /verify: checks a pasted code that was scanned elsewhere, and explains the result.</summary>
internal static class VerifyPage
{
    private const int MaxCode = 2000;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/verify", Show).For(PageAccess.Open);
        pages.MapPost("/verify", Check).For(PageAccess.Open);
    }

    private static IResult Show(PageContext page) => page.Show<Verify>(FormState.New());

    /// <summary>
    /// The text of a code: an address of this registry with the token at its end, or the token alone.
    /// </summary>
    private static IResult Check(PageContext page, Posted form)
    {
        var text = form["code"];
        var token = text[(text.LastIndexOf('/') + 1)..];
        if (token.Length is > 0 and <= MaxCode && token.All(IsOfToken)) return Go.To("/v/" + token);
        var refusal = Refusals.Malformed(Refusals.Fault("code",
            "这不是本系统的码，请粘贴二维码的全部内容。", "This is no code of this system; paste the whole text of the QR code."));
        return page.Again<Verify>(FormState.Again(form, refusal), refusal);
    }

    private static bool IsOfToken(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
