using Microsoft.AspNetCore.Http;

namespace OrleansRegistry.Portal.Http;

/// <summary>From where a form was posted, as the browser says (Fetch Metadata; RFC 6454 before it).</summary>
internal static class PostedOrigin
{
    /// <summary>
    /// False when the browser names another site. A browser that names none is old: then the form's token decides
    /// alone.
    /// Hosts are compared without their scheme, for a proxy may have taken TLS off on the way.
    /// </summary>
    public static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
