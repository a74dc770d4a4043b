using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Api.Audit;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Lets a request pass or refuses it: without a route it is not found, without an <see cref="Access"/> it is not
/// allowed. A known token needs no look-up and no await. POSTs to routes that are open to everybody are counted by
/// network before their body is read.
/// </summary>
internal sealed class AccessMiddleware(
    RequestDelegate next, IServiceProvider services, AddressLimit posts, AccountLimit writes)
{
    /// <summary>
    /// The header with the id of the party for which a request acts, from GET /me (docs/adr/0117); left out: the
    /// account's own.
    /// </summary>
    internal const string PartyHeader = "Registry-Party";

    private const string Scheme = "Bearer ";

    // Resolved at the first request, because a pipeline that only writes the OpenAPI document has no registry.
    private IRegistry Registry => field ??= services.GetRequiredService<IRegistry>();

    private IAccounts Accounts => Registry.Accounts;

    private SecondFactorRule Rule => field ??= services.GetRequiredService<SecondFactorRule>();

    private ProofClock Proofs => field ??= services.GetRequiredService<ProofClock>();

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
        var signedIn = Accounts.ByToken(header[Scheme.Length..], http.RequestAborted);
        return signedIn.IsCompletedSuccessfully
            ? Enter(http, endpoint, access, signedIn.Result) : Awaited(http, endpoint, access, signedIn);
    }

    private Task Anonymous(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && posts.WaitOf(http) is { } wait
            ? No(http, AccessRefusals.TooManyRequests(wait)) : next(http);

    private async Task Awaited(HttpContext http, Endpoint endpoint, Access access, ValueTask<SignedIn?> signedIn) =>
        await Enter(http, endpoint, access, await signedIn);

    private Task Enter(HttpContext http, Endpoint endpoint, Access access, SignedIn? signedIn)
    {
        if (signedIn is null) return No(http, AccessRefusals.SessionEnded());
        var caller = Caller.Of(signedIn);
        return http.Request.Headers.TryGetValue(PartyHeader, out var party)
            ? EnterFor(party.ToString(), http, endpoint, access, caller) : Enter(http, endpoint, access, caller);
    }

    private async Task EnterFor(string party, HttpContext http, Endpoint endpoint, Access access, Caller caller)
    {
        if (await Registry.ActorFor(caller.Account, party, http.RequestAborted) is { } acting)
            await Enter(http, endpoint, access, caller.For(acting));
        else await No(http, AccessRefusals.NotForThisParty(), caller);
    }

    private Task Enter(HttpContext http, Endpoint endpoint, Access access, Caller caller)
    {
        if (access.Refuses(caller, Rule) is { } refusal) return No(http, refusal, caller);
        if (writes.WaitOf(http, caller.Account) is { } wait)
            return No(http, AccessRefusals.TooManyOfAccount(wait), caller);
        if (FreshProof.IsAskedBy(endpoint) && Proofs.IsStale(caller, Rule))
            return ProvenElsewhere(http, endpoint, access, caller.SignedIn);
        http.Features.Set(caller);
        return next(http);
    }

    /// <summary>Asks the store for a newer proof of the session, which another silo may have recorded.</summary>
    private async Task ProvenElsewhere(HttpContext http, Endpoint endpoint, Access access, SignedIn seen)
    {
        var now = await Accounts.Again(seen, http.RequestAborted);
        if (now is not null && Proofs.IsStale(Caller.Of(now), Rule))
            await No(http, AccessRefusals.Reauthenticate(), Caller.Of(now));
        else await Enter(http, endpoint, access, now);
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

    /// <summary>Refuses before the handler; the audit needs to know the caller, as no handler will run.</summary>
    private static Task No(HttpContext http, Refusal refusal, Caller? caller = null)
    {
        if (caller is not null) http.Features.Set(new RefusedCaller(caller.Account.Id));
        ProblemWriter.Write(http, refusal);
        return Task.CompletedTask;
    }
}
