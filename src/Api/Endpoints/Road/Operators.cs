using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An operator: unified social credit code, name, authority in charge.</summary>
/// <param name="CreditCodeReason">Why a code with a wrong check character is registered.</param>
public sealed record OperatorRequest(
    string CreditCode, string Name, string Authority, ImmutableArray<ContactPerson>? Contacts = null,
    string? CreditCodeReason = null);

/// <summary>An operating permit; the same number again changes its scope or period.</summary>
public sealed record PermitRequest(
    string PermitNumber, ImmutableArray<OperatingScope> Scopes, DateOnly ValidFrom, DateOnly ValidTo);

/// <summary>The number of the permit to be bound.</summary>
public sealed record PermitBindRequest(string PermitNumber);

/// <summary>Why a permit ends early; today when no day is given.</summary>
public sealed record PermitEndRequest(string PermitNumber, string Reason, DateOnly? On = null);

/// <summary>Whether charter trips are reviewed automatically.</summary>
public sealed record AutoReviewRequest(bool Enabled);

/// <summary>All contact persons, replacing the present ones.</summary>
public sealed record ContactsRequest(ImmutableArray<ContactPerson> Contacts);

/// <summary>A person on the register; the name must be the registered one.</summary>
public sealed record DriverRequest(string Name, string IdentityNumber);

/// <summary>The person who no longer drives for the operator.</summary>
public sealed record UnlinkDriverRequest(string DriverId);

/// <summary>Operators, their permits and their people (http.md 3, 4; rules.md A.2).</summary>
internal static class Operators
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/operators").WithTags("operators").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).For(Access.Of(Roles.Operator)).WithName("listOperators")
            .WithSummary("The operator for which the caller acts (?mine=true); none when there is none.");
        group.MapGet("/{id}", Get)
            .For(Access.SignedIn)
            .WithName("getOperator")
            .WithSummary("An operator with its permits.");
        group.MapHistory(EntityKind.Operator)
            .For(Access.SignedIn)
            .WithName("getOperatorHistory")
            .WithSummary("What happened, oldest first.");
        group.MapGet("/{id}/drivers", Drivers)
            .For(Access.SignedIn)
            .WithName("listOperatorDrivers")
            .WithSummary("The persons who drive for it.");
        OwnerEndpoints.Map(group);
        group.MapPost("/", Register).For(Access.Of(Roles.Officer)).WithName("registerOperator")
            .WithSummary("Takes an operator into the registry.").WithMetadata(EntityCommand.Marker);
        new CommandRoutes<OperatorView>(Commands(group, Roles.Operator), EntityKind.Operator)
            .Post("/permits", "bindPermit", "The operator binds one of its permits (经营许可证绑定).",
                (PermitBindRequest body) => new BindPermit(body.PermitNumber));
        new CommandRoutes<OperatorView>(Commands(group, Roles.Officer), EntityKind.Operator)
            .Post("/permits:register", "registerPermit", "Registers a permit, or its new scope or period.",
                (PermitRequest body) =>
                    new RegisterPermit(body.PermitNumber, body.Scopes, body.ValidFrom, body.ValidTo))
            .Post("/permits/end", "endPermit", "Ends a permit before its last day.",
                (PermitEndRequest body) => new EndPermit(body.PermitNumber, body.Reason, body.On))
            .Post("/auto-review", "setAutoReview", "Opens or closes automatic review of charter trips.",
                (AutoReviewRequest body) => new SetAutoReview(body.Enabled));
        var routes = new CommandRoutes<OperatorView>(
            Commands(group, Roles.Operator | Roles.Officer), EntityKind.Operator);
        routes.Post("/contacts", "changeContacts", "Names the contact persons anew.",
                (ContactsRequest body) => new ChangeContacts(body.Contacts))
            .Post("/drivers/unlink", "unlinkDriver", "A person drives for it no longer.",
                (UnlinkDriverRequest body) => new UnlinkDriver(body.DriverId));
        group.MapPost("/{id}/drivers", (string id, CommandRequest<DriverRequest> request, IRegistry registry) =>
                request.Caller.Actor.Is(Roles.Operator)
                    ? Links.Ask(EntityKind.Operator, id, request,
                        new AskDriver(request.Body.Name, request.Body.IdentityNumber), registry)
                    : LinkAtOnce(id, request, routes, registry))
            .For(Access.Of(Roles.Operator | Roles.Officer)).WithMetadata(EntityCommand.Marker).WithName("linkDriver")
            .WithSummary(
                "The operator asks somebody to drive for it (202, the driver consents); an officer links at once.")
            .Produces<DriverAskView>(StatusCodes.Status202Accepted).Produces<OperatorView>();
    }

    private static RouteGroupBuilder Commands(RouteGroupBuilder group, Roles roles) =>
        group.MapGroup("/{id}").For(Access.Of(roles)).WithMetadata(EntityCommand.Marker);

    private static async Task<Reply<Listing<OperatorView>>> List(
        string? mine, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Flag("mine", mine, out var own) is { } no) return no;
        if (!own) return ListChoice.AskForMine();
        return new Listing<OperatorView>(await registry.As(caller.Actor).OwnOperators(cancellation), null);
    }

    private static async Task<Reply<OperatorView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Operator(id, cancellation);

    private static async Task<Reply<Listing<DriverView>>> Drivers(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Replies.Whole(await registry.As(caller.Actor).DriversOf(id, cancellation));

    private static async Task<IResult> LinkAtOnce(
        string id, CommandRequest<DriverRequest> request, CommandRoutes<OperatorView> routes, IRegistry registry)
    {
        var (_, hidden) = await registry.As(request.Caller.Actor).Find(EntityKind.Operator, id);
        if (hidden is not null) return new ApiProblem(hidden);
        var driver = await Registration.Driver(registry, request.Body.Name, request.Body.IdentityNumber);
        return await routes.Send(id, request, new LinkDriver(driver ?? ""), registry);
    }

    private static async Task<Created<OperatorView>> Register(
        CommandRequest<OperatorRequest> request, IRegistry registry)
    {
        var body = request.Body;
        var envelope = request.Envelope(
            new RegisterOperator(body.CreditCode, body.Name, body.Authority, body.Contacts ?? [])
            {
                CreditCodeReason = body.CreditCodeReason,
            });
        var id = Keys.ForNew(EntityKind.Operator, envelope.CommandId);
        return Replies.ToCreated<OperatorView>(
            await registry.Execute(id, envelope), _ => $"/api/v1/operators/{id.Key}");
    }
}
