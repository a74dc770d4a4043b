using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Api.Http;

/// <summary>Who calls: the account behind the token, and the actor it makes. Put on the request by the gate.</summary>
public sealed record Caller(Account Account, Actor Actor)
{
    /// <summary>The caller of an account that came over HTTP.</summary>
    public static Caller Of(Account account) => new(account, new Actor(account.Id, account.Roles, Channel.Http)
    {
        Authority = account.Authority, Desks = account.Desks, PersonKey = PartyOf(account, EntityKind.Person),
        OperatorKey = PartyOf(account, EntityKind.Operator),
    });

    private static string? PartyOf(Account account, EntityKind kind) =>
        EntityId.TryParse(account.PersonKey, out var party) && party.Kind == kind ? party.Key : null;

    /// <summary>The caller of this request; null on a route without a token.</summary>
    public static Caller? Find(HttpContext http) => http.Features.Get<Caller>();

    /// <summary>The caller of this request. Asking on a route without a token is a bug.</summary>
    public static Caller Of(HttpContext http) =>
        Find(http) ?? throw new InvalidOperationException("The route lets everybody in, so there is no caller.");

    /// <summary>Lets handlers take the caller as an argument.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext http) => new(Of(http));

    /// <summary>
    /// Whether the caller may read an entity of this kind, or an application in it, that belongs to this person or
    /// operator under this authority: null, or the refusal. Holders and operators may not know of others'; officers may
    /// know, and are told whose it is.
    /// </summary>
    public Refusal? MayNotRead(EntityKind kind, string partyKey, string authority) =>
        Actor.StandsFor(partyKey) ? null
        : Actor.Covers(authority, Desks.Road) ? null
        : Actor.Is(Roles.Officer) ? Refusals.OtherAuthority(authority)
        : Actor.Is(PartyRole(kind)) ? Refusals.NotFound()
        : Refusals.NotAllowed();

    /// <summary>A trip is its carrier's, its drivers' and the charter desk's in whose reach it lies; to others it is not there.</summary>
    public Refusal? MayNotReadTrip(Trip trip) =>
        Actor.StandsFor(trip.OperatorKey) || trip.Plan.Drivers.Any(Actor.StandsFor) || Actor.Covers(trip.Authority, Desks.Charter)
            ? null : Unknown(EntityKind.Trip);

    /// <summary>The refusal for what is not there: to those who have nothing to do with the kind it looks like what is.</summary>
    public Refusal Unknown(EntityKind kind) =>
        Actor.Is(PartyRole(kind) | Roles.Officer) || (kind == EntityKind.Trip && Actor.Is(Roles.Operator)) ? Refusals.NotFound() : Refusals.NotAllowed();

    /// <summary>Whose affairs entities of this kind are.</summary>
    private static Roles PartyRole(EntityKind kind) =>
        kind is EntityKind.Vehicle or EntityKind.Operator ? Roles.Operator : Roles.Holder;
}
