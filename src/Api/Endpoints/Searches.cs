using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.OpenApi;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What is looked for: any certificate, only those of one kind, or vehicles.</summary>
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

/// <summary>What an officer looks for; every given part must match.</summary>
/// <param name="Name">Beginning of the holder's name.</param>
/// <param name="Plate">A vehicle's exact plate; only for kind vehicle.</param>
/// <param name="Expiring">Last days of validity: {from, to}, both inclusive; or a number: from today for so many
/// days.</param>
public sealed record SearchRequest(
    SearchKind Kind, string? Name = null, string? IdentityNumber = null, string? CertificateNumber = null,
    JsonElement? Expiring = null, string? Plate = null);

/// <summary>Whom or what enforcement looks up, and why.</summary>
public sealed record LookupRequest(
    string Reason, string? CertificateNumber = null, string? IdentityNumber = null, string? Plate = null);

/// <summary>What enforcement may see of a vehicle, computed for the instant of asking.</summary>
public sealed record LookupVehicleView(
    string Id, string Plate, PlateColour PlateColour, VehicleKind Kind, string OperatorName, string CertificateNumber,
    string Authority, OperatingStatus OperatingStatus, DateOnly ValidFrom, DateOnly ValidTo, CertificateStatus Status,
    VehicleEndGround? StatusReason, DateOnly? StatusSince, ReviewView? Review)
{
    /// <summary>What its document in circulation is worth, as a scan of it would say.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>
    /// What the certificate of its trip under way, or of the next one, is worth; not there: no trip is booked.
    /// </summary>
    public Verdict? Trip { get; init; }

    internal static LookupVehicleView Of(VehicleView v, Verdict? verdict) => new(
        v.Id,
        v.Plate,
        v.PlateColour,
        v.Kind,
        v.Operator.Name,
        v.CertificateNumber,
        v.Authority,
        v.OperatingStatus,
        v.ValidFrom,
        v.ValidTo, v.Status, v.StatusReason, v.StatusSince, v.Review) { Verdict = verdict };
}

/// <summary>What enforcement may see of a certificate, computed for the instant of asking.</summary>
public sealed record LookupView(
    string Id, string CertificateNumber, CertificateKind Kind, HolderView Holder, string ServiceUnit, string Authority,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    CertificateStatus Status,
    CancellationGround? StatusReason,
    DateOnly? StatusSince)
{
    /// <summary>What the document in circulation is worth, as a scan of it would say.</summary>
    public Verdict? Verdict { get; init; }

    internal static LookupView Of(CertificateView c, Verdict? verdict) => new(
        c.Id,
        c.CertificateNumber,
        c.Kind,
        c.Holder,
        c.ServiceUnit,
        c.Authority,
        c.ValidFrom,
        c.ValidTo,
        c.Status,
        c.StatusReason,
        c.StatusSince) { Verdict = verdict };
}

/// <summary>
/// Search and look-up (http.md 4). Numbers of people travel in bodies, never in URLs. Who looked for what is written
/// down before the answer is given; numbers are masked there too.
/// </summary>
internal static class Searches
{
    private const int MaxText = 100;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("search").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/search", Search).For(Access.Of(Roles.Officer)).WithName("search")
            .WithSummary("Certificates, or vehicles by kind vehicle, inside the officer's reach. Audited.")
            .WithMetadata(new OneOfForms(typeof(Listing<CertificateView>), typeof(Listing<VehicleView>)))
            .Produces<Listing<CertificateView>>();
        group.MapPost("/lookup", Lookup).For(Access.Of(Roles.Enforcement)).WithName("lookup")
            .WithSummary("Certificates by number, vehicles by plate or certificate number, for enforcement. Audited.")
            .WithMetadata(new OneOfForms(typeof(Listing<LookupView>), typeof(Listing<LookupVehicleView>)))
            .Produces<Listing<LookupView>>();
    }

    private static async Task<IResult> Search(
        CommandRequest<SearchRequest> request,
        string? limit,
        string? cursor,
        IRegistry registry,
        CancellationToken cancellation)
    {
        var (body, caller) = (request.Body, request.Caller);
        if (Paging.Read(limit, cursor, out var page) is { } bad) return new ApiProblem(bad);
        if ((caller.Actor.Desks & Desks.Road) == 0 || string.IsNullOrEmpty(caller.Actor.Authority))
            return new ApiProblem(Refusals.NotAllowed());
        if (Fault(body) is { } wrong) return new ApiProblem(Refusals.Malformed(wrong));
        if (Expiring.Read(body.Expiring, ShanghaiTime.DateOf(registry.Now), out var expiring) is { } fault)
            return new ApiProblem(fault);
        await registry.Operations.Audit(caller.Actor, "search", Detail(body, expiring), cancellation);
        if (body.Kind == SearchKind.Vehicle)
        {
            var vehicles = await registry.Queries.Vehicles(
                new VehicleSearch(
                    caller.Actor.Authority, null, body.Plate, body.CertificateNumber, null, expiring.From, expiring.To),
                page,
                cancellation);
            return new Reply<Listing<VehicleView>>
            {
                Value = new(
                    [.. await EntityReads.VehiclesOf(registry, caller, vehicles.Items, cancellation)], vehicles.Next),
            };
        }
        var category = body.Kind == SearchKind.Certificate ? null : ((CertificateKind)body.Kind).Name();
        var search = new CertificateSearch(
            caller.Actor.Authority,
            body.Name,
            Upper(body.IdentityNumber),
            body.CertificateNumber,
            category,
            expiring.From,
            expiring.To);
        var found = await registry.Queries.Search(search, page, cancellation);
        return new Reply<Listing<CertificateView>>
        {
            Value = new([.. await EntityReads.Views(registry, caller, found.Items, cancellation)], found.Next),
        };
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
        if (Fault(body) is { } fault) return new ApiProblem(Refusals.Malformed(fault));
        await registry.Operations.Audit(caller.Actor,
            "lookup",
            $"{Detail(body.IdentityNumber, body.CertificateNumber)}; plate={body.Plate}; reason={body.Reason}",
            cancellation);
        if (body.Plate is not null)
            return await Vehicles(
                new VehicleSearch(Plate: body.Plate, CertificateNumber: body.CertificateNumber),
                page,
                caller,
                registry,
                cancellation);
        var search = new CertificateSearch(
            "", IdentityNumber: Upper(body.IdentityNumber), CertificateNumber: body.CertificateNumber);
        var found = await registry.Queries.Search(search, page, cancellation);
        if (found.Items.IsEmpty && body is { IdentityNumber: null, CertificateNumber: { } number })
            return await Vehicles(new VehicleSearch(CertificateNumber: number), page, caller, registry, cancellation);
        var views = await EntityReads.Views(registry, caller, found.Items, cancellation);
        var verified = await WithVerdicts(registry, views, view => view.Id, LookupView.Of, cancellation);
        return new Reply<Listing<LookupView>> { Value = new([.. verified], found.Next) };
    }

    private static async Task<IResult> Vehicles(
        VehicleSearch search, PageRequest page, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var found = await registry.Queries.Vehicles(search, page, cancellation);
        var views = await EntityReads.VehiclesOf(registry, caller, found.Items, cancellation);
        var verified = await WithVerdicts(registry, views, view => view.Id, LookupVehicleView.Of, cancellation);
        for (var i = 0; i < verified.Count; i++)
            verified[i] = verified[i] with { Trip = await TripOf(registry, verified[i].Id, cancellation) };
        return new Reply<Listing<LookupVehicleView>> { Value = new([.. verified], found.Next) };
    }

    private static async Task<Verdict?> TripOf(IRegistry registry, string vehicleKey, CancellationToken cancellation) =>
        await registry.Queries.Bookings(TripMachine.VehicleSpace,
            vehicleKey,
            registry.Now,
            1,
            cancellation) is [{ Holder.Kind: EntityKind.Trip } booking]
            ? await registry.Verification.VerdictOf(booking.Holder, cancellation) : null;

    /// <summary>Each view with the verdict that a scan of its document in circulation would give now.</summary>
    private static async Task<List<TShown>> WithVerdicts<TView, TShown>(
        IRegistry registry,
        List<TView> views,
        Func<TView, string> idOf,
        Func<TView, Verdict?, TShown> shown,
        CancellationToken cancellation)
    {
        var verified = new List<TShown>(views.Count);
        foreach (var view in views)
        {
            var verdict = EntityId.TryParse(idOf(view), out var id)
                ? await registry.Verification.VerdictOf(id, cancellation)
                : null;
            verified.Add(shown(view, verdict));
        }
        return verified;
    }

    private static FieldFault? Fault(SearchRequest body) =>
        TooLong(body.Name) || TooLong(body.IdentityNumber) || TooLong(body.CertificateNumber) || TooLong(body.Plate)
            ? BodyRefusals.Wrong("$")
        : body is { Name: null, IdentityNumber: null, CertificateNumber: null, Expiring: null, Plate: null }
            ? Refusals.Fault("$", "请至少填写一个查询条件。", "Give at least one thing to search by.")
        : body.Kind == SearchKind.Vehicle && (body.Name ?? body.IdentityNumber) is not null
            ? Refusals.Fault(
                "kind", "车辆按号牌、证号或有效期查询。", "Vehicles are searched by plate, certificateNumber or expiring.")
        : body.Kind != SearchKind.Vehicle && body.Plate is not null
            ? Refusals.Fault("plate", "按号牌查询请使用 kind=vehicle。", "To search by plate, ask for kind vehicle.")
        : null;

    private static FieldFault? Fault(LookupRequest body) =>
        string.IsNullOrWhiteSpace(body.Reason) || TooLong(body.Reason) || body.Reason.Any(char.IsControl)
            ? Refusals.Fault("reason", $"请填写查询事由，最多 {MaxText} 个字符。", $"Say why, in at most {MaxText} characters.")
        : string.IsNullOrEmpty(body.CertificateNumber)
            && string.IsNullOrEmpty(body.IdentityNumber)
            && string.IsNullOrEmpty(body.Plate)
            ? Refusals.Fault(
                "certificateNumber", "请填写号牌、证号或身份证件号码。", "Give plate, certificateNumber or identityNumber.")
        : TooLong(body.Plate)
            || TooLong(body.CertificateNumber)
            || TooLong(body.IdentityNumber) ? BodyRefusals.Wrong("$")
        : null;

    private static bool TooLong(string? text) => text?.Length > MaxText;

    /// <summary>Numbers are kept with the final X in upper case.</summary>
    private static string? Upper(string? number) => number?.ToUpperInvariant();

    private static string Detail(SearchRequest body, Expiring expiring) =>
        $"{body.Kind}; name={body.Name}; {Detail(body.IdentityNumber, body.CertificateNumber)}; plate={body.Plate}; "
        + $"expiring={expiring.From:yyyy-MM-dd}..{expiring.To:yyyy-MM-dd}";

    /// <summary>A certificate's number is often its holder's identity number, so both are masked.</summary>
    private static string Detail(string? identityNumber, string? certificateNumber) =>
        $"identityNumber={IdentityNumber.Mask(identityNumber ?? "")}; "
        + $"certificateNumber={IdentityNumber.Mask(certificateNumber ?? "")}";
}
