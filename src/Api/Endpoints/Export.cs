using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
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

/// <summary>An operator and everything that ever happened to it.</summary>
public sealed record ExportedOperator(OperatorView Operator, ImmutableArray<HistoryView> History);

/// <summary>A railway career and everything that ever happened to it.</summary>
public sealed record ExportedRailLicence(RailLicenceView RailLicence, ImmutableArray<HistoryView> History);

/// <summary>A vehicle and everything that ever happened to it.</summary>
public sealed record ExportedVehicle(VehicleView Vehicle, ImmutableArray<HistoryView> History);

/// <summary>Everything that the registry has about the caller: a person, or an operator with its fleet.</summary>
public sealed record ExportView(
    MeView Account,
    ExportedPerson? Person,
    ExportedOperator? Operator,
    IAsyncEnumerable<ExportedCertificate> Certificates,
    IAsyncEnumerable<ExportedVehicle> Vehicles,
    IAsyncEnumerable<ExportedRailLicence> RailLicences,
    IAsyncEnumerable<ApplicationView> Applications,
    IAsyncEnumerable<NoticeView> Notices);

/// <summary>
/// GET /me/export. The lists are read while they are written: a fleet of thousands is never in memory.
/// </summary>
internal static class Export
{
    public static async Task<IResult> Get(
        HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        http.Response.Headers.ContentDisposition = "attachment; filename=\"export.json\"";
        var view = await ViewOf(caller, registry, cancellation);
        return Results.Stream(
            stream => JsonSerializer.SerializeAsync(stream, view, ApiJson.Of<ExportView>(), cancellation),
            "application/json");
    }

    private static async Task<ExportView> ViewOf(Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var me = await Me.ViewOf(caller.Account, registry, cancellation);
        var party = EntityId.TryParse(caller.Actor.PartyKey, out var id) ? await registry.Load(id, cancellation) : null;
        var key = caller.Actor.PartyKey ?? "";
        return new ExportView(
            me,
            PersonOf(party),
            party?.State is Operator
                ? new ExportedOperator(
                    EntityReads.OperatorOf(registry, caller, party), await History(registry, id, cancellation))
                : null,
            Each(
                EntityKind.Certificate,
                (loaded, past) => new ExportedCertificate(EntityReads.View(registry, caller, loaded), past)),
            Each(
                EntityKind.Vehicle,
                (loaded, past) => new ExportedVehicle(EntityReads.VehicleOf(registry, caller, loaded), past)),
            Each(
                EntityKind.RailLicence,
                (loaded, past) => new ExportedRailLicence(EntityReads.RailOf(registry, caller, loaded), past)),
            Pages.All(page => registry.Queries.ApplicationsOf(key, page, cancellation))
                .Concat(Pages.All(page => registry.Queries.ApplicationsOf(caller.Account.Id, page, cancellation)))
                .Where(Applications.IsFiling).Select(row => Applications.Shown(row, caller, registry)),
            Pages.All(
                page => registry.Operations.Notices(key, failedOnly: false, page, cancellation)).Select(NoticeView.Of));

        async IAsyncEnumerable<T> Each<T>(EntityKind kind, Func<Loaded, ImmutableArray<HistoryView>, T> shown)
        {
            await foreach (var loaded in EntityReads.Own(registry, caller, kind, cancellation))
                yield return shown(loaded, await History(registry, loaded.Id, cancellation));
        }
    }

    private static ExportedPerson? PersonOf(Loaded? loaded) => loaded?.State is Person p
        ? new ExportedPerson(p.Key, p.Name, p.IdentityKind, p.IdentityNumber, p.BornOn, p.Death, p.DrivingLicences)
        : null;

    /// <summary>The largest list that is read whole: what happened to one entity.</summary>
    private static async Task<ImmutableArray<HistoryView>> History(
        IRegistry registry, EntityId id, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<HistoryView>();
        await foreach (var entry in Pages.All(page => registry.Queries.History(id, page, cancellation)))
            all.Add(HistoryView.Of(entry));
        return all.ToImmutable();
    }
}
