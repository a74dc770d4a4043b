namespace OrleansRegistry.Api.Http;

/// <summary>
/// HEAD is answered wherever GET is (RFC 9110, 9.3.2): it is routed as a GET, and the server omits the body because the
/// request is still a HEAD.
/// </summary>
public static class HeadRequests
{
    /// <summary>Adds routing in which HEAD is routed like GET.</summary>
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
