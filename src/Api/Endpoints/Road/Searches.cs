using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Api.OpenApi;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The kind of the search: any certificate, certificates of one kind, or vehicles.</summary>
[JsonConverter(typeof(CamelCaseNames<SearchKind>))]
public enum SearchKind
{
    /// <summary>A certificate of any kind.</summary>
    Certificate = 0,

    /// <inheritdoc cref="CertificateKind.PassengerDriver"/>
    PassengerDriver = 1,

    /// <inheritdoc cref="CertificateKind.FreightDriver"/>
    FreightDriver = 2,

    /// <inheritdoc cref="CertificateKind.DangerousGoodsDriver"/>
    DangerousGoodsDriver = 3,

    /// <inheritdoc cref="CertificateKind.DangerousGoodsEscort"/>
    DangerousGoodsEscort = 4,

    /// <inheritdoc cref="CertificateKind.DangerousGoodsLoader"/>
    DangerousGoodsLoader = 5,

    /// <summary>A vehicle (道路运输证).</summary>
    Vehicle = 20,
}

/// <summary>A search of an officer; every part that is given must match.</summary>
/// <param name="Name">Beginning of the holder's name.</param>
/// <param name="Plate">A vehicle's exact plate; only for kind vehicle.</param>
/// <param name="Expiring">Last days of validity: {from, to}, both inclusive; or a number: from today for so many
/// days.</param>
public sealed record SearchRequest(
    SearchKind Kind, string? Name = null, string? IdentityNumber = null, string? CertificateNumber = null,
    JsonElement? Expiring = null, string? Plate = null);

/// <summary>A look-up by enforcement: of whom or what, and why.</summary>
/// <param name="Purpose">roadCheck when left out; persons of other authorities are shown for a case only.</param>
/// <param name="CaseNumber">Required for report and case.</param>
public sealed record LookupRequest(
    string Reason, string? CertificateNumber = null, string? IdentityNumber = null, string? Plate = null,
    LookupPurpose? Purpose = null, string? CaseNumber = null);

/// <summary>The place of a shift at the roadside.</summary>
public sealed record ShiftRequest(string Place);

/// <summary>
/// Search and look-up (http.md 4). Numbers of people are sent in bodies, never in URLs. Who looked for what is recorded
/// before the answer is given; numbers are masked in the record, too.
/// </summary>
internal static class Searches
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("search").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/search", Search).For(Access.Of(Roles.Officer)).WithName("search").WithMetadata(OnlyReads.Marker)
            .WithSummary("Certificates, or vehicles by kind vehicle, inside the officer's reach. Audited.")
            .WithMetadata(new OneOfForms(typeof(Listing<CertificateView>), typeof(Listing<VehicleView>)))
            .Produces<Listing<CertificateView>>();
        group.MapPost("/lookup", Lookup).For(Access.Of(Roles.Enforcement)).WithName("lookup")
            .WithMetadata(OnlyReads.Marker)
            .WithSummary("Certificates by number, vehicles by plate or certificate number, for enforcement. Audited, "
                + "by plate 120 an hour and 600 a day, by number 30 and 100.")
            .WithMetadata(new OneOfForms(typeof(Listing<LookupView>), typeof(Listing<LookupVehicleView>)))
            .Produces<Listing<LookupView>>();
        group.MapPost("/me/shift", OpenShift).For(Access.Of(Roles.Enforcement)).WithName("openShift")
            .WithSummary("Opens a shift at the roadside, eight hours.");
    }

    private static async Task<IResult> Search(
        CommandRequest<SearchRequest> request,
        string? limit,
        string? cursor,
        IRegistry registry,
        CancellationToken cancellation)
    {
        var (body, caller) = (request.Body, request.Caller);
        if (body.Plate is { } plate) body = body with { Plate = Plate.Normalize(plate) };
        if (Paging.Read(limit, cursor, out var page) is { } bad) return new ApiProblem(bad);
        if (Fault(body) is { } wrong) return new ApiProblem(Refusals.Malformed(wrong));
        if (Expiring.Read(body.Expiring, ShanghaiTime.DateOf(registry.Now), out var expiring) is { } fault)
            return new ApiProblem(fault);
        var reads = registry.As(caller.Actor);
        if (body.Kind == SearchKind.Vehicle)
            return Replies.Of(await reads.SearchVehicles(
                new VehicleSearch(
                    "", null, body.Plate, body.CertificateNumber, null, expiring.From, expiring.To),
                page,
                cancellation));
        var category = body.Kind == SearchKind.Certificate ? null : ((CertificateKind)body.Kind).Name();
        var search = new CertificateSearch(
            "", body.Name is { } name ? RegisteredName.Of(name) : null, body.IdentityNumber,
            body.CertificateNumber, category, expiring.From, expiring.To);
        return Replies.Of(await reads.SearchCertificates(search, page, cancellation));
    }

    private static async Task<IResult> Lookup(
        CommandRequest<LookupRequest> request,
        string? limit,
        string? cursor,
        IRegistry registry,
        CancellationToken cancellation)
    {
        var (body, caller) = (request.Body, request.Caller);
        if (Paging.Read(limit, cursor, out var page) is { } bad) return new ApiProblem(bad);
        var (lookup, malformed) = Domain.Access.Lookup.Read(
            body.Plate, body.CertificateNumber, body.IdentityNumber, body.Reason, body.Purpose, body.CaseNumber);
        if (malformed is not null) return new ApiProblem(malformed);
        var (found, refusal) = await registry.As(caller.Actor).LookUp(lookup!, page, cancellation);
        return refusal is not null ? new ApiProblem(refusal)
            : found!.Vehicles is { } vehicles ? Replies.Of(vehicles) : Replies.Of(found.Certificates!);
    }

    private static async Task<Reply<ShiftView>> OpenShift(
        CommandRequest<ShiftRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var (shift, refusal) = await registry.As(request.Caller.Actor).OpenShift(request.Body.Place, cancellation);
        return refusal is not null ? refusal : shift!;
    }

    private static FieldFault? Fault(SearchRequest body) =>
        Domain.Access.Lookup.Criterion("name", body.Name)
        ?? Domain.Access.Lookup.Criterion("identityNumber", body.IdentityNumber)
        ?? Domain.Access.Lookup.Criterion("certificateNumber", body.CertificateNumber)
        ?? Domain.Access.Lookup.Criterion("plate", body.Plate)
        ?? (body is { Name: null, IdentityNumber: null, CertificateNumber: null, Expiring: null, Plate: null }
            ? Refusals.Fault("$", "请至少填写一个查询条件。", "Give at least one thing to search by.")
        : body.Kind == SearchKind.Vehicle && (body.Name ?? body.IdentityNumber) is not null
            ? Refusals.Fault(
                "kind", "车辆按号牌、证号或有效期查询。", "Vehicles are searched by plate, certificateNumber or expiring.")
        : body.Kind != SearchKind.Vehicle && body.Plate is not null
            ? Refusals.Fault("plate", "按号牌查询请使用 kind=vehicle。", "To search by plate, ask for kind vehicle.")
        : null);
}
