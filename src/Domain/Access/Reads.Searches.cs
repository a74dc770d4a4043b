using System.Collections.Immutable;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// Search inside an officer's reach. Who looked for what, and what was found, is written
/// down before the answer is given, for routes and pages alike; numbers are masked there, too.
/// </summary>
public sealed partial class Reads
{
    /// <summary>
    /// Certificates inside the officer's reach. A reach that <paramref name="search"/> names is replaced by the
    /// officer's own.
    /// </summary>
    public async Task<Result<Page<CertificateView>>> SearchCertificates(
        CertificateSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        if (SearchReach() is not { } reach) return Refusals.NotAllowed();
        search = search with
        {
            AuthorityPrefix = reach,
            IdentityNumber = Written(search.IdentityNumber),
            CertificateNumber = Written(search.CertificateNumber),
        };
        var found = await registry.Queries.Search(search, page, cancellation);
        var views = await Each<Certificate, CertificateView>(found.Items, CertificateView.Of, cancellation);
        await Found("search", [
            ("kind", search.Category ?? "certificate"), ("name", search.Name),
            ("identityNumber", search.IdentityNumber), ("certificateNumber", search.CertificateNumber),
            ("expiring", Days(search.ExpiringFrom, search.ExpiringTo)),
        ], views.SelectMany(view => new[] { view.Id, view.Holder.Id }), cancellation);
        return new Page<CertificateView>(views, found.Next);
    }

    /// <summary>Vehicles inside the officer's reach.</summary>
    public async Task<Result<Page<VehicleView>>> SearchVehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        if (SearchReach() is not { } reach) return Refusals.NotAllowed();
        search = search with
        {
            AuthorityPrefix = reach,
            Plate = search.Plate is { } plate ? Plate.Normalize(plate) : null,
        };
        var found = await VehiclesBy(search, page, cancellation);
        var views = await Each<Vehicle, VehicleView>(found.Items, VehicleView.Of, cancellation);
        await Found("search", [
            ("kind", "vehicle"), ("plate", search.Plate), ("certificateNumber", search.CertificateNumber),
            ("expiring", Days(search.ExpiringFrom, search.ExpiringTo)),
        ], views.Select(view => view.Id), cancellation);
        return new Page<VehicleView>(views, found.Next);
    }

    private static string? Written(string? number) => number is null ? null : WrittenNumber.Of(number);

    /// <summary>
    /// Vehicles by the number of their certificate. Numbers are stored as the issuing office wrote them, so the usual
    /// writing is looked up first, and then the text as it was typed.
    /// </summary>
    private async Task<Page<EntityId>> VehiclesBy(
        VehicleSearch search, PageRequest page, CancellationToken cancellation)
    {
        var usual = search with { CertificateNumber = Written(search.CertificateNumber) };
        var found = await registry.Queries.Vehicles(usual, page, cancellation);
        return found.Items.IsEmpty && usual != search
            ? await registry.Queries.Vehicles(search, page, cancellation) : found;
    }

    private string? SearchReach() =>
        actor.Authority is { Length: > 0 } reach && actor.Covers(reach, Desks.Road) ? reach : null;

    /// <summary>
    /// Writes down who looked for what, and what was shown: an audit record for each search (decisions 8).
    /// </summary>
    private Task Found(
        string what, (string Name, string? Value)[] criteria, IEnumerable<string> shown,
        CancellationToken cancellation) =>
        registry.Operations.Trail.Record(new AuditRecord(default, AuditClass.Personal, what, actor.AccountId)
        {
            Criteria = criteria.Where(one => one.Value is not null).ToImmutableSortedDictionary(
                one => one.Name, one => Masked(one.Name, one.Value!), StringComparer.Ordinal),
            About = [.. shown.Distinct()],
        }, cancellation);

    /// <summary>A certificate's number is often its holder's identity number, so both are masked.</summary>
    private static string Masked(string name, string value) => name is "identityNumber" or "certificateNumber"
        ? IdentityNumber.Mask(value) : PersonalText.Mask(value);

    private static string? Days(DateOnly? from, DateOnly? to) =>
        from is null && to is null ? null : $"{from:yyyy-MM-dd}..{to:yyyy-MM-dd}";
}
