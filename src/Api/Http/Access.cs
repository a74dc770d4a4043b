using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Who may call a route. Every route says so; one that does not answers nobody (<see cref="AccessMiddleware"/>). It
/// opens the door only: what may then be done is decided by the entity's own law.
/// </summary>
/// <param name="NeedsAccount">False: anybody, also without a token.</param>
/// <param name="AnyOf">The caller has one of these roles; none: every account.</param>
/// <param name="WithOldPassword">True: also while a new password is due.</param>
/// <param name="WithoutSecondFactor">True: also while a second factor is to be enrolled.</param>
/// <param name="WithoutAgreement">True: also while a newer agreement is due.</param>
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
    /// Every account, also one whose session may do nothing yet but set a password and enrol a second factor.
    /// </summary>
    public static Access Beginning { get; } = SignedIn with { WithOldPassword = true, WithoutSecondFactor = true };

    /// <summary>Lets <paramref name="caller"/> in: null, or the refusal.</summary>
    public Refusal? Refuses(Caller caller, SecondFactorRule rule) =>
        caller.Account.MustChangePassword && !WithOldPassword ? AccessRefusals.PasswordChangeDue()
        : rule.IsMissing(caller.Account, caller.Actor.Roles) && !WithoutSecondFactor ? SecondFactorRule.Missing()
        : caller.Account.AgreementDue && !WithoutAgreement ? AccessRefusals.AgreementDue()
        : AnyOf != Roles.None && !caller.Actor.Is(AnyOf) ? Refusals.NotAllowed()
        : NeedsIdentity && caller.Actor.PersonKey is null ? Refusals.RealNameRequired()
        : null;
}

/// <summary>Says who may call a route.</summary>
internal static class AccessConventions
{
    /// <summary>The routes of <paramref name="builder"/> are for <paramref name="access"/>.</summary>
    public static TBuilder For<TBuilder>(
        this TBuilder builder, Access access) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(access);
}

/// <summary>What the gate says no with.</summary>
internal static class AccessRefusals
{
    /// <summary>No token.</summary>
    public static Refusal NotSignedIn() => new(RefusalCode.NotSignedIn,
        new LocalText("请先登录后再操作。", "Please sign in first."));

    /// <summary>A token that is unknown, ended, or of a disabled account: which of them is nobody's business.</summary>
    public static Refusal SessionEnded() => new(RefusalCode.SessionEnded,
        new LocalText("登录已失效，请重新登录。", "The session has ended; please sign in again."));

    /// <summary>More checks from one address than anybody needs.</summary>
    public static Refusal TooManyChecks(TimeSpan wait) => new(RefusalCode.TooMany,
        new LocalText("该网络地址的查验过于频繁，请稍后再试。", "Too many checks from this address; please try again in a moment."))
    {
        Transient = true, RetryAfter = wait,
    };

    /// <summary>More from one address, without a token, than people send.</summary>
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

    /// <summary>The role demands the second factor that is to be removed.</summary>
    public static Refusal SecondFactorDemanded() => new(RefusalCode.SecondFactor, new LocalText(
        "该角色必须使用动态口令，不能停用；更换设备请由管理员重置账号。",
        "This role has to have a second factor; for another device the account is reset by an administrator."));

    /// <summary>The act asks for a proof of the last minutes.</summary>
    public static Refusal Reauthenticate() => new(RefusalCode.Reauthenticate, new LocalText(
        "请重新验证身份后再操作。",
        "Prove again who you are, by the password or a one-time code, and send this again."));

    /// <summary>There is a newer version of what the account agreed to, or it never agreed.</summary>
    public static Refusal AgreementDue() => new(RefusalCode.AgreementDue, new LocalText(
        "协议已更新，请阅读并同意后继续。",
        "The agreements have changed: read them and agree before you go on."));

    /// <summary>No party of the account's; whether there is such a one is nobody's business.</summary>
    public static Refusal NotForThisParty() => new(RefusalCode.NotAllowed, new LocalText(
        "本账号不能代该主体办事。", "The account does not act for this party; your account names those for which it does."));

    /// <summary>A first or reset password.</summary>
    public static Refusal PasswordChangeDue() => new(RefusalCode.PasswordChangeDue,
        new LocalText("请先修改初始密码。", "Please change the first password before anything else."));
}
