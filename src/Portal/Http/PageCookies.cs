using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// The cookies of the pages. The session is the API's own token, where no script can read it; the API itself never
/// reads a cookie, so that nobody's browser can be made to call it (docs/adr/0103). With TLS the names begin with
/// __Host-, so that no neighbouring host can set them; Development uses plain HTTP without this prefix.
/// </summary>
internal sealed class PageCookies(bool secure)
{
    private static readonly TimeSpan _visitLasts = TimeSpan.FromHours(12);
    private static readonly TimeSpan _displayLasts = TimeSpan.FromDays(365);
    private static readonly TimeSpan _deviceLasts = TimeSpan.FromDays(90);
    private readonly string _session = secure ? "__Host-registry" : "registry";
    private readonly string _device = secure ? "__Host-device" : "device";
    private readonly string _business = secure ? "__Host-business" : "business";
    private readonly string _visit = secure ? "__Host-visit" : "visit";

    /// <summary>The token of the session; null: none.</summary>
    public string? Session(HttpRequest request) => request.Cookies[_session] is { Length: > 0 } token ? token : null;

    /// <summary>The token of a device that signed in before; null: none. It cannot be used to sign in.</summary>
    public string? Device(HttpRequest request) => request.Cookies[_device] is { Length: > 0 } token ? token : null;

    /// <summary>Stores the session until it ends, or its reader signs out.</summary>
    public void SetSession(HttpContext http, SignIn.Started session)
    {
        http.Response.Cookies.Append(_session, session.Token, Options(session.ExpiresAt));
        if (session.Device is { } device)
            http.Response.Cookies.Append(_device, device, Options(null, _deviceLasts));
        http.Response.Cookies.Delete(_visit, Options(null));
    }

    /// <summary>Removes the session, and what the browser has stored of its pages.</summary>
    public void EndSession(HttpContext http)
    {
        http.Response.Cookies.Delete(_session, Options(null));
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>The business that the reader chose last; null: none. It is a choice and gives no right.</summary>
    public string? Business(HttpRequest request) => request.Cookies[_business] is { Length: > 0 } id ? id : null;

    /// <summary>Stores the choice until the browser is closed.</summary>
    public void SetBusiness(HttpContext http, string id) =>
        http.Response.Cookies.Append(_business, id, Options(null));

    /// <summary>The secret of a reader who is not signed in; null: none yet.</summary>
    public string? KnownVisit(HttpRequest request) => request.Cookies[_visit] is { Length: > 0 } secret ? secret : null;

    /// <summary>The secret of a reader who is not signed in; made if there is none.</summary>
    public string Visit(HttpContext http)
    {
        if (KnownVisit(http.Request) is { } known) return known;
        if (http.Items[this] is string made) return made;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(_visit, secret, Options(null, _visitLasts));
        http.Items[this] = secret;
        return secret;
    }

    /// <summary>Stores for a year how pages look.</summary>
    public void SetDisplay(HttpContext http, Display display) =>
        http.Response.Cookies.Append(Display.Cookie, display.ToString(), Options(null, _displayLasts));

    /// <summary>Lax and not Strict, so that a reader who opens a link from a text message is signed in.</summary>
    private CookieOptions Options(DateTimeOffset? until, TimeSpan? lasts = null) => new()
    {
        HttpOnly = true, Secure = secure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, Expires = until,
        MaxAge = lasts,
    };
}
