using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Applications: the holder's 我的办件, the desk's queue, and what is done to them (http.md 3, 4).</summary>
public static class Applications
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/applications").WithTags("Applications");
        group.MapGet("", List).Gives<PageView<ApplicationView>>("?mine=true: the caller's own; ?queue=true: this desk's work, most urgent first");
        group.MapGet("/{id}", One).Gives<ApplicationView>("One application");
        Post<Empty>(group, "withdraw", "Take back, before acceptance", (id, _) => new Withdraw(id));
        Post<SupplementAnswer>(group, "supplement-answer", "Complete as asked", (id, b) => new AnswerSupplement(id, b.Materials));
        Post<Empty>(group, "claim", "Put on the own desk", (id, _) => new ClaimDesk(id));
        Post<Empty>(group, "release", "Put back", (id, _) => new ReleaseDesk(id));
        Post<Empty>(group, "accept", "Accept for examination", (id, _) => new Accept(id));
        Post<ReasonsRequest>(group, "not-accept", "Do not accept", (id, b) => new NotAccept(id, b.Reasons));
        Post<SupplementRequest>(group, "supplement", "Ask once to complete it",
            (id, b) => new RequestSupplement(id, b.Materials ?? [], b.Message));
        Post<ApproveRequest>(group, "approve", "Grant", (id, b) => new Approve(id, b.Grade));
        Post<ReasonsRequest>(group, "refuse", "Refuse", (id, b) => new Refuse(id, b.Reasons));
        Post<Empty>(group, "ready", "The new document is made", (id, _) => new MakeReady(id));
        Post<Empty>(group, "deliver", "It was handed over or posted", (id, _) => new Deliver(id));
    }

    /// <summary>No members.</summary>
    public sealed record Empty;

    /// <summary>The materials that were asked for.</summary>
    public sealed record SupplementAnswer(ImmutableArray<Material> Materials);

    /// <summary>Why.</summary>
    public sealed record ReasonsRequest(ImmutableArray<string> Reasons);

    /// <summary>What is missing.</summary>
    public sealed record SupplementRequest(string Message, ImmutableArray<MaterialKind>? Materials = null);

    /// <summary>The grade, for an assessment; without it the grade by points.</summary>
    public sealed record ApproveRequest(Grade? Grade = null);

    private static void Post<T>(RouteGroupBuilder group, string verb, string summary, Func<string, T, Command> toCommand) =>
        group.MapPost("/{id}/" + verb, (string id, Caller caller, OptionalBody<T> body, IRegistry registry) =>
                Do(id, caller, body, registry, toCommand))
            .Takes<T>().Gives<ApplicationView>(summary);

    private static async Task<IResult> Do<T>(
        string id, Caller caller, OptionalBody<T> body, IRegistry registry, Func<string, T, Command> toCommand) =>
        body.Refusal is not null ? Show.No(body.Refusal)
        : Asking.EntityOf(id) is { Kind: EntityKind.Certificate } entity
            ? await registry.Ask(caller, entity, toCommand(id, body.Value), body.Bytes)
            : Show.No(Refusals.NotFound());

    private static async Task<IResult> One(string id, Caller caller, IRegistry registry)
    {
        if (await registry.Queries.Application(id, caller.Http.RequestAborted) is not { } row) return Show.No(Refusals.NotFound());
        if (Reading.MayRead(caller.Actor, row.PersonKey, row.Authority) is { } no) return Show.No(no);
        var loaded = await registry.Load(row.Id, caller.Http.RequestAborted);
        return new Shown<ApplicationView>(ViewOf(row, registry), RegistryJson.Wire.ApplicationView, loaded!.Version);
    }

    private static ApplicationView ViewOf(ApplicationRow row, IRegistry registry) =>
        ApplicationView.Of(row.Application, row.Id.Key, row.Authority, ShanghaiTime.DateOf(registry.Now));

    private static async Task<IResult> List(HttpContext http, Caller caller, Paging paging, IRegistry registry)
    {
        if (paging.Refusal is { } bad) return Show.No(bad);
        var (page, refusal) = http.Request.Query["queue"] == "true"
            ? await Queue(caller, paging.Page, registry)
            : await Mine(caller, paging.Page, registry);
        return refusal is not null ? Show.No(refusal)
            : Show.Json(new PageView<ApplicationView>([.. page!.Items.Select(row => ViewOf(row, registry))], page.Next));
    }

    private static async Task<(Page<ApplicationRow>?, Refusal?)> Mine(Caller caller, PageRequest page, IRegistry registry) =>
        !caller.Actor.Is(Roles.Holder) ? (null, Refusals.NotAllowed())
        : caller.Actor.PersonKey is not { } person ? (null, Refusals.RealNameRequired())
        : (await registry.Queries.ApplicationsOf(person, page, caller.Http.RequestAborted), null);

    private static async Task<(Page<ApplicationRow>?, Refusal?)> Queue(Caller caller, PageRequest page, IRegistry registry)
    {
        if (!caller.Actor.Is(Roles.Officer) || (caller.Actor.Desks & Desks.Road) == 0 || caller.Actor.Authority is not { } reach)
            return (null, Refusals.NotAllowed());
        var (query, refusal) = QueueQueryOf(caller.Http.Request.Query, reach, ShanghaiTime.DateOf(registry.Now));
        return refusal is not null ? (null, refusal) : (await registry.Queries.Queue(query!, page, caller.Http.RequestAborted), null);
    }

    private static (QueueQuery?, Refusal?) QueueQueryOf(IQueryCollection query, string reach, DateOnly today)
    {
        ServiceId? service = null;
        if (query["service"].ToString() is { Length: > 0 } name && (service = ServiceNames.Find(name)) is null)
            return (null, BodyReading.Malformed("service", "没有该服务事项。", "There is no such service."));
        ApplicationStatus? status = null;
        if (query["status"].ToString() is { Length: > 0 } given)
        {
            if (!char.IsAsciiLetterLower(given[0]) || !Enum.TryParse<ApplicationStatus>(given, ignoreCase: true, out var known))
                return (null, BodyReading.Malformed("status", "没有该状态。", "There is no such status."));
            status = known;
        }
        return query["overdue"].ToString() switch
        {
            "" or "false" => (new QueueQuery(reach, service, status, null), null),
            "true" => (new QueueQuery(reach, service, status, today), null),
            _ => (null, BodyReading.Malformed("overdue", "应为 true 或 false。", "true or false.")),
        };
    }
}
