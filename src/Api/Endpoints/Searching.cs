using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Officers' search inside their reach, enforcement's look-up, and the counts (http.md 4). Search and look-up are audited.</summary>
public static class Searching
{
    private const int ForecastDaysMost = 366;

    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Search and statistics");
        group.MapPost("/search", Search).Takes<SearchRequest>().Gives<PageView<CertificateView>>("Search inside the officer's reach (audited)");
        group.MapPost("/lookup", Lookup).Takes<LookupRequest>().Gives<PageView<LookupView>>("Enforcement look-up (audited)");
        group.MapGet("/statistics", Statistics).Says("Counts by authority, kind or service, and state");
        group.MapGet("/statistics/forecast", Forecast).Says("What falls due in the next days");
    }

    /// <summary>What to search for; every given part must match. Expiring: within so many days, or from a date to a date.</summary>
    public sealed record SearchRequest(
        string Kind, string? Name = null, string? IdentityNumber = null, string? CertificateNumber = null, JsonElement? Expiring = null);

    /// <summary>What to look up, and why.</summary>
    public sealed record LookupRequest(string Reason, string? CertificateNumber = null, string? IdentityNumber = null);

    /// <summary>What an enforcement officer sees.</summary>
    public sealed record LookupView(
        string CertificateNumber, CertificateKind Kind, HolderView Holder, string Authority, DateOnly ValidFrom, DateOnly ValidTo,
        CertificateStatus Status, CancellationGround? StatusReason, DateTimeOffset AsOf);

    private static async Task<IResult> Search(Caller caller, Body<SearchRequest> body, Paging paging, IRegistry registry)
    {
        if (paging.Refusal is { } bad) return Show.No(bad);
        if (!caller.Actor.Is(Roles.Officer) || caller.Actor.Authority is not { } reach) return Show.No(Refusals.NotAllowed());
        if (body.Refusal is not null) return Show.No(body.Refusal);
        var (query, refusal) = QueryOf(body.Value, reach, ShanghaiTime.DateOf(registry.Now));
        if (refusal is not null) return Show.No(refusal);
        await registry.Operations.Audit(caller.Actor, "search", Detail(body.Bytes), caller.Http.RequestAborted);
        var page = await registry.Queries.Search(query!, paging.Page, caller.Http.RequestAborted);
        var views = ImmutableArray.CreateBuilder<CertificateView>();
        foreach (var id in page.Items)
        {
            var loaded = (await registry.Load(id, caller.Http.RequestAborted))!;
            views.Add(CertificateView.Of((Certificate)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version));
        }
        return Show.Json(new PageView<CertificateView>(views.ToImmutable(), page.Next));
    }

    private static string Detail(ReadOnlyMemory<byte> body) => System.Text.Encoding.UTF8.GetString(body.Span);

    private static (CertificateSearch?, Refusal?) QueryOf(SearchRequest asked, string reach, DateOnly today)
    {
        var category = asked.Kind == "certificate" ? null
            : Enum.GetValues<CertificateKind>().Select(kind => kind.Name()).FirstOrDefault(name => name == asked.Kind);
        if (category is null && asked.Kind != "certificate")
            return (null, BodyReading.Malformed("kind", "应为 certificate 或证件类别。", "certificate, or a kind of certificate."));
        var (from, to, fault) = Expiring(asked.Expiring, today);
        if (fault is not null) return (null, fault);
        if (asked.Name is null && asked.IdentityNumber is null && asked.CertificateNumber is null && asked.Expiring is null)
            return (null, BodyReading.Malformed("body", "请至少填写一个查询条件。", "Give at least one thing to search by."));
        return (new CertificateSearch(reach, asked.Name, asked.IdentityNumber, asked.CertificateNumber, category, from, to), null);
    }

    private static (DateOnly? From, DateOnly? To, Refusal? Fault) Expiring(JsonElement? given, DateOnly today)
    {
        if (given is not { } value || value.ValueKind == JsonValueKind.Null) return (null, null, null);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var days) && days is >= 0 and <= 3660)
            return (today, today.AddDays(days), null);
        if (value.ValueKind == JsonValueKind.Object
            && value.TryGetProperty("from", out var a) && DateOnly.TryParseExact(a.ToString(), "yyyy-MM-dd", out var from)
            && value.TryGetProperty("to", out var b) && DateOnly.TryParseExact(b.ToString(), "yyyy-MM-dd", out var to) && from <= to)
            return (from, to, null);
        return (null, null, BodyReading.Malformed("expiring", "应为天数，或 {from, to} 日期。", "A number of days, or {from, to} as dates."));
    }

    private static async Task<IResult> Lookup(Caller caller, Body<LookupRequest> body, IRegistry registry)
    {
        if (!caller.Actor.Is(Roles.Enforcement)) return Show.No(Refusals.NotAllowed());
        if (body.Refusal is not null) return Show.No(body.Refusal);
        var asked = body.Value;
        if (string.IsNullOrWhiteSpace(asked.Reason) || (asked.CertificateNumber ?? asked.IdentityNumber) is not { Length: > 0 and <= 40 })
            return Show.No(BodyReading.Malformed("body", "请填写证号或身份证号，并写明事由。", "Give a certificate number or an identity number, and the reason."));
        await registry.Operations.Audit(caller.Actor, "lookup", Detail(body.Bytes), caller.Http.RequestAborted);
        var page = await registry.Queries.Search(
            new CertificateSearch("", null, asked.IdentityNumber, asked.CertificateNumber), new PageRequest(), caller.Http.RequestAborted);
        var views = ImmutableArray.CreateBuilder<LookupView>();
        foreach (var id in page.Items)
        {
            var loaded = (await registry.Load(id, caller.Http.RequestAborted))!;
            var view = CertificateView.Of((Certificate)loaded.State, registry.ContextFor(caller.Actor, loaded.Facts), loaded.Version);
            views.Add(new LookupView(view.CertificateNumber, view.Kind, view.Holder, view.Authority, view.ValidFrom, view.ValidTo,
                view.Status, view.StatusReason, ShanghaiTime.ToLocal(registry.Now)));
        }
        return Show.Json(new PageView<LookupView>(views.ToImmutable(), page.Next));
    }

    private static (string? Reach, Refusal? Refusal) ReachOf(Caller caller) =>
        caller.Actor.Is(Roles.Administrator) ? ("", null)
        : caller.Actor.Is(Roles.Officer) && caller.Actor.Authority is { } reach ? (reach, null)
        : (null, Refusals.NotAllowed());

    private static async Task<IResult> Statistics(Caller caller, IRegistry registry)
    {
        var (reach, refusal) = ReachOf(caller);
        if (refusal is not null) return Show.No(refusal);
        var today = ShanghaiTime.DateOf(registry.Now);
        var (certificates, applications) = await registry.Queries.Statistics(reach!, today, caller.Http.RequestAborted);
        return Show.Json(new { asOf = ShanghaiTime.ToLocal(registry.Now), certificates, applications });
    }

    private static async Task<IResult> Forecast(Caller caller, HttpContext http, IRegistry registry)
    {
        var (_, refusal) = ReachOf(caller);
        if (refusal is not null) return Show.No(refusal);
        var days = 90;
        if (http.Request.Query.TryGetValue("days", out var given)
            && (!int.TryParse(given, System.Globalization.NumberStyles.None, null, out days) || days is < 1 or > ForecastDaysMost))
            return Show.No(BodyReading.Malformed("days", $"应为 1 至 {ForecastDaysMost}。", $"1 to {ForecastDaysMost}."));
        var today = ShanghaiTime.DateOf(registry.Now);
        var items = await registry.Queries.Forecast(today, today.AddDays(days), http.RequestAborted);
        return Show.Json(new { from = today, to = today.AddDays(days), items });
    }
}
