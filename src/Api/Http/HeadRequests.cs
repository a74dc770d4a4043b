namespace OrleansRegistry.Api.Http;

/// <summary>
/// HEAD is answered wherever GET is (RFC 9110, 9.3.2): it is routed as a GET, and the server sends no body because it
/// still is a HEAD.
/// </summary>
public static class HeadRequests
{
    /// <summary>Routes, and lets HEAD take the way of GET.</summary>
    public static void UseRoutingWithHead(this WebApplication app)
    {
        app.Use(static (http, next) =>
        {
            if (HttpMethods.IsHead(http.Request.Method))
            {
                http.Items[typeof(HeadRequests)] = true;
                http.Request.Method = HttpMethods.Get;
            }
            return next(http);
        });
        app.UseRouting();
        app.Use(static (http, next) =>
        {
            if (http.Items.ContainsKey(typeof(HeadRequests))) http.Request.Method = HttpMethods.Head;
            return next(http);
        });
    }
}
