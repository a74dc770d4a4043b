using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Verify.Offline;

/// <summary>
/// /verify/offline: a page that a phone stores, and that gives a verdict on a code without a network, from data that it
/// fetched before (decisions 10). It needs a script; without one /verify is used. The page has no personal data, and
/// the trips that it fetches are stored encrypted (Assets/offline-data.js).
/// </summary>
internal static class OfflinePage
{
    private const string Path = "/verify/offline";

    private static readonly string[] _files =
    [
        "base.css", "offline.css", "icon.svg", "offline.js", "offline-data.js", "offline-verdict.js",
        "offline-worker.js", "zxing-reader.js", "zxing-reader.wasm",
    ];

    private static readonly byte[] _service = Service();

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show).For(PageAccess.Open);
        pages.MapGet("/verify/app.webmanifest", Manifest).For(PageAccess.Open);
        pages.MapGet("/verify/worker.js", () => Results.Bytes(_service, "text/javascript; charset=utf-8"))
            .For(PageAccess.Open);
        pages.MapGet("/verify/now", Now).For(PageAccess.Open);
    }

    private static PageResult Show(PageContext page)
    {
        page.Http.Response.Headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
        return page.Show<OfflineVerifier>();
    }

    /// <summary>The legal clock and the machine's clock, in seconds: the page continues to count from them.</summary>
    private static IResult Now(IRegistry registry) => Results.Bytes(
        JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, long>
            {
                ["law"] = registry.Now.ToUnixTimeSeconds(),
                ["machine"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            }, PortalJson.Default.DictionaryStringInt64), "application/json");

    private static IResult Manifest(PageContext page)
    {
        var name = page.English ? "Check a licence" : "证照核验";
        return Results.Text(
            $$"""
            {"name":"{{name}}","short_name":"{{name}}","start_url":"{{Path}}","scope":"/verify/","display":"standalone",
            "background_color":"#11171d","theme_color":"#083b68",
            "icons":[{"src":"{{AssetFiles.Url("icon.svg")}}","sizes":"any","type":"image/svg+xml"}]}
            """, "application/manifest+json");
    }

    /// <summary>The script that stores the page; its files and version are those of this build.</summary>
    private static byte[] Service()
    {
        var shell = _files.Select(AssetFiles.Url).Prepend(Path).ToArray();
        var version = string.Join('-', shell.Select(file => file.Split('/')[2]));
        var head = new StringBuilder("const version = \"verify-").Append(AssetFiles.HashOf(version));
        var files = JsonSerializer.Serialize(shell, PortalJson.Default.StringArray);
        head.Append("\", shell = ").Append(files).Append(";\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. AssetFiles.Content("offline-service.js")];
    }
}
