using Microsoft.AspNetCore.Http;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// The origin from which a form was posted, as the browser says (Fetch Metadata; before it RFC 6454).
/// </summary>
internal static class PostedOrigin
{
    /// <summary>
    /// False when the browser names another site. An old browser names none: then the form's token decides alone. Hosts
    /// are compared without their scheme, because a proxy may have ended TLS.
    /// </summary>
    public static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || IsHere(request, origin);
    }

    /// <summary>True only when the browser itself says that the form is from a page of ours.</summary>
    public static bool SaysOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 ? site == "same-origin" : IsHere(request, request.Headers.Origin.ToString());
    }

    private static bool IsHere(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
