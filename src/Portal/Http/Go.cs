using Microsoft.AspNetCore.Http;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Sends the reader to another page of this registry with 303, so that going back or reloading posts nothing twice.
/// </summary>
internal sealed class Go : IResult
{
    private readonly string _path;

    private Go(string path) => _path = path;

    /// <summary>To <paramref name="path"/>; to the first page if the path leads out of this registry.</summary>
    public static IResult To(string? path) => new Go(LocalPath.Or(path, "/"));

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = _path;
        return Task.CompletedTask;
    }
}
