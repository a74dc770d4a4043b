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
/// Who may read what. It is decided by what is stored, and is the same for pages and endpoints (docs/security.md).
/// Holders and operators cannot find out whether something of somebody else exists. Officers can, and the refusal names
/// the authority that has it.
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
    /// The refusal for an id that does not exist. Callers who have nothing to do with the kind get the same refusal as
    /// for one that exists.
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
    /// The refusal of a command as the caller may see it. A caller with no rights on the kind gets the same refusal
    /// whether the entity exists or not. An administrator gets "not found" where an administrator may not know.
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
    /// False for the row of an undoing. It stands among the rows of an account too, but belongs to the officers and is
    /// not shown to the holder.
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
    /// Whether the caller may see a trip: its carrier, its drivers, and a charter desk whose reach has it. To others
    /// the trip does not exist.
    /// </summary>
    private static bool SeesTrip(Trip trip, Actor actor) =>
        actor.StandsFor(trip.OperatorKey) || trip.Plan.Drivers.Any(actor.StandsFor)
        || actor.Covers(trip.Authority, Desks.Charter);

    /// <summary>
    /// Whether the caller may see a finding: the officer who wrote it, the carrier, the drivers, and a desk whose reach
    /// has it.
    /// </summary>
    private static bool SeesFinding(RoadsideFinding f, Actor actor) =>
        f.By == actor.AccountId || (f.CarrierKey is { } carrier && actor.StandsFor(carrier))
        || f.PersonKeys.Any(actor.StandsFor) || ObjectionMachine.Decides(f.Authority, actor);

    private static bool SeesEmployer(Employer e, Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration | Roles.Administrator)
        || (actor.Is(Roles.Employer) && actor.EmployerKey == e.Key);

    /// <summary>
    /// Whether the caller may see a filing for the proof of an identity: who filed it, and the desk that decides it. An
    /// undoing is seen by the desk alone.
    /// </summary>
    private static bool SeesBinding(BindingApplication a, ApplicationRow row, Actor actor) =>
        (row.PersonKey == actor.AccountId && IsFiling(row)) || PersonDesk.IsOwn(a.Authority, actor)
        || (a.Authority == PersonDesk.ExamCentre && actor.Is(Roles.Administration));

    /// <summary>
    /// True for kinds of the railway. They do not exist for callers who have nothing to do with the railway
    /// (<see cref="RailAccess"/>).
    /// </summary>
    private static bool IsRail(EntityKind kind) =>
        kind is EntityKind.RailLicence or EntityKind.Employer or EntityKind.ExamSession;

    /// <summary>The role of those to whom entities of this kind belong.</summary>
    private static Roles PartyRole(EntityKind kind) =>
        kind is EntityKind.Vehicle or EntityKind.Operator ? Roles.Operator : Roles.Holder;
}
