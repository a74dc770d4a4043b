using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Phone and code, or user name and password; captcha and totp when they were asked for.</summary>
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
    private const int SecretMax = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("sessions").For(Access.Open).AddEndpointFilterFactory(PostedFilter.For);
        group.MapPost("/sessions", SignIn).WithName("signIn")
            .WithSummary("Signs in by phone and code, or by user name and password. Never kept under an Idempotency-Key.");
        group.MapPost("/verification-codes", SendCode).WithName("sendCode")
            .WithSummary("Sends a code to a phone. The answer never tells whether one was sent.").Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<Reply<SessionView>> SignIn(Posted<SessionRequest> posted, IRegistry registry)
    {
        var body = posted.Body;
        if (TooLong(body)) return Refusals.Malformed(BodyRefusals.Wrong("$"));
        var signIn = body switch
        {
            { Phone: { } phone, Code: { } code, UserName: null, Password: null } => await registry.Accounts.SignInByCode(phone, code),
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

    private static async Task<IResult> SendCode(Posted<CodeRequest> posted, HttpContext http, IRegistry registry)
    {
        if (posted.Body.Phone.Length is 0 or > 20) return new ApiProblem(Refusals.Malformed(BodyRefusals.Wrong("phone")));
        await registry.Accounts.SendCode(posted.Body.Phone, http.Connection.RemoteIpAddress?.ToString() ?? "");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>Hashing costs by length; nobody's password is a book.</summary>
    private static bool TooLong(SessionRequest s) =>
        new[] { s.Phone, s.Code, s.UserName, s.Password, s.Captcha, s.Totp }.Any(text => text?.Length > SecretMax);
}
