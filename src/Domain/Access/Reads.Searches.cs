using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// Search inside an officer's reach, and look-up by enforcement. Who looked for what is written down before the answer
/// is given; numbers are masked there too.
/// </summary>
public sealed partial class Reads
{
    /// <summary>Certificates inside the officer's reach, whatever reach <paramref name="search"/> names.</summary>
    public async Task<Result<Page<CertificateView>>> SearchCertificates(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        if (SearchReach() is not { } reach) return Refusals.NotAllowed();
        await Audit("search", $"certificate {search.Category}; name={search.Name}; "
            + $"{Detail(search.IdentityNumber, search.CertificateNumber)}; "
            + $"expiring={search.ExpiringFrom:yyyy-MM-dd}..{search.ExpiringTo:yyyy-MM-dd}", cancellation);
        var found = await registry.Queries.Search(search with { AuthorityPrefix = reach }, page, cancellation);
        return new Page<CertificateView>(
            await Each<Certificate, CertificateView>(found.Items, CertificateView.Of, cancellation), found.Next);
    }

    /// <summary>Vehicles inside the officer's reach.</summary>
    public async Task<Result<Page<VehicleView>>> SearchVehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        if (SearchReach() is not { } reach) return Refusals.NotAllowed();
        await Audit("search", $"vehicle; plate={search.Plate}; {Detail(null, search.CertificateNumber)}; "
            + $"expiring={search.ExpiringFrom:yyyy-MM-dd}..{search.ExpiringTo:yyyy-MM-dd}", cancellation);
        var found = await registry.Queries.Vehicles(search with { AuthorityPrefix = reach }, page, cancellation);
        return new Page<VehicleView>(
            await Each<Vehicle, VehicleView>(found.Items, VehicleView.Of, cancellation), found.Next);
    }

    /// <summary>Certificates by number, for enforcement; each with the verdict that a scan would give now.</summary>
    public async Task<Result<Page<LookupView>>> LookUpCertificates(
        CertificateSearch search, string reason, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Enforcement)) return Refusals.NotAllowed();
        await Audit("lookup", $"{Detail(search.IdentityNumber, search.CertificateNumber)}; plate=; reason={reason}",
            cancellation);
        var found = await registry.Queries.Search(search, page, cancellation);
        var views = ImmutableArray.CreateBuilder<LookupView>();
        foreach (var id in found.Items)
            if (await registry.Load(id, cancellation) is { State: Certificate c } loaded)
                views.Add(LookupView.Of(CertificateView.Of(c, ContextOf(loaded), loaded.Version)) with
                {
                    Verdict = await registry.Verification.VerdictOf(id, cancellation),
                });
        return new Page<LookupView>(views.ToImmutable(), found.Next);
    }

    /// <summary>Vehicles by plate or number, for enforcement, with the trip for which each is booked.</summary>
    public async Task<Result<Page<LookupVehicleView>>> LookUpVehicles(
        VehicleSearch search, string reason, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Enforcement)) return Refusals.NotAllowed();
        await Audit("lookup", $"{Detail(null, search.CertificateNumber)}; plate={search.Plate}; reason={reason}",
            cancellation);
        var found = await registry.Queries.Vehicles(search, page, cancellation);
        var views = ImmutableArray.CreateBuilder<LookupVehicleView>();
        foreach (var id in found.Items)
            if (await registry.Load(id, cancellation) is { State: Vehicle v } loaded)
                views.Add(LookupVehicleView.Of(VehicleView.Of(v, ContextOf(loaded), loaded.Version)) with
                {
                    Verdict = await registry.Verification.VerdictOf(id, cancellation),
                    Trip = await VerdictOfTrip(id.Key, cancellation),
                });
        return new Page<LookupVehicleView>(views.ToImmutable(), found.Next);
    }

    private string? SearchReach() =>
        actor.Authority is { Length: > 0 } reach && actor.Covers(reach, Desks.Road) ? reach : null;

    private async Task<Verdict?> VerdictOfTrip(string vehicleKey, CancellationToken cancellation) =>
        await registry.Queries.Bookings(TripMachine.VehicleSpace, vehicleKey, registry.Now, 1, cancellation)
            is [{ Holder.Kind: EntityKind.Trip } booking]
            ? await registry.Verification.VerdictOf(booking.Holder, cancellation) : null;

    private Task Audit(string what, string detail, CancellationToken cancellation) =>
        registry.Operations.Audit(actor, what, detail, cancellation);

    /// <summary>A certificate's number is often its holder's identity number, so both are masked.</summary>
    private static string Detail(string? identityNumber, string? certificateNumber) =>
        $"identityNumber={IdentityNumber.Mask(identityNumber ?? "")}; "
        + $"certificateNumber={IdentityNumber.Mask(certificateNumber ?? "")}";
}
