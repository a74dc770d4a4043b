using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A newly begun generator of one-time passwords; shown once.</summary>
/// <param name="Secret">To be typed into the generator: Base32.</param>
/// <param name="Uri">The secret as otpauth://totp/..., to be shown as a QR code.</param>
public sealed record TotpView(string Secret, string Uri);

/// <summary>The first code of the generator, under one of the two names.</summary>
public sealed record ConfirmTotpRequest(string? Code = null, string? Totp = null);

/// <summary>Ten codes that can be used instead of the generator, once each; shown once.</summary>
public sealed record RecoveryCodesView(ImmutableArray<string> RecoveryCodes);

/// <summary>One of the two: the password, or a code of the generator (or a recovery code).</summary>
public sealed record ReAuthenticateRequest(string? Password = null, string? Totp = null);

/// <summary>
/// The caller's second factor, and the proof that the session is still used by the caller (http.md 9).
/// </summary>
internal static class Authenticators
{
    private const int MaxSecret = 200;

    public static void Map(RouteGroupBuilder me)
    {
        var group = me.MapGroup("/authenticators");
        group.MapPost("/totp", Begin).For(Access.Beginning).WithName("beginTotp")
            .WithSummary("Begins a generator of one-time passwords; its secret is shown once.");
        group.MapPost("/totp/confirm", Confirm).For(Access.Beginning).WithName("confirmTotp")
            .WithSummary("The first code: from now on it is asked for. Answers ten recovery codes, shown once.");
        group.MapDelete("/totp", Remove).For(Access.SignedIn).WithName("removeTotp")
            .WithSummary("Removes the generator with its recovery codes; not where the role demands one.");
        group.MapPost("/recovery-codes", NewCodes).For(Access.SignedIn).WithName("newRecoveryCodes")
            .WithSummary("Ten new recovery codes in place of those before, shown once.");
        me.MapPost("/re-authenticate", ReAuthenticate).For(Access.SignedIn).WithName("reAuthenticate")
            .WithSummary("Proves again who uses the session; good for ten minutes of what asks for it.");
    }

    private static async Task<Reply<TotpView>> Begin(CommandRequest<NoMembers> request, IRegistry registry)
    {
        var begun = await registry.Accounts.BeginTotp(request.Caller.Account.Id);
        return begun.Refusal is { } refusal ? refusal : new TotpView(begun.Enrolment!.Secret, begun.Enrolment.Uri);
    }

    private static async Task<Reply<RecoveryCodesView>> Confirm(
        CommandRequest<ConfirmTotpRequest> request, IRegistry registry)
    {
        if ((request.Body.Code ?? request.Body.Totp) is not { Length: > 0 and <= MaxSecret } code)
            return Refusals.Malformed(BodyRefusals.Missing("code"));
        var caller = request.Caller;
        return Codes(await registry.Accounts.ConfirmTotp(caller.Account.Id, caller.Session, code));
    }

    private static async Task<NoContentResult> Remove(Caller caller, IRegistry registry, SecondFactorRule rule) =>
        NoContentResult.Unless(rule.Demanded(caller.Account)
            ? AccessRefusals.SecondFactorDemanded()
            : await registry.Accounts.RemoveTotp(caller.Account.Id, caller.Session));

    private static async Task<Reply<RecoveryCodesView>> NewCodes(
        CommandRequest<NoMembers> request, IRegistry registry) =>
        Codes(await registry.Accounts.NewRecoveryCodes(request.Caller.Account.Id));

    private static async Task<NoContentResult> ReAuthenticate(
        CommandRequest<ReAuthenticateRequest> request, IRegistry registry)
    {
        var (caller, body) = (request.Caller, request.Body);
        if (body.Password?.Length > MaxSecret || body.Totp?.Length > MaxSecret
            || body.Password is null == body.Totp is null)
            return NoContentResult.Unless(Refusals.Malformed(Refusals.Fault(
                "$", "请填写密码或动态口令其中一项。", "Give either password or totp.")));
        return NoContentResult.Unless(await registry.Accounts.ReAuthenticate(
            caller.Account.Id, caller.Session, body.Password, body.Totp));
    }

    private static Reply<RecoveryCodesView> Codes(AuthenticatorChange changed) =>
        changed.Refusal is { } refusal ? refusal : new RecoveryCodesView(changed.RecoveryCodes);
}
