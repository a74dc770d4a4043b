using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// Who may read what, by what is stored and never by who asked for the page (docs/security.md). Holders and operators
/// may not know of others'; officers may know, and the refusal says whose it is.
/// </summary>
public static class ReadAccess
{
    /// <summary>Whether <paramref name="actor"/> may read the entity: null, or the refusal.</summary>
    public static Refusal? MayNotRead(this Actor actor, EntityState state) => state switch
    {
        Certificate c => MayNotRead(actor, EntityKind.Certificate, c.PersonKey, c.Authority),
        Vehicle v => MayNotRead(actor, EntityKind.Vehicle, v.OperatorKey, v.Authority),
        Operator o => MayNotRead(actor, EntityKind.Operator, o.Key, o.Authority),
        Trip trip => SeesTrip(trip, actor) ? null : Unknown(actor, EntityKind.Trip),
        RailCareer c => RailAccess.Sees(c, actor) ? null : Refusals.NotFound(),
        Employer e => SeesEmployer(e, actor) ? null : Refusals.NotFound(),
        ExamSession => null,
        Person p => actor.StandsFor(p.Key) ? null : Unknown(actor, EntityKind.Person),
        Objection o => ObjectionMachine.IsOwn(o, actor) || ObjectionMachine.Decides(o.Authority, actor)
            ? null : Refusals.NotFound(),
        RoadsideFinding f => SeesFinding(f, actor) ? null : Refusals.NotFound(),
        Opinion o => OpinionMachine.Sees(o, actor) ? null : Refusals.NotFound(),
        IdentityBinding own => own.AccountId == actor.AccountId ? null : Refusals.NotFound(),
        TrustList => actor.Is(Roles.Administrator | Roles.Enforcement) ? null : Refusals.NotAllowed(),
        Keyring => actor.Is(Roles.Administrator) ? null : Refusals.NotAllowed(),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is read by nobody"),
    };

    /// <summary>Whether the actor may read an application of <paramref name="entity"/>: null, or the refusal.</summary>
    public static Refusal? MayNotRead(this Actor actor, ApplicationRow row, EntityState entity) =>
        row.Application switch
        {
            BindingApplication binding => SeesBinding(binding, row, actor) ? null : Refusals.NotFound(),
            RailApplication rail => RailAccess.Sees((RailCareer)entity, rail, actor) ? null : Refusals.NotFound(),
            _ => MayNotRead(actor, row.Id.Kind, row.PersonKey, row.Authority),
        };

    /// <summary>
    /// The refusal for what is not there: to those who have nothing to do with the kind it looks like what is.
    /// </summary>
    public static Refusal Unknown(this Actor actor, EntityKind kind) =>
        IsRail(kind) || kind is EntityKind.Identity or EntityKind.Objection or EntityKind.Finding
            or EntityKind.Opinion
            || actor.Is(PartyRole(kind) | Roles.Officer)
            || (kind is EntityKind.Keyring or EntityKind.TrustList && actor.Is(Roles.Administrator))
            || (kind == EntityKind.TrustList && actor.Is(Roles.Enforcement))
            || (kind == EntityKind.Trip && actor.Is(Roles.Operator))
            ? Refusals.NotFound() : Refusals.NotAllowed();

    /// <summary>
    /// The refusal of a command as the caller may hear it: to whom a thing of the kind is nothing, one that is not
    /// there is refused like one that is, and what an administrator may not know of is not there.
    /// </summary>
    public static Refusal Hidden(
        this Actor actor, Refusal no, EntityId id, EntityState? state) => (no.Code, state) switch
        {
            _ when actor.Channel != Channel.Http => no,
            (RefusalCode.NotFound, null) when id.Kind is EntityKind.Certificate or EntityKind.Vehicle =>
                actor.Unknown(id.Kind),
            (RefusalCode.NotAllowed, IdentityBinding own) when actor.Is(Roles.Administrator) =>
                actor.MayNotRead(own) ?? no,
            _ => no,
        };

    /// <summary>
    /// An undoing stands among the rows of an account as well; it is the officers' and not shown to its holder.
    /// </summary>
    public static bool IsFiling(ApplicationRow row) =>
        row.Application.Service is not (ServiceId.IdentityUnbinding or ServiceId.AccountAct
            or ServiceId.PersonIdentityChange or ServiceId.FactCorrection or ServiceId.PersonPhone
            or ServiceId.OperatorOwner);

    private static Refusal? MayNotRead(Actor actor, EntityKind kind, string partyKey, string authority) =>
        actor.StandsFor(partyKey) ? null
        : actor.Covers(authority, Desks.Road) ? null
        : actor.Is(Roles.Officer) ? Refusals.OtherAuthority(authority)
        : actor.Is(PartyRole(kind)) ? Refusals.NotFound()
        : Refusals.NotAllowed();

    /// <summary>
    /// A trip is its carrier's, its drivers' and the charter desk's in whose reach it lies; to others it is not there.
    /// </summary>
    private static bool SeesTrip(Trip trip, Actor actor) =>
        actor.StandsFor(trip.OperatorKey) || trip.Plan.Drivers.Any(actor.StandsFor)
        || actor.Covers(trip.Authority, Desks.Charter);

    /// <summary>A finding is its officer's, the carrier's, the drivers' and of the desk in whose reach it is.</summary>
    private static bool SeesFinding(RoadsideFinding f, Actor actor) =>
        f.By == actor.AccountId || (f.CarrierKey is { } carrier && actor.StandsFor(carrier))
        || f.PersonKeys.Any(actor.StandsFor) || ObjectionMachine.Decides(f.Authority, actor);

    private static bool SeesEmployer(Employer e, Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration | Roles.Administrator)
        || (actor.Is(Roles.Employer) && actor.EmployerKey == e.Key);

    /// <summary>
    /// A filing is its filer's and its desk's; to everybody else it is not there. An undoing is the desk's alone.
    /// </summary>
    private static bool SeesBinding(BindingApplication a, ApplicationRow row, Actor actor) =>
        (row.PersonKey == actor.AccountId && IsFiling(row)) || PersonDesk.IsOwn(a.Authority, actor)
        || (a.Authority == PersonDesk.ExamCentre && actor.Is(Roles.Administration));

    /// <summary>
    /// What belongs to the railway is not there for those who have nothing to do with it (<see cref="RailAccess"/>).
    /// </summary>
    private static bool IsRail(EntityKind kind) =>
        kind is EntityKind.RailLicence or EntityKind.Employer or EntityKind.ExamSession;

    /// <summary>Whose affairs entities of this kind are.</summary>
    private static Roles PartyRole(EntityKind kind) =>
        kind is EntityKind.Vehicle or EntityKind.Operator ? Roles.Operator : Roles.Holder;
}
