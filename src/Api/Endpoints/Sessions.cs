using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// Phone and code, or user name and password. This registry asks for no captcha and no totp, and refuses them.
/// </summary>
public sealed record SessionRequest(
    string? Phone = null, string? Code = null, string? UserName = null, string? Password = null,
    string? Captcha = null, string? Totp = null);

/// <summary>A session. The token is shown once.</summary>
public sealed record SessionView(string Token, DateTimeOffset ExpiresAt, Roles Roles, bool MustChangePassword);

/// <summary>To which phone a code is sent.</summary>
public sealed record CodeRequest(string Phone);

/// <summary>
/// Signing in (http.md 2). The answers are secrets: an Idempotency-Key is taken but nothing is kept under it, so a
/// repeated sign-in is a new session.
/// </summary>
internal static class Sessions
{
    private const int MaxSecret = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("")
            .WithTags("sessions")
            .For(Access.Open)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/sessions", SignIn).WithName("signIn")
            .WithSummary(
                "Signs in by phone and code, or by user name and password. Never kept under an Idempotency-Key.");
        group.MapPost("/verification-codes", SendCode).WithName("sendCode")
            .WithSummary("Sends a code to a phone. The answer never tells whether one was sent.")
            .Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<Reply<SessionView>> SignIn(CommandRequest<SessionRequest> request, IRegistry registry)
    {
        var body = request.Body;
        if (TooLong(body)) return Refusals.Malformed(BodyRefusals.Wrong("$"));
        if (NotAskedFor(body) is { Length: > 0 } extra) return Refusals.Malformed(extra);
        var signIn = body switch
        {
            { Phone: { } phone, Code: { } code, UserName: null, Password: null } =>
                await registry.Accounts.SignInByCode(phone, code),
            { UserName: { } name, Password: { } password, Phone: null, Code: null } =>
                await registry.Accounts.SignInByPassword(name, password),
            _ => new SignIn.No(Refusals.Malformed(Refusals.Fault("$", "请填写手机号和验证码，或用户名和密码。",
                "Give phone and code, or userName and password."))),
        };
        return signIn switch
        {
            SignIn.Started s => new SessionView(
                s.Token, ShanghaiTime.ToLocal(s.ExpiresAt), s.Account.Roles, s.Account.MustChangePassword),
            SignIn.No no => no.Refusal,
            _ => throw new InvalidOperationException("Unknown outcome of a sign-in."),
        };
    }

    private static async Task<IResult> SendCode(
        CommandRequest<CodeRequest> request, HttpContext http, IRegistry registry)
    {
        if (request.Body.Phone.Length is 0 or > 20)
            return new ApiProblem(Refusals.Malformed(BodyRefusals.Wrong("phone")));
        await registry.Accounts.SendCode(request.Body.Phone, http.Connection.RemoteIpAddress?.ToString() ?? "");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Who sends a second factor believes that it is checked: it is not, so nobody is signed in by it (docs/adr/0038).
    /// </summary>
    private static FieldFault[] NotAskedFor(SessionRequest s)
    {
        var faults = new List<FieldFault>(2);
        if (s.Captcha is not null)
            faults.Add(Refusals.Fault(
                "captcha",
                "本系统不使用图形验证码，请勿填写。",
                "No captcha is asked for and none is checked: leave it out."));
        if (s.Totp is not null)
            faults.Add(Refusals.Fault(
                "totp",
                "本系统不使用动态口令，请勿填写。",
                "No one-time password is asked for and none is checked: leave it out."));
        return [.. faults];
    }

    /// <summary>Hashing costs by length; nobody's password is that long.</summary>
    private static bool TooLong(SessionRequest s) =>
        new[] { s.Phone, s.Code, s.UserName, s.Password, s.Captcha, s.Totp }.Any(text => text?.Length > MaxSecret);
}
