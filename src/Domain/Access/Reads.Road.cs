using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
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
        PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.PersonKey is not { } person) return Refusals.RealNameRequired();
        var all = await registry.Queries.CertificatesOf(person, cancellation);
        var (items, next) = PageOf(all, id => id.Key, page);
        return new Page<CertificateView>(
            await Each<Certificate, CertificateView>(items, CertificateView.Of, cancellation), next);
    }

    /// <summary>A vehicle, now.</summary>
    public ValueTask<Result<Shown<VehicleView>>> Vehicle(string? id, CancellationToken cancellation = default) =>
        One<Vehicle, VehicleView>(EntityKind.Vehicle, id, VehicleView.Of, cancellation);

    /// <summary>The vehicles of the caller's operator; none where there is none.</summary>
    public async Task<Page<VehicleView>> OwnVehicles(PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.OperatorKey is not { } key) return new Page<VehicleView>([], null);
        var found = await registry.Queries.Vehicles(new VehicleSearch(OperatorKey: key), page, cancellation);
        return new Page<VehicleView>(
            await Each<Vehicle, VehicleView>(found.Items, VehicleView.Of, cancellation), found.Next);
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
