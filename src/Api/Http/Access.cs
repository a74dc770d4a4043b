using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Who may call a route. Every route must say so; one that does not refuses everybody (<see cref="AccessMiddleware"/>).
/// This is only the first check: what a caller may do then is decided by the entity's law.
/// </summary>
/// <param name="NeedsAccount">False: open to anybody, also without a token.</param>
/// <param name="AnyOf">The caller must have one of these roles; none: every account.</param>
/// <param name="WithOldPassword">True: also while a new password must be set.</param>
/// <param name="WithoutSecondFactor">True: also while a second factor must be enrolled.</param>
/// <param name="WithoutAgreement">True: also while a newer version must be agreed to.</param>
/// <param name="NeedsIdentity">True: only once the caller's identity is proven.</param>
public sealed record Access(
    bool NeedsAccount, Roles AnyOf = Roles.None, bool WithOldPassword = false, bool WithoutSecondFactor = false,
    bool WithoutAgreement = false, bool NeedsIdentity = false)
{
    /// <summary>Anybody, without a token.</summary>
    public static Access Open { get; } = new(NeedsAccount: false);

    /// <summary>Every account.</summary>
    public static Access SignedIn { get; } = new(NeedsAccount: true);

    /// <summary>Every account with one of these roles.</summary>
    public static Access Of(Roles anyOf) => new(NeedsAccount: true, anyOf);

    /// <summary>Natural persons whose identity is proven.</summary>
    public static Access OfPersons { get; } = Of(Roles.Holder) with { NeedsIdentity = true };

    /// <summary>
    /// Every account, also one whose session may only set a password and enrol a second factor so far.
    /// </summary>
    public static Access Beginning { get; } = SignedIn with { WithOldPassword = true, WithoutSecondFactor = true };

    /// <summary>The refusal for <paramref name="caller"/>; null: the caller may call the route.</summary>
    public Refusal? Refuses(Caller caller, SecondFactorRule rule) =>
        caller.Account.MustChangePassword && !WithOldPassword ? AccessRefusals.PasswordChangeDue()
        : rule.IsMissing(caller.Account, caller.Actor.Roles) && !WithoutSecondFactor ? SecondFactorRule.Missing()
        : caller.Account.AgreementDue && !WithoutAgreement ? AccessRefusals.AgreementDue()
        : AnyOf != Roles.None && !caller.Actor.Is(AnyOf) ? Refusals.NotAllowed()
        : NeedsIdentity && caller.Actor.PersonKey is null ? Refusals.RealNameRequired()
        : null;
}

/// <summary>Declares who may call a route.</summary>
internal static class AccessConventions
{
    /// <summary>The routes of <paramref name="builder"/> are for <paramref name="access"/>.</summary>
    public static TBuilder For<TBuilder>(
        this TBuilder builder, Access access) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(access);
}

/// <summary>Refusals before the handler of a route.</summary>
internal static class AccessRefusals
{
    /// <summary>No token.</summary>
    public static Refusal NotSignedIn() => new(RefusalCode.NotSignedIn,
        new LocalText("请先登录后再操作。", "Please sign in first."));

    /// <summary>
    /// The token is unknown, its session has ended, or the account is disabled; the refusal does not say which.
    /// </summary>
    public static Refusal SessionEnded() => new(RefusalCode.SessionEnded,
        new LocalText("登录已失效，请重新登录。", "The session has ended; please sign in again."));

    /// <summary>Too many checks from one address.</summary>
    public static Refusal TooManyChecks(TimeSpan wait) => new(RefusalCode.TooMany,
        new LocalText("该网络地址的查验过于频繁，请稍后再试。", "Too many checks from this address; please try again in a moment."))
    {
        Transient = true, RetryAfter = wait,
    };

    /// <summary>Too many requests without a token from one address.</summary>
    public static Refusal TooManyRequests(TimeSpan wait) => new(RefusalCode.TooMany,
        new LocalText("该网络地址的请求过于频繁，请稍后再试。", "Too many requests from this address; please try again in a moment."))
    {
        Transient = true, RetryAfter = wait,
    };

    /// <summary>More from one account than people write.</summary>
    public static Refusal TooManyOfAccount(TimeSpan wait) => new(RefusalCode.TooMany,
        new LocalText("该账号的操作过于频繁，请稍后再试。", "Too many requests of this account; please try again in a moment."))
    {
        Transient = true, RetryAfter = wait,
    };

    /// <summary>The first request with this Idempotency-Key has not been answered yet.</summary>
    public static Refusal StillUnderWay(TimeSpan wait) => new(RefusalCode.TooMany, new LocalText(
        "相同的请求正在处理，请稍后再试。",
        "The same request is still being carried out; please try again in a moment."))
    {
        Transient = true, RetryAfter = wait,
    };

    /// <summary>The role requires the second factor, so it cannot be removed.</summary>
    public static Refusal SecondFactorDemanded() => new(RefusalCode.SecondFactor, new LocalText(
        "该角色必须使用动态口令，不能停用；更换设备请由管理员重置账号。",
        "This role has to have a second factor; for another device the account is reset by an administrator."));

    /// <summary>The act needs a proof from the last minutes.</summary>
    public static Refusal Reauthenticate() => new(RefusalCode.Reauthenticate, new LocalText(
        "请重新验证身份后再操作。",
        "Prove again who you are, by the password or a one-time code, and send this again."));

    /// <summary>A newer version of the agreements must be agreed to, or the account has never agreed.</summary>
    public static Refusal AgreementDue() => new(RefusalCode.AgreementDue, new LocalText(
        "协议已更新，请阅读并同意后继续。",
        "The agreements have changed: read them and agree before you go on."));

    /// <summary>The account may not act for this party; the refusal does not say whether it exists.</summary>
    public static Refusal NotForThisParty() => new(RefusalCode.NotAllowed, new LocalText(
        "本账号不能代该主体办事。", "The account does not act for this party; your account names those for which it does."));

    /// <summary>A first or reset password, which must be changed.</summary>
    public static Refusal PasswordChangeDue() => new(RefusalCode.PasswordChangeDue,
        new LocalText("请先修改初始密码。", "Please change the first password before anything else."));
}
