using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// A deadline or command that failed too often and waits for an administrator; or an external request whose source
/// cannot be reached, which is tried again by itself at dueAt.
/// </summary>
public sealed record ParkedView(
    string Id, string Entity, string What, DateTimeOffset? DueAt, int Attempts, string Error)
{
    internal static ParkedView Of(ParkedItem p) =>
        new(p.Id, p.Entity.Key, p.What, p.DueAt is { } due ? ShanghaiTime.ToLocal(due) : null, p.Attempts, p.Error);
}

/// <summary>Whether a notice was sent; the administrator does not see whom it concerns and what it says.</summary>
public sealed record NoticeStateView(
    long Id,
    string Kind,
    string About,
    DateTimeOffset At,
    DateTimeOffset? SentAt,
    int Attempts,
    bool Failed,
    string? Error)
{
    internal static NoticeStateView Of(NoticeRecord n) => new(
        n.Id,
        n.Notice.Kind,
        n.Entity.Key,
        ShanghaiTime.ToLocal(n.At),
        n.SentAt is { } at ? ShanghaiTime.ToLocal(at) : null,
        n.Attempts,
        n.Failed,
        n.Error);
}

/// <summary>
/// The calendar years that are loaded; how many entities got another limit or deadline, and whether that is all of
/// them: if not, the recount continues by itself.
/// </summary>
public sealed record CalendarView(ImmutableArray<int> Years, long Moved, bool Complete);

/// <summary>The rules in use; the other members as for a calendar.</summary>
public sealed record RulesView(string Version, long Moved, bool Complete);

/// <summary>What administrators see and do to run the registry (http.md 4, administrator).</summary>
internal static class Admin
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/admin").WithTags("admin").For(Access.Of(Roles.Administrator))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/parked", Parked)
            .WithName("listParked")
            .WithSummary("What failed too often and waits for a person.");
        group.MapPost("/parked/{id}/retry", Retry).WithName("retryParked").WithSummary("Tries it again at once.");
        group.MapGet("/notices", Notices)
            .WithName("listAllNotices")
            .WithSummary("Notices and what became of them, newest first (?failed=true).");
        group.MapPost("/calendar", LoadCalendar).WithName("loadCalendar").WithMetadata(CalendarBody.Marker)
            .WithSummary("Adds or replaces calendar years; limits are counted anew (?dryRun=true: says how many).");
        group.MapPost("/rules/reload", ReloadRules)
            .WithName("reloadRules")
            .WithSummary("Reads the rules again from the data folder (?dryRun=true: only says what would move).");
    }

    private static async Task<Reply<Listing<ParkedView>>> Parked(
        string? limit, string? cursor, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } bad
            ? bad
            : Listing<ParkedView>.Of(await registry.Operations.Parked(page, cancellation), ParkedView.Of);

    private static async Task<NoContentResult> Retry(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.Operations.Retry(id) ? null : Refusals.NotFound());

    private static async Task<Reply<Listing<NoticeStateView>>> Notices(
        string? failed, string? limit, string? cursor, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Flag("failed", failed, out var failedOnly) is { } no) return no;
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        return Listing<NoticeStateView>.Of(
            await registry.Operations.Notices(personKey: null, failedOnly, page, cancellation), NoticeStateView.Of);
    }

    /// <summary>The calendar has its own reader, which finds every fault of the file at once.</summary>
    private static async Task<Reply<CalendarView>> LoadCalendar(HttpContext http, string? dryRun, IRegistry registry)
    {
        if (Paging.Flag("dryRun", dryRun, out var only) is { } no) return no;
        var (body, fault) = await JsonBody.Bytes(http, mayBeEmpty: false);
        if (fault is not null) return fault;
        var (moved, refusal) = await registry.Operations.LoadCalendar(body, only, http.RequestAborted);
        return refusal is not null
            ? refusal : new CalendarView(registry.Operations.CalendarYears, moved.Moved, moved.Complete);
    }

    private static async Task<Reply<RulesView>> ReloadRules(
        CommandRequest<NoMembers> request, string? dryRun, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Flag("dryRun", dryRun, out var only) is { } no) return no;
        var (moved, refusal) = await registry.Operations.ReloadRules(only, cancellation);
        return refusal is not null
            ? refusal : new RulesView(registry.Rulebook.Version, moved.Moved, moved.Complete);
    }
}

/// <summary>Marks the calendar route for the OpenAPI document, because its body is read by hand.</summary>
internal sealed class CalendarBody
{
    public static CalendarBody Marker { get; } = new();
}
