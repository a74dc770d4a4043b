using System.Security.Cryptography;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A natural person's account.</summary>
/// <param name="RequestId">What POST /verification-codes with purpose register answered.</param>
/// <param name="Code">What the phone received.</param>
/// <param name="Device">What an earlier sign-in from this device answered.</param>
public sealed record AccountRequest(string RequestId, string Code, string? Device = null);

/// <summary>An account for somebody who works for an authority.</summary>
/// <param name="Authority">Region code; 41 reaches 4101. Not needed by an administrator.</param>
/// <param name="System">The desks: road, charter, rail.</param>
/// <param name="Password">The first password, to be changed at once; made up and answered when not given.</param>
/// <param name="Roles">
/// officer, enforcement, examCentre, administration or administrator; officer when not given.
/// </param>
public sealed record OfficerRequest(
    string UserName, string? Authority = null, Desks? System = null, string? Password = null, Roles? Roles = null);

/// <summary>An account for an enterprise: operator or employer.</summary>
/// <param name="OperatorId">The operator for which it acts; only for role operator.</param>
/// <param name="EmployerId">The railway enterprise for which it acts; only for role employer.</param>
/// <param name="EmployerUnit">The child unit for which it acts; the whole enterprise when not given.</param>
public sealed record EnterpriseRequest(
    string UserName,
    Roles Role,
    string? Password = null,
    string? OperatorId = null,
    string? EmployerId = null,
    string? EmployerUnit = null);

/// <summary>The new password, to be changed at once; made up and answered when not given.</summary>
public sealed record ResetRequest(string? Password = null) : IMayBeEmpty;

/// <summary>An account, and once, right after it was made up, its first password.</summary>
public sealed record AccountView(
    string Id, string? UserName, PersonalData? Phone, Roles Roles, string? Authority, Desks? System, string? PersonId,
    bool MustChangePassword, bool Disabled, string? Password = null, SessionView? Session = null)
{
    internal static AccountView Of(Account a, string? password = null) => new(
        a.Id,
        a.Name,
        PersonalData.Phone(a.Phone),
        a.Roles,
        a.Authority,
        a.Desks == Desks.None ? null : a.Desks,
        a.PersonKey,
        a.MustChangePassword,
        a.Disabled,
        password);
}

/// <summary>
/// Accounts (http.md 2, 4). Passwords are secrets and are not kept with an Idempotency-Key: a repeated POST finds the
/// account that is there, without its password.
/// </summary>
internal static class Accounts
{
    private const int MaxSecret = 200;

    private const Roles Appointed =
        Roles.Officer | Roles.Enforcement | Roles.ExamCentre | Roles.Administration | Roles.Administrator;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/accounts").WithTags("accounts").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/", Open).For(Access.Open).WithName("openAccount")
            .WithSummary("Opens a natural person's account by the code of a request, or signs in to the phone's.")
            .Produces<AccountView>();
        group.MapPost("/officers", OpenOfficer).For(Access.Of(Roles.Administrator)).WithName("openOfficerAccount")
            .WithSummary("Opens an account for an officer, enforcement, exam centre, administration or administrator.");
        group.MapPost("/enterprises", OpenEnterprise)
            .For(Access.Of(Roles.Administrator))
            .WithName("openEnterpriseAccount")
            .WithSummary("Opens an account for an operator or an employer.");
        group.MapPost("/{id}/disable", Disable).For(Access.Of(Roles.Administrator)).WithName("disableAccount")
            .WithSummary("Disables an account and ends its sessions.");
        group.MapPost("/{id}/reset", Reset).For(Access.Of(Roles.Administrator)).WithName("resetAccount")
            .WithSummary("Gives a new password that must be changed at once, and ends all sessions.");
    }

    private static async Task<Created<AccountView>> Open(
        CommandRequest<AccountRequest> request, HttpContext http, IRegistry registry)
    {
        var (id, code, device) = request.Body;
        if (id.Length > MaxSecret || code.Length > MaxSecret || device?.Length > MaxSecret)
            return Refusals.Malformed(BodyRefusals.Wrong("code"));
        var came = await registry.Accounts.OpenByPhone(new GivenCode(id, code), http.Origin(device));
        if (came is not SignIn.Started started) return ((SignIn.No)came).Refusal;
        var view = AccountView.Of(started.Account) with { Session = SessionView.Of(started) };
        return new Created<AccountView>
        {
            Value = view, Location = started.Opened ? $"/api/v1/accounts/{started.Account.Id}" : null,
        };
    }

    private static async Task<Created<AccountView>> OpenOfficer(
        CommandRequest<OfficerRequest> request, IRegistry registry)
    {
        var body = request.Body;
        if (Fault(body) is { } fault) return Refusals.Malformed(fault);
        var account = new Account("A-" + request.Key.CommandId, body.UserName, null, body.Roles ?? Roles.Officer,
            body.Authority, body.System ?? Desks.None, PersonKey: null, MustChangePassword: true, Disabled: false);
        return await Appoint(account, body.Password, registry);
    }

    private static async Task<Created<AccountView>> OpenEnterprise(
        CommandRequest<EnterpriseRequest> request, IRegistry registry)
    {
        var body = request.Body;
        if (body.Role is not (Roles.Operator or Roles.Employer))
            return Refusals.Malformed(Refusals.Fault("role", "应为 operator 或 employer。", "operator or employer."));
        var reads = registry.As(request.Caller.Actor);
        if (body.OperatorId is { } operatorId && (body.Role != Roles.Operator
            || !await reads.HasOperator(operatorId)))
            return Refusals.Malformed(
                Refusals.Fault("operatorId", "没有登记该经营者。", "No such operator is on the register."));
        if (body.EmployerId is not null && (body.Role != Roles.Employer
            || !await reads.HasEmployer(body.EmployerId, body.EmployerUnit)))
            return Refusals.Malformed(
                Refusals.Fault("employerId", "没有登记该企业或子级单位。", "No such enterprise or unit is on the register."));
        if (body is { EmployerUnit: not null, EmployerId: null })
            return Refusals.Malformed(BodyRefusals.Missing("employerId"));
        var party = body.EmployerUnit is { } unit ? $"{body.EmployerId}.{unit}" : body.EmployerId ?? body.OperatorId;
        var account = new Account("A-" + request.Key.CommandId, body.UserName, null, body.Role, null, Desks.None,
            PersonKey: party, MustChangePassword: true, Disabled: false);
        return await Appoint(account, body.Password, registry);
    }

    /// <summary>With an Idempotency-Key the account's id is the key's, so that a repeat finds the account.</summary>
    private static async Task<Created<AccountView>> Appoint(Account account, string? given, IRegistry registry)
    {
        if (await registry.Accounts.Find(account.Id) is { } made)
            return made.Name == account.Name ? New(made) : Refusals.IdempotencyKeyReused();
        var password = given ?? MadeUp();
        var (opened, refusal) = await registry.Accounts.Open(account, password);
        return refusal ?? New(opened!, given is null ? password : null);
    }

    private static async Task<NoContentResult> Disable(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.Accounts.Disable(id));

    private static async Task<Reply<AccountView>> Reset(
        string id, CommandRequest<ResetRequest> request, IRegistry registry)
    {
        var password = request.Body.Password ?? MadeUp();
        if (await registry.Accounts.Reset(id, password) is { } refusal) return refusal;
        var account = await registry.Accounts.Find(id);
        return account is null ? Refusals.NotFound()
            : AccountView.Of(account, request.Body.Password is null ? password : null);
    }

    private static Created<AccountView> New(Account account, string? password = null) => new()
    {
        Value = AccountView.Of(account, password), Location = $"/api/v1/accounts/{account.Id}",
    };

    private static FieldFault? Fault(OfficerRequest body)
    {
        var roles = body.Roles ?? Roles.Officer;
        var local = (roles & (Roles.Officer | Roles.Enforcement)) != 0;
        return (roles & ~Appointed) != 0 ? Refusals.Fault("roles", "不能开设该角色的账号。", "Not a role that is appointed.")
            : body.Authority is null && local ? BodyRefusals.Missing("authority")
            : body.Authority is { } code && !IsRegion(code)
                ? Refusals.Fault("authority", "应为 2、4 或 6 位行政区划代码。", "A region code of 2, 4 or 6 digits (GB/T 2260).")
            : roles.HasFlag(Roles.Officer) && body.System is null ? BodyRefusals.Missing("system")
            : null;
    }

    private static bool IsRegion(string code) =>
        code.Length is 2 or 4 or 6 && code.All(char.IsAsciiDigit) && Provinces.ByCode(code) is not null;

    /// <summary>20 characters without those that look alike, from at least three classes.</summary>
    private static string MadeUp() =>
        "Rg2-" + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 16);
}
