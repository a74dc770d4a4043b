using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// The address of the caller: that of the connection, or what a trusted proxy says (decisions 6). It comes first in the
/// pipeline, so that every limit counts the same address.
/// </summary>
public static class CallerAddress
{
    private static readonly ThisMachine _thisMachine = new();

    /// <summary>Adds it to the pipeline.</summary>
    public static void UseCallerAddress(this WebApplication app, ApiOptions options)
    {
        var forwarded = Forwarded(options.TrustedProxies);
        if (options.Development) app.Use(MarkThisMachine);
        if (forwarded is not null) app.UseForwardedHeaders(forwarded);
        if (options.Development && forwarded is not null) app.Use(UnmarkForwarded);
    }

    /// <summary>
    /// True: the request was made on this machine itself, in Development, and not passed on for somebody else.
    /// </summary>
    public static bool IsThisMachine(HttpContext http) => http.Features.Get<ThisMachine>() is not null;

    /// <summary>The framework's own switch would trust every proxy (M11): it is off, whatever is set.</summary>
    internal static void TrustNobodyByDefault(IServiceCollection services) =>
        services.PostConfigure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.None);

    private static ForwardedHeadersOptions? Forwarded(ImmutableArray<IPNetwork> proxies)
    {
        if (proxies.IsEmpty) return null;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // From right to left, as long as the one who says it is trusted.
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        return options;
    }

    private static Task MarkThisMachine(HttpContext http, RequestDelegate next)
    {
        if (http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address))
            http.Features.Set(_thisMachine);
        return next(http);
    }

    /// <summary>A request that a proxy on this machine passes on is somebody else's.</summary>
    private static Task UnmarkForwarded(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName))
            http.Features.Set<ThisMachine>(null);
        return next(http);
    }

    private sealed class ThisMachine;
}
