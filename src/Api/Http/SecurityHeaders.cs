namespace OrleansRegistry.Api.Http;

/// <summary>
/// Headers of every answer for browsers (ASVS 3.4), unless the answer sets them itself: its content is not run, framed
/// or guessed, no page that it leads to gets its address, and over https only https is used from now on.
/// </summary>
internal static class SecurityHeaders
{
    private const string NothingRuns = "default-src 'none'; frame-ancestors 'none'";
    private const string AYear = "max-age=31536000; includeSubDomains";

    /// <summary>Sets the headers when the answer begins, so that refusals have them, too.</summary>
    public static void Promise(HttpContext http) => http.Response.OnStarting(static state =>
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = NothingRuns;
        if (!headers.ContainsKey("Referrer-Policy")) headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = AYear;
        return Task.CompletedTask;
    }, http);
}
