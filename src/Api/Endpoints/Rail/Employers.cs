using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An enterprise, as its letter to the exam centre names it (rules.md B.10).</summary>
/// <param name="IsExamStation">True: an exam station (考试站), which sends letters and has no drivers.</param>
/// <param name="CreditCodeReason">Why a code with a wrong check character is registered.</param>
public sealed record EmployerRequest(
    string Name, string CreditCode, EmployerProfile? Profile = null, bool? IsExamStation = null,
    string? CreditCodeReason = null);

/// <summary>A child unit; its id is made when it is left out.</summary>
public sealed record UnitRequest(string Name, string? UnitId = null);

/// <summary>A driver to be linked, by name and number; a person or driver who is new is registered.</summary>
/// <param name="Unit">The child unit, if the driver belongs to one.</param>
/// <param name="Study">Education, study and fitness so far; only for a driver who is new.</param>
public sealed record RailDriverRequest(
    string Name,
    string IdentityNumber,
    IdentityKind? IdentityKind = null,
    DateOnly? BornOn = null,
    string? Unit = null,
    StudyRecord? Study = null);

/// <summary>The driver who no longer belongs to the enterprise.</summary>
public sealed record RailDriverUnlinkRequest(string RailLicenceId);

/// <summary>A case that the employer found among its drivers, to be reported within 30 days (rules.md B.9).</summary>
/// <param name="RailLicenceId">The driver's career; or a finding on record:</param>
/// <param name="FindingId">A finding that was recorded and not reported.</param>
/// <param name="Reported">False: only recorded for now; the report must follow.</param>
public sealed record FindingRequest(
    string? RailLicenceId = null,
    RailGround? Ground = null,
    DateOnly? DiscoveredOn = null,
    bool Reported = true,
    string? FindingId = null);

/// <summary>
/// Railway enterprises (企业): their units, drivers, reports and letters (http.md 3; rules.md B.7-B.10).
/// </summary>
internal static class Employers
{
    /// <summary>Shortest and longest text for finding an enterprise, inclusive.</summary>
    private const int MinQuery = 2, MaxQuery = 100;

    private const Roles National = Roles.ExamCentre | Roles.Administration;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/employers")
            .WithTags("employers")
            .For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List)
            .WithName("listEmployers")
            .WithSummary("The enterprise for which the caller acts (?mine=true); the national desks see all. "
                + "For everybody else ?query=: names, credit code and units by a part of the name or the whole code.")
            .Produces<Listing<EmployerView>>()
            .WithMetadata(AddressLimited.Marker);
        group.MapGet("/{id}", Get).WithName("getEmployer").WithSummary("An enterprise with its units and letters.");
        group.MapHistory(EntityKind.Employer)
            .WithName("getEmployerHistory")
            .WithSummary("What happened, oldest first.");
        group.MapGet("/{id}/drivers", Drivers)
            .WithName("listEmployerDrivers")
            .WithSummary("Its drivers; a unit sees its own.");
        group.MapPost("/", Register).For(Access.Of(National | Roles.Administrator)).WithName("registerEmployer")
            .WithSummary("Registers an enterprise by its letter.").WithMetadata(EntityCommand.Marker);
        var work = group.MapGroup("/{id}").WithMetadata(EntityCommand.Marker);
        work.MapPost("/drivers", Link)
            .WithName("linkRailDriver")
            .WithSummary("The enterprise asks somebody to drive for it or a unit of it (202, the driver consents); "
                + "the exam centre links at once.")
            .Produces<DriverAskView>(StatusCodes.Status202Accepted)
            .Produces<RailLicenceView>(StatusCodes.Status201Created);
        work.MapPost("/drivers/unlink", Unlink)
            .WithName("unlinkRailDriver")
            .WithSummary("A driver belongs to the enterprise no longer.");
        work.MapPost("/units", AddUnit).WithName("addUnit").WithSummary("Adds a child unit (子级单位).");
        work.MapPost("/reports", Report)
            .WithName("reportFinding")
            .WithSummary("Reports a case of revocation or cancellation, within 30 days of its discovery.");
    }

    private static async Task<IResult> List(
        string? mine, string? query, string? limit, string? cursor, Caller caller, IRegistry registry,
        QueryBudget budget, CancellationToken cancellation)
    {
        if (query is not null) return await Named(query, caller, registry, budget, cancellation);
        return await Whole(mine, limit, cursor, caller, registry, cancellation);
    }

    /// <summary>A driver finds the new employer by name (seed 002 L46); no other data of it is shown.</summary>
    private static async Task<Reply<Listing<EmployerNameView>>> Named(
        string query, Caller caller, IRegistry registry, QueryBudget budget, CancellationToken cancellation)
    {
        if (query.Trim() is not { Length: >= MinQuery and <= MaxQuery } text)
            return Refusals.Malformed(Refusals.Fault(
                "query", $"请填写 {MinQuery} 至 {MaxQuery} 个字符。", $"{MinQuery} to {MaxQuery} characters."));
        return budget.Wait(caller.Account.Id) is { } wait
            ? AccessRefusals.TooManyRequests(wait)
            : new Listing<EmployerNameView>(await registry.As(caller.Actor).EmployersNamed(text, cancellation), null);
    }

    private static async Task<Reply<Listing<EmployerView>>> Whole(
        string? mine, string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Flag("mine", mine, out var own) is { } no) return no;
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (!caller.Actor.Is(Roles.Employer | National | Roles.Administrator))
            return page.Cursor is not null
                ? Refusals.Malformed(Paging.BadCursor()) // What is found by name is one page.
                : Refusals.Malformed(Refusals.Fault("query", "请填写企业名称或统一社会信用代码。", "Ask by ?query=."));
        var reads = registry.As(caller.Actor);
        if (caller.Actor.Is(National | Roles.Administrator))
            return Replies.Of(await reads.AllEmployers(page, cancellation));
        if (!own) return ListChoice.AskForMine();
        if (page.Cursor is not null) return Refusals.Malformed(Paging.BadCursor()); // One, and so no page after it.
        return new Listing<EmployerView>(await reads.OwnEmployers(cancellation), null);
    }

    private static async Task<Reply<EmployerView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Employer(id, cancellation);

    private static async Task<Reply<Listing<RailLicenceView>>> Drivers(
        string id, [AsParameters] RailLicenceFilter filter, string? unit, Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Text("unit", unit) is { } wrong) return wrong;
        return filter.Read(out var wanted, out var page) is { } bad
            ? bad
            : Replies.Of(await registry.As(caller.Actor).RailDriversOf(
                id, wanted with { Unit = unit }, page, cancellation));
    }

    private static async Task<Created<EmployerView>> Register(
        CommandRequest<EmployerRequest> request, IRegistry registry)
    {
        var body = request.Body;
        var envelope = request.Envelope(
            new RegisterEmployer(body.Name, body.CreditCode, body.Profile, body.IsExamStation)
            {
                CreditCodeReason = body.CreditCodeReason,
            });
        var id = Keys.ForNew(EntityKind.Employer, envelope.CommandId);
        return Replies.ToCreated<EmployerView>(
            await registry.Execute(id, envelope), _ => $"/api/v1/employers/{id.Key}");
    }

    /// <summary>
    /// An enterprise asks and the driver consents; the exam centre and the administration link at once.
    /// </summary>
    private static async Task<IResult> Link(
        string id, CommandRequest<RailDriverRequest> request, IRegistry registry)
    {
        var (_, refusal) = await registry.As(request.Caller.Actor).Find(EntityKind.Employer, id);
        if (refusal is not null) return new ApiProblem(refusal);
        var (body, actor) = (request.Body, request.Caller.Actor);
        if (!actor.Is(National) && actor.Is(Roles.Employer))
            return await Links.Ask(EntityKind.Employer, id, request,
                new AskDriver(body.Name, body.IdentityNumber, body.Unit, body.Study), registry);
        if (!actor.Is(National)) return new ApiProblem(Refusals.NotAllowed());
        var link = new EmployerLink(id, body.Unit);
        var row = new RailRow(
            new HolderRow(body.Name, body.IdentityNumber, body.IdentityKind, body.BornOn), Study: body.Study);
        var (career, answer) = await Registration.Link(registry, row, link, request.Envelope(row.ToDriver("", link)));
        return Replies.ToCreated<RailLicenceView>(answer, _ => $"/api/v1/rail-licences/{career.Key}");
    }

    /// <summary>The employer ends the link with a driver of its own.</summary>
    private static async Task<Reply<RailLicenceView>> Unlink(
        string id, CommandRequest<RailDriverUnlinkRequest> request, IRegistry registry)
    {
        var (_, refusal) = await registry.As(request.Caller.Actor).Find(EntityKind.Employer, id);
        if (refusal is not null) return refusal;
        return EntityId.TryParse(EntityKind.RailLicence, request.Body.RailLicenceId, out var career)
            ? Replies.To<RailLicenceView>(await registry.Execute(career, request.Envelope(new UnlinkEmployer(id))))
            : Refusals.NotFound();
    }

    private static async Task<Created<EmployerView>> AddUnit(
        string id, CommandRequest<UnitRequest> request, IRegistry registry) =>
        EntityId.TryParse(EntityKind.Employer, id, out var entity)
            ? Replies.ToCreated<EmployerView>(
                await registry.Execute(
                    entity, request.Envelope(new AddUnit(request.Body.Name, request.Body.UnitId))),
                _ => $"/api/v1/employers/{id}")
            : Refusals.NotFound();

    private static async Task<Created<RailLicenceView>> Report(
        string id, CommandRequest<FindingRequest> request, IRegistry registry)
    {
        var body = request.Body;
        var (_, refusal) = await registry.As(request.Caller.Actor).Find(EntityKind.Employer, id);
        if (refusal is not null) return refusal;
        EntityId career;
        var isNamed = body.FindingId is { } known
            ? EntityId.TryOwner(known, out career) : EntityId.TryParse(body.RailLicenceId, out career);
        if (!isNamed || career.Kind != EntityKind.RailLicence)
            return Refusals.Malformed(Refusals.Fault("railLicenceId", "没有该驾驶人员。", "There is no such driver."));
        Command? command = body switch
        {
            { FindingId: { } finding } => new ReportFinding(finding),
            { Ground: { } ground, DiscoveredOn: { } on } => new RecordFinding(ground, on, body.Reported),
            _ => null,
        };
        if (command is null)
            return Refusals.Malformed(BodyRefusals.Missing(body.Ground is null ? "ground" : "discoveredOn"));
        return Replies.ToCreated<RailLicenceView>(
            await registry.Execute(career, request.Envelope(command)), _ => $"/api/v1/rail-licences/{career.Key}");
    }
}
