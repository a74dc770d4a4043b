using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Primitives;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Limits the length of an address and the size of the headers. The web server itself refuses without a problem body
/// (docs/adr/0115), so its own limits are four times as large, and requests in between are refused here, with a
/// problem.
/// </summary>
public static class RequestSize
{
    /// <summary>Length of an address as it was sent, in characters, inclusive.</summary>
    public const int MaxTarget = 8 * 1024;

    /// <summary>Characters of all names and values of headers, inclusive.</summary>
    public const int MaxHeaders = 16 * 1024;

    /// <summary>Headers, inclusive.</summary>
    public const int MaxHeaderCount = 64;

    private const int Wider = 4;

    /// <summary>Sets the web server's own limits; a request beyond them gets a bare status.</summary>
    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestLineSize = MaxTarget * Wider;
        limits.MaxRequestHeadersTotalSize = MaxHeaders * Wider;
        limits.MaxRequestHeaderCount = MaxHeaderCount * Wider;
    }

    /// <summary>Comes before everything else, pages too.</summary>
    public static void UseRequestSize(this WebApplication app) => app.Use(static (http, next) =>
    {
        if (Refuses(http) is not { } status) return next(http);
        SecurityHeaders.Promise(http);
        ProblemWriter.WriteTooLarge(http, status);
        return Task.CompletedTask;
    });

    /// <summary>The status of a request that is too large before its body; null: it is not.</summary>
    private static int? Refuses(HttpContext http) =>
        http.Features.Get<IHttpRequestFeature>()?.RawTarget.Length > MaxTarget ? StatusCodes.Status414UriTooLong
        : http.Request.Headers.Count > MaxHeaderCount || http.Request.Headers.Sum(Length) > MaxHeaders
            ? StatusCodes.Status431RequestHeaderFieldsTooLarge
        : null;

    private static int Length(KeyValuePair<string, StringValues> header)
    {
        var length = header.Key.Length;
        foreach (var value in header.Value) length += value?.Length ?? 0;
        return length;
    }
}
