using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Http;

/// <summary>Reads what a caller may see, in the same order everywhere: is it there, may it be known.</summary>
internal static class EntityReads
{
    /// <summary>The key of a certificate; false for what no certificate can be called.</summary>
    public static bool TryCertificate(string? key, out EntityId id) =>
        TryKey(EntityKind.Certificate, key, out id);

    /// <summary>The key of an entity of <paramref name="kind"/>; false for what none can be called.</summary>
    public static bool TryKey(EntityKind kind, string? key, out EntityId id) =>
        EntityId.TryParse(key, out id) && id.Kind == kind;

    /// <summary>
    /// A certificate, a vehicle, an operator, a trip, or what belongs to the railway, that the caller may read; or the
    /// refusal that says why not.
    /// </summary>
    public static async ValueTask<(Loaded? Loaded, Refusal? Refusal)> Find(
        EntityKind kind, IRegistry registry, Caller caller, string id, CancellationToken cancellation)
    {
        if (!TryKey(kind, id, out var entity)) return (null, Refusals.NotFound());
        if (await registry.Load(entity, cancellation) is not { } loaded) return (null, caller.Unknown(kind));
        return (loaded, loaded.State switch
        {
            Certificate => MayNotRead(loaded, caller),
            Vehicle v => caller.MayNotRead(kind, v.OperatorKey, v.Authority),
            Operator o => caller.MayNotRead(kind, o.Key, o.Authority),
            Trip trip => caller.MayNotReadTrip(trip),
            RailCareer c => RailAccess.Sees(c, caller.Actor) ? null : Refusals.NotFound(),
            Employer e => SeesEmployer(e, caller.Actor) ? null : Refusals.NotFound(),
            ExamSession => null,
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not read here"),
        });
    }

    private static bool SeesEmployer(Employer e, Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration | Roles.Administrator)
            || (actor.Is(Roles.Employer) && actor.EmployerKey == e.Key);

    /// <summary>The view of a loaded railway career, now.</summary>
    public static RailLicenceView RailOf(IRegistry registry, Caller caller, Loaded loaded) =>
        RailLicenceView.Of((RailCareer)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);

    /// <summary>Those of these careers that the caller may see, in order.</summary>
    public static async Task<List<RailLicenceView>> RailsOf(
        IRegistry registry, Caller caller, IEnumerable<EntityId> ids, CancellationToken cancellation)
    {
        var views = new List<RailLicenceView>();
        foreach (var id in ids)
        {
            if (await registry.Load(id, cancellation) is { State: RailCareer c } loaded
                && RailAccess.Sees(c, caller.Actor))
                views.Add(RailOf(registry, caller, loaded));
        }
        return views;
    }

    /// <summary>The view of a loaded vehicle, now.</summary>
    public static VehicleView VehicleOf(IRegistry registry, Caller caller, Loaded loaded) =>
        VehicleView.Of((Vehicle)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);

    /// <summary>The view of a loaded trip, now.</summary>
    public static TripView TripOf(IRegistry registry, Caller caller, Loaded loaded) =>
        TripView.Of((Trip)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);

    /// <summary>The view of a loaded operator, now.</summary>
    public static OperatorView OperatorOf(IRegistry registry, Caller caller, Loaded loaded) =>
        OperatorView.Of((Operator)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);

    /// <summary>The views of these vehicles, in order.</summary>
    public static async Task<List<VehicleView>> VehiclesOf(
        IRegistry registry, Caller caller, IEnumerable<EntityId> ids, CancellationToken cancellation)
    {
        var views = new List<VehicleView>();
        foreach (var id in ids)
            if (await registry.Load(id, cancellation) is { } loaded) views.Add(VehicleOf(registry, caller, loaded));
        return views;
    }

    /// <summary>
    /// Everything that belongs to the caller's person or operator, itself among it; null: of every kind.
    /// </summary>
    public static async IAsyncEnumerable<Loaded> Own(
        IRegistry registry, Caller caller, EntityKind? kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (caller.Actor.PartyKey is not { } party) yield break;
        await foreach (var id in Pages.All(page => registry.Queries.BelongingTo(party, page, cancellation)))
            if ((kind ?? id.Kind) == id.Kind && await registry.Load(id, cancellation) is { } loaded)
                yield return loaded;
    }

    /// <summary>The entity in which an application lives: its key stands before the dot.</summary>
    public static bool TryApplication(string applicationId, out EntityId id)
    {
        var dot = applicationId.IndexOf('.');
        id = default;
        return dot > 0 && EntityId.TryParse(applicationId[..dot], out id) && applicationId.Length - dot is > 1 and < 12
            && applicationId.AsSpan(dot + 1).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>The view of a loaded certificate, now.</summary>
    public static CertificateView View(IRegistry registry, Caller caller, Loaded loaded) =>
        CertificateView.Of((Certificate)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);

    /// <summary>The refusal when the caller may not read it; null: may.</summary>
    public static Refusal? MayNotRead(Loaded loaded, Caller caller)
    {
        var certificate = (Certificate)loaded.State;
        return caller.MayNotRead(EntityKind.Certificate, certificate.PersonKey, certificate.Authority);
    }

    /// <summary>
    /// For whom certificates are none of their business at all, an unknown one looks like a known one.
    /// </summary>
    public static Refusal UnknownTo(Caller caller) => caller.Unknown(EntityKind.Certificate);

    /// <summary>The views of these certificates, in order; one that is gone meanwhile is left out.</summary>
    public static async Task<List<CertificateView>> Views(
        IRegistry registry, Caller caller, IEnumerable<EntityId> ids, CancellationToken cancellation)
    {
        var views = new List<CertificateView>();
        foreach (var id in ids)
            if (await registry.Load(id, cancellation) is { } loaded) views.Add(View(registry, caller, loaded));
        return views;
    }
}
