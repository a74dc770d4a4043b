using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What the administrator looks at and touches (http.md 4).</summary>
public static class Administration
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Administration");
        admin.MapGet("/parked", Parked).Gives<PageView<ParkedView>>("Deadlines and consequences that failed too often");
        admin.MapPost("/parked/{id}/retry", Retry).Says("Try a parked item again at once", 204);
        admin.MapGet("/notices", Notices).Gives<PageView<NoticeView>>("Notices; ?failed=true: only those given up");
        admin.MapPost("/calendar", Calendar).Says("Add or replace calendar years; provisional limits are counted again");
        admin.MapPost("/rules/reload", Rules).Says("Read rules.json of the data folder again");
    }

    /// <summary>Something that waits for a person.</summary>
    public sealed record ParkedView(string Id, string EntityId, string What, DateTimeOffset? DueAt, int Attempts, string Error);

    private static async Task<IResult> Parked(Caller caller, Paging paging, IRegistry registry)
    {
        if ((Guard(caller) ?? paging.Refusal) is { } no) return Show.No(no);
        var page = await registry.Operations.Parked(paging.Page, caller.Http.RequestAborted);
        return Show.Json(new PageView<ParkedView>([.. page.Items.Select(item => new ParkedView(
            item.Id, item.Entity.Key, item.What, item.DueAt is { } due ? ShanghaiTime.ToLocal(due) : null, item.Attempts, item.Error))], page.Next));
    }

    private static Refusal? Guard(Caller caller) => caller.Actor.Is(Roles.Administrator) ? null : Refusals.NotAllowed();

    private static async Task<IResult> Retry(string id, Caller caller, IRegistry registry) =>
        Guard(caller) is { } no ? Show.No(no)
        : await registry.Operations.Retry(id, caller.Http.RequestAborted) ? Results.NoContent()
        : Show.No(Refusals.NotFound());

    private static async Task<IResult> Notices(Caller caller, HttpContext http, Paging paging, IRegistry registry)
    {
        if ((Guard(caller) ?? paging.Refusal) is { } no) return Show.No(no);
        var page = await registry.Operations.Notices(null, http.Request.Query["failed"] == "true", paging.Page, http.RequestAborted);
        return Show.Json(new PageView<NoticeView>([.. page.Items.Select(NoticeView.Of)], page.Next));
    }

    private static async Task<IResult> Calendar(Caller caller, IRegistry registry)
    {
        if (Guard(caller) is { } no) return Show.No(no);
        var (bytes, refusal) = await BodyReading.Read(caller.Http);
        return (refusal ?? await registry.Operations.LoadCalendar(bytes, caller.Http.RequestAborted)) is { } fault
            ? Show.No(fault) : Show.Json(new { years = registry.Operations.CalendarYears });
    }

    private static async Task<IResult> Rules(Caller caller, IRegistry registry) =>
        (Guard(caller) ?? await registry.Operations.ReloadRules(caller.Http.RequestAborted)) is { } no
            ? Show.No(no) : Show.Json(new { version = registry.Rulebook.Version });
}
