using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// Search inside an officer's reach. Who looked for what is written down before the answer is given; numbers are masked
/// there too.
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

    private string? SearchReach() =>
        actor.Authority is { Length: > 0 } reach && actor.Covers(reach, Desks.Road) ? reach : null;

    private Task<DateTimeOffset> Audit(string what, string detail, CancellationToken cancellation) =>
        registry.Operations.Audit(actor, what, detail, cancellation);

    /// <summary>A certificate's number is often its holder's identity number, so both are masked.</summary>
    private static string Detail(string? identityNumber, string? certificateNumber) =>
        $"identityNumber={IdentityNumber.Mask(identityNumber ?? "")}; "
        + $"certificateNumber={IdentityNumber.Mask(certificateNumber ?? "")}";
}
