using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// The caller: the account of the token, and its actor. <see cref="AccessMiddleware"/> attaches it to the request.
/// </summary>
public sealed record Caller(Account Account, Actor Actor)
{
    /// <summary>The name of the session; empty where the caller has none.</summary>
    public string Session { get; private init; } = "";

    /// <summary>The person's business for which this request acts; null: the account's own party.</summary>
    public string? ActingFor { get; private init; }

    /// <summary>When the identity was last proved in the session, UTC.</summary>
    public DateTimeOffset ProvenAt { get; private init; }

    /// <summary>The session with its account, for the port.</summary>
    public SignedIn SignedIn => new(Account, Session, ProvenAt);

    /// <summary>The caller of a session.</summary>
    public static Caller Of(SignedIn signedIn) =>
        Of(signedIn.Account) with { Session = signedIn.Session, ProvenAt = signedIn.ProvenAt };

    /// <summary>The same caller, acting for another party of the account (<see cref="ActingParty"/>).</summary>
    public Caller For(Actor acting) => acting.PartyKey == Actor.PartyKey ? this
        : this with { Actor = acting, ActingFor = acting.PartyKey };

    /// <summary>The caller of an account that came over HTTP.</summary>
    public static Caller Of(Account account) => new(account, AccountActor.Of(account));

    /// <summary>The caller of this request; null on a route without a token.</summary>
    public static Caller? Find(HttpContext http) => http.Features.Get<Caller>();

    /// <summary>The caller of this request. Asking on a route without a token is a bug.</summary>
    public static Caller Of(HttpContext http) =>
        Find(http) ?? throw new InvalidOperationException("The route lets everybody in, so there is no caller.");

    /// <summary>Lets handlers have the caller as an argument.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http) => new(Of(http));
}
