using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Another user of an operator.</summary>
/// <param name="Password">The first password instead of a one-time code; accepted in Development only.</param>
public sealed record OperatorUserRequest(string UserName, string? Password = null);

/// <summary>Another user of a railway enterprise.</summary>
/// <param name="Unit">
/// The unit for which it acts; an account of a unit can only open accounts for the same unit.
/// </param>
/// <param name="Password">The first password instead of a one-time code; accepted in Development only.</param>
public sealed record EmployerUserRequest(string UserName, string? Unit = null, string? Password = null);

/// <summary>
/// An enterprise manages its own users (http.md 9): its accounts open, reset and disable accounts of the same
/// enterprise, those of a unit accounts of the unit. They cannot tell whether other accounts exist.
/// </summary>
internal static class EnterpriseAccounts
{
    public static void Map(RouteGroupBuilder api)
    {
        var operators = Group(api, "/operators/{id}/accounts", "operators", Roles.Operator);
        operators.MapGet("/", (string id, string? limit, string? cursor, Caller caller, IRegistry registry) =>
            List(OfOperator(id, caller), limit, cursor, registry)).WithName("listOperatorAccounts")
            .WithSummary("The users of the caller's operator.");
        operators.MapPost("/", OpenForOperator).WithName("openOperatorAccount")
            .WithSummary("Opens another user of the caller's operator; the first password is a one-time code.")
            .Produces<AccountView>(StatusCodes.Status201Created);
        Both(operators, "Operator", OfOperator);
        var employers = Group(api, "/employers/{id}/accounts", "employers", Roles.Employer);
        employers.MapGet("/", (string id, string? limit, string? cursor, Caller caller, IRegistry registry) =>
            List(OfEmployer(id, caller), limit, cursor, registry)).WithName("listEmployerAccounts")
            .WithSummary("The users of the caller's railway enterprise, or of the caller's unit.");
        employers.MapPost("/", OpenForEmployer).WithName("openEmployerAccount")
            .WithSummary("Opens another user of the caller's enterprise; the first password is a one-time code.")
            .Produces<AccountView>(StatusCodes.Status201Created);
        Both(employers, "Employer", OfEmployer);
    }

    private static RouteGroupBuilder Group(RouteGroupBuilder api, string path, string tag, Roles role) =>
        api.MapGroup(path).WithTags(tag).For(Access.Of(role)).AddEndpointFilterFactory(CommandRequestFilter.For);

    private static void Both(RouteGroupBuilder group, string kind, Func<string, Caller, PartyId?> party)
    {
        group.MapPost("/{accountId}/reset", async Task<IResult> (
            string id, string accountId, CommandRequest<ResetRequest> request, IRegistry registry,
            FirstPasswords first) =>
            (first.Refuses(request.Body.Password)
                ?? await NotOurs(party(id, request.Caller), accountId, registry)
                ?? OwnUsers.MayNotGive(request.Caller.Actor, request.Caller.Account)) is { } no
                ? new ApiProblem(no) : await Appointments.GiveCode(accountId, request, registry))
            .Produces<AccountView>()
            .WithName($"reset{kind}Account")
            .WithSummary("Gives the user a one-time code, clears phone and second factor, and ends all sessions.");
        group.MapPost("/{accountId}/disable", async Task<NoContentResult> (
            string id, string accountId, CommandRequest<NoMembers> request, IRegistry registry) =>
            NoContentResult.Unless(await NotOurs(party(id, request.Caller), accountId, registry)
                ?? OwnUsers.MayNotDisable(request.Caller.Actor, registry.Now)
                ?? await registry.Accounts.Disable(accountId)))
            .WithName($"disable{kind}Account").WithSummary("Disables the user and ends the sessions.");
    }

    private static async Task<Reply<Listing<AccountView>>> List(
        PartyId? party, string? limit, string? cursor, IRegistry registry)
    {
        if (party is null) return Refusals.NotFound();
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        return Listing<AccountView>.Of(
            await registry.Accounts.Search(new AccountSearch(Party: party.ToString()), page),
            account => AccountView.Of(account));
    }

    private static async Task<IResult> OpenForOperator(
        string id, CommandRequest<OperatorUserRequest> request, IRegistry registry, FirstPasswords first)
    {
        if (first.Refuses(request.Body.Password) is { } unknown) return new ApiProblem(unknown);
        if (OfOperator(id, request.Caller) is null) return new ApiProblem(Refusals.NotFound());
        if (OwnUsers.MayNotGive(request.Caller.Actor, request.Caller.Account) is { } no) return new ApiProblem(no);
        return await Appointments.Open(
            request, Appointments.Draft(request, request.Body.UserName, Roles.Operator) with { PersonKey = id },
            request.Body.Password, registry);
    }

    private static async Task<IResult> OpenForEmployer(
        string id, CommandRequest<EmployerUserRequest> request, IRegistry registry, FirstPasswords first)
    {
        var (caller, body) = (request.Caller, request.Body);
        if (first.Refuses(body.Password) is { } unknown) return new ApiProblem(unknown);
        if (OfEmployer(id, caller) is null) return new ApiProblem(Refusals.NotFound());
        var unit = body.Unit ?? caller.Actor.EmployerUnit;
        if ((caller.Actor.EmployerUnit is { } own && unit != own)
            || !await registry.As(caller.Actor).HasEmployer(caller.Actor.EmployerKey!, unit))
            return new ApiProblem(Refusals.Malformed(
                Refusals.Fault("unit", "没有登记该子级单位。", "No such unit of the enterprise is on the register.")));
        return await Appointments.Open(
            request, Appointments.Draft(request, body.UserName, Roles.Employer) with
            {
                PersonKey = PartyId.OfEmployer(caller.Actor.EmployerKey!, unit).ToString(),
            },
            body.Password, registry);
    }

    /// <summary>The party whose accounts the caller manages; null: the caller does not act for this operator.</summary>
    private static PartyId? OfOperator(string id, Caller caller) =>
        caller.Actor.Is(Roles.Operator) && caller.Actor.OperatorKey == id ? PartyId.Read(id) : null;

    /// <summary>The party whose accounts the caller manages: the enterprise, or the caller's unit of it.</summary>
    private static PartyId? OfEmployer(string id, Caller caller) =>
        caller.Actor.Is(Roles.Employer) && caller.Actor.EmployerKey == id ? caller.Actor.Employer : null;

    private static async Task<Refusal?> NotOurs(PartyId? ours, string accountId, IRegistry registry) =>
        await registry.Accounts.Find(accountId) is { Party: { } its } && ours?.Covers(its) == true
            ? null : Refusals.NotFound();
}
