using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Who calls: the account behind the token, and the actor it makes. Put on the request by the gate.</summary>
public sealed record Caller(Account Account, Actor Actor)
{
    /// <summary>Names the session; empty where the caller did not come by one.</summary>
    public string Session { get; private init; } = "";

    /// <summary>The person's business for which this request acts; null: the account's own party.</summary>
    public string? ActingFor { get; private init; }

    /// <summary>When who uses the session last proved who they are, UTC.</summary>
    public DateTimeOffset ProvenAt { get; private init; }

    /// <summary>The session with its account, as the port takes it.</summary>
    public SignedIn SignedIn => new(Account, Session, ProvenAt);

    /// <summary>The caller behind a session.</summary>
    public static Caller Of(SignedIn signedIn) =>
        Of(signedIn.Account) with { Session = signedIn.Session, ProvenAt = signedIn.ProvenAt };

    /// <summary>The same caller for another party of the account's (<see cref="ActingParty"/>).</summary>
    public Caller For(Actor acting) => acting.PartyKey == Actor.PartyKey ? this
        : this with { Actor = acting, ActingFor = acting.PartyKey };

    /// <summary>The caller of an account that came over HTTP.</summary>
    public static Caller Of(Account account) => new(account, AccountActor.Of(account));

    /// <summary>The caller of this request; null on a route without a token.</summary>
    public static Caller? Find(HttpContext http) => http.Features.Get<Caller>();

    /// <summary>The caller of this request. Asking on a route without a token is a bug.</summary>
    public static Caller Of(HttpContext http) =>
        Find(http) ?? throw new InvalidOperationException("The route lets everybody in, so there is no caller.");

    /// <summary>Lets handlers take the caller as an argument.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http) => new(Of(http));
}
