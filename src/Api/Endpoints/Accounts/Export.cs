using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// GET /me/export. Lists are read while they are written, so that a fleet of thousands is never in memory.
/// </summary>
public static class Export
{
    internal static async Task<IResult> Get(
        HttpContext http, Caller caller, IRegistry registry, IDrafts drafts, CancellationToken cancellation) =>
        await registry.As(caller.Actor).MayExport(cancellation) is { } refusal
            ? new ApiProblem(refusal) : await Written(http, caller, registry, drafts, cancellation);

    /// <summary>The export for a page, which has checked before that the caller may have it.</summary>
    public static Task<IResult> OfAccount(
        HttpContext http, SignedIn account, IRegistry registry, CancellationToken cancellation) => Written(
        http, Caller.Of(account), registry, http.RequestServices.GetRequiredService<IDrafts>(), cancellation);

    private static async Task<IResult> Written(
        HttpContext http, Caller caller, IRegistry registry, IDrafts drafts, CancellationToken cancellation)
    {
        http.Response.Headers.ContentDisposition = "attachment; filename=\"export.json\"";
        var view = await ViewOf(http, caller, registry, drafts, cancellation);
        return Results.Stream(
            stream => JsonSerializer.SerializeAsync(stream, view, ApiJson.Of<ExportView>(), cancellation),
            "application/json");
    }

    private static async Task<ExportView> ViewOf(
        HttpContext http, Caller caller, IRegistry registry, IDrafts drafts, CancellationToken cancellation)
    {
        var reads = registry.As(caller.Actor);
        var me = await Me.ViewOf(caller, registry, cancellation);
        var party = await reads.OwnParty(cancellation);
        return new ExportView(
            me,
            party?.State is Person p ? PersonOf(p, await History(reads, party, cancellation)) : null,
            party?.State is Operator o
                ? new ExportedOperator(
                    OperatorView.Of(o, reads.ContextOf(party), party.Version),
                    await History(reads, party, cancellation))
                : null,
            party?.State is Person ? (await reads.OwnLinks(cancellation)).Value : [],
            [.. (await registry.Accounts.AgreedTo(me.Id, cancellation)).Select(one =>
                new ExportedConsent(one.Id, one.Version, ShanghaiTime.ToLocal(one.At)))],
            await OwnSessions.SessionsOf(caller, registry, cancellation),
            await OwnSessions.DevicesOf(caller, registry, cancellation),
            Each<Certificate, ExportedCertificate>((c, context, version, past) =>
                new ExportedCertificate(CertificateView.Of(c, context, version), past)),
            Each<Vehicle, ExportedVehicle>((v, context, version, past) =>
                new ExportedVehicle(VehicleView.Of(v, context, version), past)),
            Each<RailCareer, ExportedRailLicence>((c, context, version, past) =>
                new ExportedRailLicence(RailLicenceView.Of(c, context, version), past)),
            reads.EveryOwnApplication(cancellation),
            reads.OwnDocuments(cancellation).Select(ExportedDocument.Of),
            DraftsOf(me.Id, registry, drafts, cancellation),
            Pages.All(page => reads.OwnNotices(page, cancellation: cancellation))
                .Select(notice => NoticeView.Of(notice, http)),
            reads.Readers(cancellation));

        async IAsyncEnumerable<T> Each<TState, T>(Func<TState, Context, int, ImmutableArray<HistoryView>, T> shown)
        {
            await foreach (var loaded in reads.Own(kind: null, cancellation))
                if (loaded.State is TState state)
                    yield return shown(
                        state, reads.ContextOf(loaded), loaded.Version, await History(reads, loaded, cancellation));
        }
    }

    private static ExportedPerson PersonOf(Person p, ImmutableArray<HistoryView> history) => new(
        p.Key, p.Name, p.IdentityKind, PersonalData.Whole(p.IdentityNumber), p.BornOn, p.Death, p.DrivingLicences)
    {
        History = history,
    };

    private static async IAsyncEnumerable<ExportedDraft> DraftsOf(
        string accountId, IRegistry registry, IDrafts drafts,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var one in await drafts.Of(accountId, registry.Now, cancellation))
            if (await drafts.Find(accountId, one.Key, registry.Now, cancellation) is { } content)
                yield return new ExportedDraft(
                    one.Key, ShanghaiTime.ToLocal(one.SavedAt), JsonNode.Parse(content.Span));
    }

    /// <summary>The history of one entity, which is the largest list that is read as a whole.</summary>
    private static async Task<ImmutableArray<HistoryView>> History(
        Reads reads, Loaded own, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<HistoryView>();
        await foreach (var entry in reads.OwnHistory(own, cancellation)) all.Add(entry);
        return all.ToImmutable();
    }
}
