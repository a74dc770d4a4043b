using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>An account for somebody who works for an authority.</summary>
/// <param name="Authority">Region code; 41 reaches 4101. Not needed by an administrator or auditor.</param>
/// <param name="System">The desks: road, charter, rail.</param>
/// <param name="Password">The first password instead of a one-time code; accepted in Development only.</param>
/// <param name="Roles">
/// officer, enforcement, examCentre, administration, administrator or auditor; officer when not given. Administrator
/// and auditor stand alone.
/// </param>
public sealed record OfficerRequest(
    string UserName, string? Authority = null, Desks? System = null, string? Password = null, Roles? Roles = null);

/// <summary>An account for an enterprise: operator or employer.</summary>
/// <param name="OperatorId">The operator for which it acts; only for role operator.</param>
/// <param name="EmployerId">The railway enterprise for which it acts; only for role employer.</param>
/// <param name="EmployerUnit">The child unit for which it acts; the whole enterprise when not given.</param>
/// <param name="Password">The first password instead of a one-time code; accepted in Development only.</param>
public sealed record EnterpriseRequest(
    string UserName,
    Roles Role,
    string? Password = null,
    string? OperatorId = null,
    string? EmployerId = null,
    string? EmployerUnit = null);

/// <summary>The first password instead of a one-time code; accepted in Development only.</summary>
public sealed record ResetRequest(string? Password = null) : IMayBeEmpty;

/// <summary>True where first passwords may be given: in Development.</summary>
internal sealed record FirstPasswords(bool Taken)
{
    /// <summary>Refuses a first password outside Development, as an unknown member.</summary>
    public Refusal? Refuses(string? password) =>
        password is null || Taken ? null : BodyRefusals.UnknownFields([BodyRefusals.Unknown("password")]);
}

/// <summary>Opens, resets and disables appointed accounts (http.md 4, 9).</summary>
internal static class Appointments
{
    private const Roles Appointed = Roles.Officer | Roles.Enforcement | Roles.ExamCentre | Roles.Administration | Alone;

    /// <summary>An account with one of these roles has no other: administrators, who appoint, and auditors.</summary>
    private const Roles Alone = Roles.Administrator | Roles.Auditor;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/accounts").WithTags("accounts").For(Access.Of(Roles.Administrator))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/officers", OpenOfficer).WithName("openOfficerAccount")
            .WithSummary("Opens an account for whoever works for an authority; its first password is a one-time code.")
            .Produces<AccountView>(StatusCodes.Status201Created)
            .Produces<AwaitedApprovalView>(StatusCodes.Status202Accepted);
        group.MapPost("/enterprises", OpenEnterprise).WithName("openEnterpriseAccount")
            .WithSummary("Opens an account for an operator or an employer; its first password is a one-time code.")
            .Produces<AccountView>(StatusCodes.Status201Created);
        group.MapPost("/{id}/reset", Reset).WithName("resetAccount")
            .WithSummary("Gives a one-time code, clears phone and second factor, and ends all sessions.")
            .Produces<AccountView>().Produces<AwaitedApprovalView>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/disable", Disable).WithName("disableAccount")
            .WithSummary("Disables an account and ends its sessions.");
        group.MapPost("/{id}/enable", Enable).WithName("enableAccount")
            .WithSummary("Lets a disabled account sign in again.")
            .Produces(StatusCodes.Status204NoContent).Produces<AwaitedApprovalView>(StatusCodes.Status202Accepted);
        group.MapPost("/{id}/unlock", Unlock).WithName("unlockAccount")
            .WithSummary("Forgets the wrong tries that make the account wait.");
        group.MapPost("/{id}/end-sessions", EndSessions).WithName("endAccountSessions")
            .WithSummary("Ends every session of the account.");
    }

    private static async Task<IResult> OpenOfficer(
        CommandRequest<OfficerRequest> request, IRegistry registry, FirstPasswords first)
    {
        var body = request.Body;
        if (first.Refuses(body.Password) is { } unknown) return new ApiProblem(unknown);
        if (Fault(body) is { } fault) return new ApiProblem(Refusals.Malformed(fault));
        return await Open(request, Draft(request, body.UserName, body.Roles ?? Roles.Officer) with
        {
            Authority = body.Authority,
            Desks = body.System ?? Desks.None,
        }, body.Password, registry);
    }

    private static async Task<IResult> OpenEnterprise(
        CommandRequest<EnterpriseRequest> request, IRegistry registry, FirstPasswords first)
    {
        var body = request.Body;
        if (first.Refuses(body.Password) is { } unknown) return new ApiProblem(unknown);
        if (body.Role is not (Roles.Operator or Roles.Employer))
            return new ApiProblem(Refusals.Malformed(
                Refusals.Fault("role", "应为 operator 或 employer。", "operator or employer.")));
        if (await Fault(body, registry.As(request.Caller.Actor)) is { } fault)
            return new ApiProblem(Refusals.Malformed(fault));
        var party = body.EmployerId is { } employer
            ? PartyId.OfEmployer(employer, body.EmployerUnit).ToString() : body.OperatorId;
        return await Open(
            request, Draft(request, body.UserName, body.Role) with { PersonKey = party }, body.Password, registry);
    }

    /// <summary>
    /// With an Idempotency-Key the account's id is made from the key, so that a repeat finds the account; the same key
    /// for another account or another reach is refused. An administrator's or auditor's account is opened disabled, and
    /// waits.
    /// </summary>
    internal static async Task<IResult> Open<T>(
        CommandRequest<T> request, Account account, string? password, IRegistry registry) where T : class
    {
        var made = await registry.Accounts.Find(account.Id);
        if (made is not null && (made.Name, made.Roles, made.Authority, made.Desks, made.PersonKey)
            != (account.Name, account.Roles, account.Authority, account.Desks, account.PersonKey))
            return new ApiProblem(Refusals.IdempotencyKeyReused());
        var code = default(string);
        if (made is null)
        {
            var opened = await registry.Accounts.Appoint(
                account with { Disabled = AccountKeeping.TakesTwo(account) }, password, by: request.Caller.Account.Id);
            if (opened.Refusal is not null) return new ApiProblem(opened.Refusal);
            (made, code) = (opened.Account!, opened.OneTimeCode);
        }
        var (waiting, refusal) = await AccountActing.Record(request, made, AccountAct.Opening, registry);
        return refusal is not null ? new ApiProblem(refusal) : (IResult?)waiting ?? New(made, code);
    }

    /// <summary>The account that a request asks for, before the roles and the party are filled in.</summary>
    internal static Account Draft<T>(CommandRequest<T> request, string name, Roles roles) where T : class =>
        new("A-" + request.Key.CommandId, name, null, roles, null, Desks.None, null, MustChangePassword: true,
            Disabled: false);

    private static async Task<IResult> Reset(
        string id, CommandRequest<ResetRequest> request, IRegistry registry, FirstPasswords first) =>
        first.Refuses(request.Body.Password) is { } unknown ? new ApiProblem(unknown)
            : await GiveCode(id, request, registry);

    internal static async Task<IResult> GiveCode(
        string id, CommandRequest<ResetRequest> request, IRegistry registry)
    {
        if (await registry.Accounts.Find(id) is not { } account) return new ApiProblem(Refusals.NotFound());
        var reset = AccountKeeping.TakesTwo(account) ? new Appointment(account, null, null)
            : await registry.Accounts.Reset(id, request.Body.Password, by: request.Caller.Account.Id);
        if (reset.Refusal is not null) return new ApiProblem(reset.Refusal);
        var (waiting, refusal) = await AccountActing.Record(request, account, AccountAct.Reset, registry);
        return refusal is not null ? new ApiProblem(refusal)
            : (IResult?)waiting ?? (Reply<AccountView>)AccountView.Of(reset.Account!, reset.OneTimeCode);
    }

    private static async Task<NoContentResult> Disable(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.Accounts.Disable(id));

    private static async Task<IResult> Enable(
        string id, CommandRequest<NoMembers> request, IRegistry registry)
    {
        if (await registry.Accounts.Find(id) is not { } account) return new ApiProblem(Refusals.NotFound());
        if (!account.Disabled) return NoContentResult.Unless(null);
        if (!AccountKeeping.TakesTwo(account)
            && await registry.Accounts.Enable(id, by: request.Caller.Account.Id) is { } no) return new ApiProblem(no);
        var (waiting, refusal) = await AccountActing.Record(request, account, AccountAct.Enabling, registry);
        return refusal is not null ? new ApiProblem(refusal) : (IResult?)waiting ?? NoContentResult.Unless(null);
    }

    private static async Task<NoContentResult> Unlock(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.Accounts.Unlock(id));

    private static async Task<NoContentResult> EndSessions(
        string id, CommandRequest<NoMembers> request, IRegistry registry)
    {
        if (await registry.Accounts.Find(id) is null) return NoContentResult.Unless(Refusals.NotFound());
        await registry.Accounts.EndSessions(id);
        return NoContentResult.Unless(null);
    }

    private static Created<AccountView> New(Account account, string? oneTimeCode = null) => new()
    {
        Value = AccountView.Of(account, oneTimeCode), Location = $"/api/v1/admin/accounts/{account.Id}",
    };

    private static FieldFault? Fault(OfficerRequest body)
    {
        var roles = body.Roles ?? Roles.Officer;
        var local = (roles & (Roles.Officer | Roles.Enforcement)) != 0;
        return roles == Roles.None || (roles & ~Appointed) != 0
            ? Refusals.Fault("roles", "不能开设该角色的账号。", "Not a role that is appointed.")
            : (roles & Alone) != 0 && (roles & (roles - 1)) != 0
            ? Refusals.Fault("roles", "系统管理员、审计员不能兼任其他角色。", "Administrator and auditor go with no other role.")
            : body.Authority is null && local ? BodyRefusals.Missing("authority")
            : body.Authority is { } code && !IsRegion(code)
                ? Refusals.Fault("authority", "应为 2、4 或 6 位行政区划代码。", "A region code of 2, 4 or 6 digits (GB/T 2260).")
            : roles.HasFlag(Roles.Officer) && body.System is null ? BodyRefusals.Missing("system")
            : null;
    }

    private static async Task<FieldFault?> Fault(EnterpriseRequest body, Reads reads) =>
        body.OperatorId is { } operatorId && (body.Role != Roles.Operator || !await reads.HasOperator(operatorId))
            ? Refusals.Fault("operatorId", "没有登记该经营者。", "No such operator is on the register.")
        : body.EmployerId is { } employerId
            && (body.Role != Roles.Employer || !await reads.HasEmployer(employerId, body.EmployerUnit))
            ? Refusals.Fault("employerId", "没有登记该企业或子级单位。", "No such enterprise or unit is on the register.")
        : body is { EmployerUnit: not null, EmployerId: null } ? BodyRefusals.Missing("employerId")
        : null;

    private static bool IsRegion(string code) =>
        code.Length is 2 or 4 or 6 && code.All(char.IsAsciiDigit) && Provinces.ByCode(code) is not null;
}
