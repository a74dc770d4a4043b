using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The person behind the account, unmasked: it is the caller's own data.</summary>
public sealed record ExportedPerson(
    string Id, string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly BornOn, DeathFact? Death,
    ImmutableArray<DrivingLicenceFact> DrivingLicences);

/// <summary>A certificate and everything that ever happened to it.</summary>
public sealed record ExportedCertificate(CertificateView Certificate, ImmutableArray<HistoryView> History);

/// <summary>A railway career and everything that ever happened to it.</summary>
public sealed record ExportedRailLicence(RailLicenceView RailLicence, ImmutableArray<HistoryView> History);

/// <summary>Everything that the registry has about the caller.</summary>
public sealed record ExportView(
    MeView Account, ExportedPerson? Person, ImmutableArray<ExportedCertificate> Certificates,
    ImmutableArray<ApplicationView> Applications, ImmutableArray<NoticeView> Notices, ExportedRailLicence? RailLicence = null);

/// <summary>GET /me/export.</summary>
internal static class Export
{
    public static async Task<Reply<ExportView>> Get(
        HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        http.Response.Headers.ContentDisposition = "attachment; filename=\"export.json\"";
        var me = await Me.ViewOf(caller.Account, registry, cancellation);
        if (caller.Actor.PersonKey is not { } key) return new ExportView(me, null, [], [], []);
        var person = await registry.Load(new EntityId(EntityKind.Person, key), cancellation);
        var certificates = ImmutableArray.CreateBuilder<ExportedCertificate>();
        foreach (var id in await registry.Queries.CertificatesOf(key, cancellation))
        {
            if (await registry.Load(id, cancellation) is not { } loaded) continue;
            var history = await All(page => registry.Queries.History(id, page, cancellation));
            certificates.Add(new ExportedCertificate(Reading.View(registry, caller, loaded), [.. history.Select(HistoryView.Of)]));
        }
        ExportedRailLicence? rail = null;
        if (await registry.Queries.RailCareerOf(key, cancellation) is { } career && await registry.Load(career, cancellation) is { } driving)
        {
            var past = await All(page => registry.Queries.History(career, page, cancellation));
            rail = new ExportedRailLicence(Reading.RailOf(registry, caller, driving), [.. past.Select(HistoryView.Of)]);
        }
        var applications = await All(page => registry.Queries.ApplicationsOf(key, page, cancellation));
        var notices = await All(page => registry.Operations.Notices(key, failedOnly: false, page, cancellation));
        return new ExportView(me, PersonOf(person), certificates.ToImmutable(),
            [.. applications.Select(row => Applications.ViewOf(row, registry))], [.. notices.Select(NoticeView.Of)], rail);
    }

    private static ExportedPerson? PersonOf(Loaded? loaded) => loaded?.State is Person p
        ? new ExportedPerson(p.Key, p.Name, p.IdentityKind, p.IdentityNumber, p.BornOn, p.Death, p.DrivingLicences)
        : null;

    /// <summary>Every page. One person's rows are few; the largest list is a certificate's history.</summary>
    private static async Task<List<T>> All<T>(Func<PageRequest, Task<Page<T>>> read)
    {
        var all = new List<T>();
        for (var page = new PageRequest(Paging.LimitMost); ;)
        {
            var next = await read(page);
            all.AddRange(next.Items);
            if (next.Next is null) return all;
            page = page with { Cursor = next.Next };
        }
    }
}
