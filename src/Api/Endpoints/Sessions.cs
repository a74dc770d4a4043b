using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// Signing in and opening accounts (http.md 2, 4). Their answers are secrets, so an Idempotency-Key keeps nothing here: a
/// repeated sign-in is another session.
/// </summary>
public static class Sessions
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("").WithTags("Accounts");
        open.MapPost("/sessions", SignIn).Takes<SignInRequest>().Gives<SessionView>("Sign in").Open();
        open.MapPost("/verification-codes", SendCode).Takes<PhoneRequest>().Says("Send a code to a phone", 202).Open();
        open.MapPost("/accounts", OpenAccount).Takes<PhoneCodeRequest>().Gives<AccountView>("Open a natural person's account", 201).Open();
        open.MapPost("/accounts/officers", OpenOfficer).Takes<OfficerRequest>().Gives<AccountView>("Open an officer's account", 201);
        open.MapPost("/accounts/enterprises", OpenEnterprise).Takes<EnterpriseRequest>().Gives<AccountView>("Open an enterprise's account", 201);
        open.MapPost("/accounts/{id}/disable", Disable).Says("Disable an account and end its sessions", 204);
        open.MapPost("/accounts/{id}/reset", Reset).Takes<ResetRequest>().Says("Give a new password that must be changed", 204);
    }

    /// <summary>Either phone and code, or user name and password.</summary>
    public sealed record SignInRequest(
        string? Phone = null, string? Code = null, string? UserName = null, string? Password = null, string? Captcha = null, string? Totp = null);

    /// <summary>A phone.</summary>
    public sealed record PhoneRequest(string Phone);

    /// <summary>A phone and the code that was sent to it.</summary>
    public sealed record PhoneCodeRequest(string Phone, string Code);

    /// <summary>An officer or an enforcement officer: region code as reach, desks road, charter, rail.</summary>
    public sealed record OfficerRequest(string UserName, string Password, string Authority, string[] System, bool Enforcement = false);

    /// <summary>An operator or an employer.</summary>
    public sealed record EnterpriseRequest(string UserName, string Password, string Role);

    /// <summary>The new password.</summary>
    public sealed record ResetRequest(string Password);

    /// <summary>A new session.</summary>
    public sealed record SessionView(string Token, DateTimeOffset ExpiresAt, IReadOnlyList<string> Roles, bool MustChangePassword);

    /// <summary>An account without its secrets.</summary>
    public sealed record AccountView(string Id, string? UserName, IReadOnlyList<string> Roles, string? Authority);

    private static async Task<IResult> SignIn(Body<SignInRequest> body, HttpContext http, IRegistry registry)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        var signIn = body.Value switch
        {
            { UserName: { } name, Password: { } password, Phone: null, Code: null } =>
                await registry.Accounts.SignInByPassword(name, password, http.RequestAborted),
            { Phone: { } phone, Code: { } code, UserName: null, Password: null } =>
                await registry.Accounts.SignInByCode(phone, code, http.RequestAborted),
            _ => new SignIn.No(BodyReading.Malformed("body", "请填写手机号和验证码，或用户名和密码。", "Give phone and code, or user name and password.")),
        };
        return signIn switch
        {
            SignIn.Started s => Show.Json(new SessionView(
                s.Token, ShanghaiTime.ToLocal(s.ExpiresAt), RoleNames.Of(s.Account.Roles), s.Account.MustChangePassword)),
            SignIn.No no => Show.No(no.Refusal),
            _ => throw new InvalidOperationException("signing in starts or not"),
        };
    }

    private static async Task<IResult> SendCode(Body<PhoneRequest> body, HttpContext http, IRegistry registry)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        await registry.Accounts.SendCode(body.Value.Phone, http.Connection.RemoteIpAddress?.ToString() ?? "local", http.RequestAborted);
        return Results.StatusCode(202);
    }

    private static async Task<IResult> OpenAccount(Body<PhoneCodeRequest> body, HttpContext http, IRegistry registry) =>
        body.Refusal is not null ? Show.No(body.Refusal)
        : Opened(await registry.Accounts.OpenByPhone(body.Value.Phone, body.Value.Code, http.RequestAborted));

    private static Task<IResult> OpenOfficer(Caller caller, Body<OfficerRequest> body, IRegistry registry) =>
        OpenBy(caller, body, registry, asked => asked.Password, asked =>
        {
            var desks = Desks.None;
            foreach (var name in asked.System)
                desks |= RoleNames.Desk(name) ?? Desks.None;
            return desks == Desks.None || asked.Authority.Length is < 2 or > 6 || !asked.Authority.All(char.IsAsciiDigit)
                ? null
                : NewAccount(asked.UserName, asked.Enforcement ? Roles.Enforcement : Roles.Officer) with { Authority = asked.Authority, Desks = desks };
        });

    private static Task<IResult> OpenEnterprise(Caller caller, Body<EnterpriseRequest> body, IRegistry registry) =>
        OpenBy(caller, body, registry, asked => asked.Password, asked => asked.Role switch
        {
            "operator" => NewAccount(asked.UserName, Roles.Operator),
            "employer" => NewAccount(asked.UserName, Roles.Employer),
            _ => null,
        });

    private static Account NewAccount(string name, Roles roles) =>
        new($"A-{Guid.CreateVersion7():N}", name, null, roles, null, Desks.None, null, MustChangePassword: true, Disabled: false);

    private static async Task<IResult> OpenBy<T>(
        Caller caller, Body<T> body, IRegistry registry, Func<T, string> password, Func<T, Account?> account)
    {
        if (!caller.Actor.Is(Roles.Administrator)) return Show.No(Refusals.NotAllowed());
        if (body.Refusal is not null) return Show.No(body.Refusal);
        return account(body.Value) is { } wanted
            ? Opened(await registry.Accounts.Open(wanted, password(body.Value), caller.Http.RequestAborted))
            : Show.No(BodyReading.Malformed("body", "角色、业务系统或行政区划不正确。", "Role, system or region is not right."));
    }

    private static IResult Opened((Account? Account, Refusal? Refusal) opened) => opened.Account is { } account
        ? Show.Json(new AccountView(account.Id, account.Name, RoleNames.Of(account.Roles), account.Authority), 201)
        : Show.No(opened.Refusal!);

    private static async Task<IResult> Disable(string id, Caller caller, IRegistry registry) =>
        !caller.Actor.Is(Roles.Administrator) ? Show.No(Refusals.NotAllowed())
        : await registry.Accounts.Disable(id, caller.Http.RequestAborted) is { } no ? Show.No(no)
        : Results.NoContent();

    private static async Task<IResult> Reset(string id, Caller caller, Body<ResetRequest> body, IRegistry registry) =>
        !caller.Actor.Is(Roles.Administrator) ? Show.No(Refusals.NotAllowed())
        : body.Refusal is not null ? Show.No(body.Refusal)
        : await registry.Accounts.Reset(id, body.Value.Password, caller.Http.RequestAborted) is { } no ? Show.No(no)
        : Results.NoContent();
}
