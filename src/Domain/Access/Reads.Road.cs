using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>Certificates, vehicles and operators of the road.</summary>
public sealed partial class Reads
{
    /// <summary>A certificate, now.</summary>
    public ValueTask<Result<Shown<CertificateView>>> Certificate(
        string? id, CancellationToken cancellation = default) =>
        One<Certificate, CertificateView>(EntityKind.Certificate, id, CertificateView.Of, cancellation);

    /// <summary>The caller's own certificates, oldest first. Refused before the identity is proven.</summary>
    public async Task<Result<Page<CertificateView>>> OwnCertificates(
        CertificateKind? kind, CertificateStatus? status, PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.PersonKey is not { } person) return Refusals.RealNameRequired();
        var all = await registry.Queries.CertificatesOf(person, cancellation);
        var (items, next) = PageOf(all, id => id.Key, page);
        var views = await Each<Certificate, CertificateView>(items, CertificateView.Of, cancellation);
        return new Page<CertificateView>(
            [.. views.Where(one => one.Kind == (kind ?? one.Kind) && one.Status == (status ?? one.Status))], next);
    }

    /// <summary>A vehicle, now.</summary>
    public ValueTask<Result<Shown<VehicleView>>> Vehicle(string? id, CancellationToken cancellation = default) =>
        One<Vehicle, VehicleView>(EntityKind.Vehicle, id, VehicleView.Of, cancellation);

    /// <summary>
    /// The vehicles of the caller's operator; none where there is none. A page has fewer than its limit where some have
    /// another status.
    /// </summary>
    public async Task<Page<VehicleView>> OwnVehicles(
        VehiclesWanted wanted, PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.OperatorKey is not { } key) return new Page<VehicleView>([], null);
        var search = new VehicleSearch(
            OperatorKey: key, Plate: wanted.Plate is { } plate ? Plate.Normalize(plate) : null,
            Category: wanted.Kind);
        return await Filled(page, async next =>
        {
            var found = await registry.Queries.Vehicles(search, next, cancellation);
            var views = await Each<Vehicle, VehicleView>(found.Items, VehicleView.Of, cancellation);
            return new Page<VehicleView>([.. views.Where(wanted.Counts)], found.Next);
        });
    }

    /// <summary>An operator with its permits, now.</summary>
    public ValueTask<Result<Shown<OperatorView>>> Operator(string? id, CancellationToken cancellation = default) =>
        One<Operator, OperatorView>(EntityKind.Operator, id, OperatorView.Of, cancellation);

    /// <summary>The operator for which the caller acts, in a list; none where there is none.</summary>
    public Task<ImmutableArray<OperatorView>> OwnOperators(CancellationToken cancellation = default) =>
        Each<Operator, OperatorView>(
            actor.OperatorKey is { } key ? [new EntityId(EntityKind.Operator, key)] : [],
            OperatorView.Of, cancellation);

    /// <summary>The persons who drive for an operator, for whoever may read the operator; numbers masked.</summary>
    public async Task<Result<ImmutableArray<DriverView>>> DriversOf(
        string operatorId, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(EntityKind.Operator, operatorId, cancellation);
        if (refusal is not null) return refusal;
        var views = ImmutableArray.CreateBuilder<DriverView>();
        foreach (var key in ((Operator)loaded!.State).Drivers)
            if ((await registry.Load(new EntityId(EntityKind.Person, key), cancellation))?.State is Person p)
                views.Add(DriverView.Of(p));
        return views.ToImmutable();
    }
}
