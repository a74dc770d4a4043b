using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Api.Http;

/// <summary>Who calls: the account behind the token, and the actor it makes. Put on the request by the gate.</summary>
public sealed record Caller(Account Account, Actor Actor)
{
    /// <summary>The caller of an account that came over HTTP.</summary>
    public static Caller Of(Account account)
    {
        // A unit of a railway enterprise is named after a dot: "W-....u1".
        var (key, unit) = account.PersonKey?.Split('.') is [var enterprise, var part]
            ? (enterprise, part)
            : (account.PersonKey, null);
        return new Caller(account, new Actor(account.Id, RolesOf(account), Channel.Http)
        {
            Authority = account.Authority, Desks = account.Desks, PersonKey = PartyOf(key, EntityKind.Person),
            OperatorKey = PartyOf(
                key, EntityKind.Operator), EmployerKey = PartyOf(key, EntityKind.Employer), EmployerUnit = unit,
        });
    }

    private static string? PartyOf(string? key, EntityKind kind) =>
        EntityId.TryParse(key, out var party) && party.Kind == kind ? party.Key : null;

    /// <summary>An officer at the rail desk is an officer of the National Railway Administration.</summary>
    private static Roles RolesOf(Account account) =>
        account.Roles | ((account.Roles & Roles.Officer) != 0 && (account.Desks & Desks.Rail) != 0
            ? Roles.Administration
            : Roles.None);

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
    /// know, and the refusal says whose it is.
    /// </summary>
    public Refusal? MayNotRead(EntityKind kind, string partyKey, string authority) =>
        Actor.StandsFor(partyKey) ? null
        : Actor.Covers(authority, Desks.Road) ? null
        : Actor.Is(Roles.Officer) ? Refusals.OtherAuthority(authority)
        : Actor.Is(PartyRole(kind)) ? Refusals.NotFound()
        : Refusals.NotAllowed();

    /// <summary>
    /// A trip is its carrier's, its drivers' and the charter desk's in whose reach it lies; to others it is not there.
    /// </summary>
    public Refusal? MayNotReadTrip(Trip trip) =>
        Actor.StandsFor(trip.OperatorKey)
            || trip.Plan.Drivers.Any(Actor.StandsFor)
            || Actor.Covers(trip.Authority, Desks.Charter)
            ? null : Unknown(EntityKind.Trip);

    /// <summary>
    /// The refusal for what is not there: to those who have nothing to do with the kind it looks like what is.
    /// </summary>
    public Refusal Unknown(EntityKind kind) =>
        IsRail(kind) || kind == EntityKind.Identity || Actor.Is(PartyRole(kind) | Roles.Officer)
            || (kind == EntityKind.Trip && Actor.Is(Roles.Operator))
            ? Refusals.NotFound() : Refusals.NotAllowed();

    /// <summary>
    /// What belongs to the railway is not there for those who have nothing to do with it (<see cref="RailAccess"/>).
    /// </summary>
    private static bool IsRail(EntityKind kind) =>
        kind is EntityKind.RailLicence or EntityKind.Employer or EntityKind.ExamSession;

    /// <summary>Whose affairs entities of this kind are.</summary>
    private static Roles PartyRole(EntityKind kind) =>
        kind is EntityKind.Vehicle or EntityKind.Operator ? Roles.Operator : Roles.Holder;
}
