using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What is looked for: any certificate, or only those of one kind.</summary>
[JsonConverter(typeof(CamelCaseNames<SearchKind>))]
public enum SearchKind
{
#pragma warning disable CS1591 // The names are those of CertificateKind.
    Certificate = 0, PassengerDriver = 1, FreightDriver = 2, DangerousGoodsDriver = 3, DangerousGoodsEscort = 4,
    DangerousGoodsLoader = 5,
#pragma warning restore CS1591
}


/// <summary>What an officer looks for; every given part must match.</summary>
/// <param name="Name">Beginning of the holder's name.</param>
/// <param name="Expiring">Last days of validity: {from, to}, both inclusive; or a number: from today for so many days.</param>
public sealed record SearchRequest(
    SearchKind Kind, string? Name = null, string? IdentityNumber = null, string? CertificateNumber = null,
    JsonElement? Expiring = null);

/// <summary>Whom or what enforcement looks up, and why.</summary>
public sealed record LookupRequest(string Reason, string? CertificateNumber = null, string? IdentityNumber = null);

/// <summary>What enforcement may see of a certificate, computed for the instant of asking.</summary>
public sealed record LookupView(
    string Id, string CertificateNumber, CertificateKind Kind, HolderView Holder, string ServiceUnit, string Authority,
    DateOnly ValidFrom, DateOnly ValidTo, CertificateStatus Status, CancellationGround? StatusReason, DateOnly? StatusSince)
{
    internal static LookupView Of(CertificateView c) => new(
        c.Id, c.CertificateNumber, c.Kind, c.Holder, c.ServiceUnit, c.Authority, c.ValidFrom, c.ValidTo, c.Status,
        c.StatusReason, c.StatusSince);
}

/// <summary>
/// Search and look-up (http.md 4). Numbers of people travel in bodies, never in URLs. Who looked for what is written down
/// before the answer is given; numbers are masked there too.
/// </summary>
internal static class Searches
{
    private const int TextMax = 100;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("search").AddEndpointFilterFactory(PostedFilter.For);
        group.MapPost("/search", Search).For(Access.Of(Roles.Officer)).WithName("search")
            .WithSummary("Certificates inside the officer's reach. Audited.");
        group.MapPost("/lookup", Lookup).For(Access.Of(Roles.Enforcement)).WithName("lookup")
            .WithSummary("Certificates by number, for enforcement. Audited.");
    }

    private static async Task<Reply<Listing<CertificateView>>> Search(
        Posted<SearchRequest> posted, string? limit, string? cursor, IRegistry registry, CancellationToken cancellation)
    {
        var (body, caller) = (posted.Body, posted.Caller);
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if ((caller.Actor.Desks & Desks.Road) == 0 || string.IsNullOrEmpty(caller.Actor.Authority)) return Refusals.NotAllowed();
        if (TooLong(body.Name) || TooLong(body.IdentityNumber) || TooLong(body.CertificateNumber))
            return Refusals.Malformed(BodyRefusals.Wrong("$"));
        if (body is { Name: null, IdentityNumber: null, CertificateNumber: null, Expiring: null })
            return Refusals.Malformed(Refusals.Fault("$", "请至少填写一个查询条件。", "Give at least one thing to search by."));
        if (Expiring.Read(body.Expiring, ShanghaiTime.DateOf(registry.Now), out var expiring) is { } fault) return fault;
        await registry.Operations.Audit(caller.Actor, "search", Detail(body, expiring), cancellation);
        var category = body.Kind == SearchKind.Certificate ? null : ((CertificateKind)body.Kind).Name();
        var search = new CertificateSearch(caller.Actor.Authority, body.Name, Upper(body.IdentityNumber), body.CertificateNumber,
            category, expiring.From, expiring.To);
        var found = await registry.Queries.Search(search, page, cancellation);
        return new Listing<CertificateView>([.. await Reading.Views(registry, caller, found.Items, cancellation)], found.Next);
    }

    private static async Task<Reply<Listing<LookupView>>> Lookup(
        Posted<LookupRequest> posted, string? limit, string? cursor, IRegistry registry, CancellationToken cancellation)
    {
        var (body, caller) = (posted.Body, posted.Caller);
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (Fault(body) is { } fault) return Refusals.Malformed(fault);
        await registry.Operations.Audit(caller.Actor, "lookup", $"{Detail(body.IdentityNumber, body.CertificateNumber)}; reason={body.Reason}", cancellation);
        var search = new CertificateSearch("", IdentityNumber: Upper(body.IdentityNumber), CertificateNumber: body.CertificateNumber);
        var found = await registry.Queries.Search(search, page, cancellation);
        var views = await Reading.Views(registry, caller, found.Items, cancellation);
        return new Listing<LookupView>([.. views.Select(LookupView.Of)], found.Next);
    }

    private static FieldFault? Fault(LookupRequest body) =>
        string.IsNullOrWhiteSpace(body.Reason) || TooLong(body.Reason) || body.Reason.Any(char.IsControl)
            ? Refusals.Fault("reason", $"请填写查询事由，最多 {TextMax} 个字符。", $"Say why, in at most {TextMax} characters.")
        : string.IsNullOrEmpty(body.CertificateNumber) && string.IsNullOrEmpty(body.IdentityNumber)
            ? Refusals.Fault("certificateNumber", "请填写证号或身份证件号码。", "Give certificateNumber or identityNumber.")
        : TooLong(body.CertificateNumber) || TooLong(body.IdentityNumber) ? BodyRefusals.Wrong("$")
        : null;

    private static bool TooLong(string? text) => text?.Length > TextMax;

    /// <summary>Numbers are kept with the final X in upper case.</summary>
    private static string? Upper(string? number) => number?.ToUpperInvariant();

    private static string Detail(SearchRequest body, Expiring expiring) =>
        $"{body.Kind}; name={body.Name}; {Detail(body.IdentityNumber, body.CertificateNumber)}; "
        + $"expiring={expiring.From:yyyy-MM-dd}..{expiring.To:yyyy-MM-dd}";

    /// <summary>A certificate's number is often its holder's identity number, so both are masked.</summary>
    private static string Detail(string? identityNumber, string? certificateNumber) =>
        $"identityNumber={IdentityNumber.Mask(identityNumber ?? "")}; certificateNumber={IdentityNumber.Mask(certificateNumber ?? "")}";
}
