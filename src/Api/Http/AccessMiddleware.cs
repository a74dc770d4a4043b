using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Lets a request in or refuses it: without a route it is not found, without an <see cref="Access"/> it is not allowed.
/// A known token costs no lookup and no await. POSTs to routes that let everybody in are counted by network, before
/// their body is read.
/// </summary>
internal sealed class AccessMiddleware(RequestDelegate next, IServiceProvider services, AddressLimit posts)
{
    private const string Scheme = "Bearer ";

    // Taken at the first request: a pipeline that only writes the OpenAPI document has no registry behind it.
    private IAccounts Accounts => field ??= services.GetRequiredService<IRegistry>().Accounts;

    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint) return No(http, Refusals.NotFound());
        if (endpoint is not RouteEndpoint) return Unroutable(http);
        var access = endpoint.Metadata.GetMetadata<Access>();
        if (access is null) return No(http, Refusals.NotAllowed());
        if (!access.NeedsAccount) return Anonymous(http);
        var header = (string?)http.Request.Headers.Authorization;
        if (string.IsNullOrEmpty(header)) return No(http, AccessRefusals.NotSignedIn());
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return No(http, AccessRefusals.NotSignedIn());
        var account = Accounts.ByToken(header[Scheme.Length..], http.RequestAborted);
        return account.IsCompletedSuccessfully ? Enter(http, access, account.Result) : Awaited(http, access, account);
    }

    private Task Anonymous(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && posts.WaitOf(http) is { } wait
            ? No(http, AccessRefusals.TooManyRequests(wait)) : next(http);

    private async Task Awaited(HttpContext http, Access access, ValueTask<Account?> account) =>
        await Enter(http, access, await account);

    private Task Enter(HttpContext http, Access access, Account? account)
    {
        if (account is null) return No(http, AccessRefusals.SessionEnded());
        var caller = Caller.Of(account);
        if (access.Refuses(caller) is { } refusal) return No(http, refusal);
        http.Features.Set(caller);
        return next(http);
    }

    /// <summary>The router's own endpoints: a path with another method, or a body of another media type.</summary>
    private async Task Unroutable(HttpContext http)
    {
        await next(http);
        if (http.Response.HasStarted) return;
        if (http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            ProblemWriter.WriteMethodNotAllowed(http);
        else if (http.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType)
            ProblemWriter.Write(http, BodyRefusals.MediaType("application/json"));
        else ProblemWriter.Write(http, Refusals.NotFound());
    }

    private static Task No(HttpContext http, Refusal refusal)
    {
        ProblemWriter.Write(http, refusal);
        return Task.CompletedTask;
    }
}
