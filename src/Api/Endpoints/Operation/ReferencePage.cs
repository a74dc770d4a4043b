using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.OpenApi;
using Scalar.AspNetCore;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// The documentation of the API for people, at <c>/docs</c> (docs/adr/0082). It is as public as
/// <c>/openapi/v1.json</c>, which it shows. Everything that it needs comes from this process; its policy makes the
/// browser refuse anything else.
/// </summary>
internal static class ReferencePage
{
    private const string Path = "/docs";

    public static void Map(WebApplication app)
    {
        app.MapScalarApiReference(Path, (options, http) =>
        {
            options.WithTitle("Orleans Registry").AddDocument(ApiDocument.Name);
            options.WithOpenApiRoutePattern("/openapi/{documentName}.json");
            // Without the maker's fonts, chat, statistics and client, which are all loaded from elsewhere.
            options.DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry();
            options.HideClientButton().HideDeveloperTools();
            options.WithNonce();
            http.Response.OnStarting(() =>
            {
                Guard(http);
                return Task.CompletedTask;
            });
        }).For(Access.Open).ExcludeFromDescription();
    }

    private static void Guard(HttpContext http)
    {
        var made = http.Items.TryGetValue(ScalarOptions.NonceHttpContextItemKey, out var value);
        var nonce = made ? $" 'nonce-{value}'" : ""; // The page has one, its scripts have none.
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
