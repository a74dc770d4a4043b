using Microsoft.AspNetCore.Http;

namespace OrleansRegistry.Portal.Http;

/// <summary>The headers of each page for the browser: it may load files and post forms of this registry only.</summary>
internal static class PageHeaders
{
    /// <summary>No inline script and style, nothing from elsewhere, and not in a frame.</summary>
    public const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        + "media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; "
        + "base-uri 'none'";

    /// <summary>The policy for the one worker that compiles a library (WebAssembly).</summary>
    public const string WithCompiledCode =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'";

    /// <summary>The page shows a file of ours in a frame of its own, such as a PDF in the browser's viewer.</summary>
    public static void AllowFrames(HttpContext http) =>
        http.Response.Headers.ContentSecurityPolicy = Policy + "; frame-src 'self'";

    /// <summary>
    /// The answer to a form is a step on the way to the next one: the browser may keep it, so that going back shows
    /// what was typed and not that the page is gone (docs/adr/0181). It is asked for anew wherever it is opened again.
    /// </summary>
    public static void AllowGoingBack(HttpContext http) => http.Response.Headers.CacheControl = "private, no-cache";

    /// <summary>Headers of a page that is somebody's, and for this moment only.</summary>
    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        headers.Vary = "Cookie, Accept-Language";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
    }
}
