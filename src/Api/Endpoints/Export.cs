using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The person behind the account, unmasked: it is the caller's own data.</summary>
public sealed record ExportedPerson(
    string Id, string Name, IdentityKind IdentityKind, PersonalData IdentityNumber, DateOnly BornOn, DeathFact? Death,
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
        var view = await ViewOf(http, caller, registry, cancellation);
        return Results.Stream(
            stream => JsonSerializer.SerializeAsync(stream, view, ApiJson.Of<ExportView>(), cancellation),
            "application/json");
    }

    private static async Task<ExportView> ViewOf(
        HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(caller.Actor);
        var me = await Me.ViewOf(caller.Account, registry, cancellation);
        var party = await reads.OwnParty(cancellation);
        return new ExportView(
            me,
            PersonOf(party),
            party?.State is Operator o
                ? new ExportedOperator(
                    OperatorView.Of(o, reads.ContextOf(party), party.Version),
                    await History(reads, party, cancellation))
                : null,
            Each<Certificate, ExportedCertificate>((c, context, version, past) =>
                new ExportedCertificate(CertificateView.Of(c, context, version), past)),
            Each<Vehicle, ExportedVehicle>((v, context, version, past) =>
                new ExportedVehicle(VehicleView.Of(v, context, version), past)),
            Each<RailCareer, ExportedRailLicence>((c, context, version, past) =>
                new ExportedRailLicence(RailLicenceView.Of(c, context, version), past)),
            reads.EveryOwnApplication(cancellation),
            Pages.All(page => reads.OwnNotices(page, cancellation: cancellation))
                .Select(notice => NoticeView.Of(notice, http)));

        async IAsyncEnumerable<T> Each<TState, T>(Func<TState, Context, int, ImmutableArray<HistoryView>, T> shown)
        {
            await foreach (var loaded in reads.Own(kind: null, cancellation))
                if (loaded.State is TState state)
                    yield return shown(
                        state, reads.ContextOf(loaded), loaded.Version, await History(reads, loaded, cancellation));
        }
    }

    private static ExportedPerson? PersonOf(Loaded? loaded) => loaded?.State is Person p
        ? new ExportedPerson(p.Key, p.Name, p.IdentityKind, PersonalData.Whole(p.IdentityNumber), p.BornOn, p.Death,
            p.DrivingLicences)
        : null;

    /// <summary>The largest list that is read whole: what happened to one entity.</summary>
    private static async Task<ImmutableArray<HistoryView>> History(
        Reads reads, Loaded own, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<HistoryView>();
        await foreach (var entry in reads.OwnHistory(own, cancellation)) all.Add(entry);
        return all.ToImmutable();
    }
}
