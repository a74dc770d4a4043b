using System.Text.Json.Serialization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// Either the code that a phone received, with the id of its request, or user name and password; with totp if the
/// account has a second factor. This registry uses no captcha, and refuses one.
/// </summary>
/// <param name="RequestId">What POST /verification-codes answered.</param>
/// <param name="Password">The password, or the one-time code of an account that was opened or reset.</param>
/// <param name="Totp">The code of the generator, or a recovery code, which is then used up.</param>
/// <param name="Device">The device token of an earlier sign-in.</param>
/// <param name="IdentityLastSix">
/// The last six characters of the holder's identity number; needed with a code from a device that is not known.
/// </param>
public sealed record SessionRequest(
    string? RequestId = null, string? Code = null, string? UserName = null, string? Password = null,
    string? Captcha = null, string? Totp = null, string? Device = null, string? IdentityLastSix = null);

/// <summary>A session. The token is shown once.</summary>
/// <param name="Device">
/// Names this device at the next sign-in, so that it only waits for its own wrong attempts; valid for 90 days.
/// </param>
public sealed record SessionView(
    string Token, DateTimeOffset ExpiresAt, Roles Roles, bool MustChangePassword, string? Device)
{
    /// <summary>Who signed in, for the audit alone.</summary>
    [JsonIgnore]
    internal string AccountId { get; private init; } = "";

    internal static SessionView Of(SignIn.Started s) =>
        new(s.Token, ShanghaiTime.ToLocal(s.ExpiresAt), s.Account.Roles, s.Account.MustChangePassword, s.Device)
        {
            AccountId = s.Account.Id,
        };
}

/// <summary>The phone to which a code is sent, and its purpose.</summary>
/// <param name="Device">The device token of an earlier sign-in.</param>
/// <param name="Purpose">The purpose of the code; signIn when left out.</param>
public sealed record CodeRequest(string Phone, string? Device = null, CodePurpose Purpose = CodePurpose.SignIn);

/// <summary>A request for a code; it looks the same whether or not a code was sent.</summary>
/// <param name="RequestId">To be sent together with the code.</param>
/// <param name="ResendAfter">Seconds until another code is sent.</param>
public sealed record CodeRequestView(string RequestId, int ResendAfter);

/// <summary>
/// Signing in (http.md 2). The answers are secrets: with an Idempotency-Key they are stored so that only the same
/// request can decrypt them (docs/adr/0114).
/// </summary>
internal static class Sessions
{
    private const int MaxSecret = 200;
    private const int ResendAfterSeconds = 60;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("")
            .WithTags("sessions")
            .For(Access.Open)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/sessions", SignIn).WithName("signIn")
            .WithSummary(
                "Signs in by the code of a request, or by name and password.");
        group.MapPost("/verification-codes", SendCode).WithName("sendCode")
            .WithSummary("Sends a code to a phone. The answer never tells whether one was sent.");
    }

    private static async Task<Reply<SessionView>> SignIn(
        CommandRequest<SessionRequest> request, HttpContext http, IRegistry registry)
    {
        var body = request.Body;
        if (TooLong(body)) return Refusals.Malformed(BodyRefusals.Wrong("$"));
        if (body.Captcha is not null) return NoCaptcha();
        var signIn = body switch
        {
            { RequestId: { } id, Code: { } code, UserName: null, Password: null } =>
                await registry.Accounts.SignInByCode(
                    new GivenCode(id, code) { Totp = body.Totp, IdentityLastSix = body.IdentityLastSix },
                    http.Origin(body.Device)),
            { UserName: { } name, Password: { } password, RequestId: null, Code: null } =>
                await registry.Accounts.SignInByPassword(
                    new PasswordSignIn(name, password, body.Totp), http.Origin(body.Device)),
            { Code: not null, RequestId: null } => new SignIn.No(Refusals.Malformed(BodyRefusals.Missing("requestId"))),
            _ => new SignIn.No(Refusals.Malformed(Refusals.Fault("$", "请填写验证码及其请求编号，或用户名和密码。",
                "Give requestId and code, or userName and password."))),
        };
        return signIn switch
        {
            SignIn.Started started => SessionView.Of(started),
            SignIn.No no => no.Refusal,
            _ => throw new InvalidOperationException("Unknown outcome of a sign-in."),
        };
    }

    private static async Task<Accepted<CodeRequestView>> SendCode(
        CommandRequest<CodeRequest> request, HttpContext http, IRegistry registry)
    {
        var body = request.Body;
        if (body.Phone.Length is 0 or > 20) return Refusals.Malformed(BodyRefusals.Wrong("phone"));
        if (body.Device?.Length > MaxSecret) return Refusals.Malformed(BodyRefusals.Wrong("device"));
        var id = await registry.Accounts.SendCode(body.Phone, body.Purpose, http.Origin(body.Device));
        return new Accepted<CodeRequestView> { Value = new CodeRequestView(id, ResendAfterSeconds) };
    }

    /// <summary>
    /// A caller who sends a captcha expects it to be checked. It is not, so the sign-in is refused (docs/adr/0038).
    /// </summary>
    private static Refusal NoCaptcha() => Refusals.Malformed(Refusals.Fault(
        "captcha", "本系统不使用图形验证码，请勿填写。", "No captcha is asked for and none is checked: leave it out."));

    /// <summary>Hashing takes longer for longer passwords; nobody's password is that long.</summary>
    private static bool TooLong(SessionRequest s) =>
        new[] { s.RequestId, s.Code, s.UserName, s.Password, s.Captcha, s.Totp, s.Device, s.IdentityLastSix }
            .Any(text => text?.Length > MaxSecret);
}
