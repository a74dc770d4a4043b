using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// Who has to have a second factor, and when a session has to be proven again, for the API and the pages alike
/// (docs/adr/0092).
/// </summary>
/// <param name="Required">
/// True: every account with another role than a holder's must have a second factor, and every account proves its
/// session again before an act that asks for it. False: only accounts that have enrolled a second factor are asked for
/// it.
/// </param>
public sealed record SecondFactorRule(bool Required)
{
    /// <summary>How old a proof may be, inclusive.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>True when the account has to enrol one before anything else.</summary>
    /// <param name="account">The account.</param>
    /// <param name="acting">The role for this request; an operator's where a person acts for a business.</param>
    public bool IsMissing(Account account, Roles acting = Roles.None) =>
        IsDemandedOf(account.Roles | acting) && !account.SecondFactor;

    /// <summary>True when the account may not go without one: any role but a holder's.</summary>
    public bool Demanded(Account account) => IsDemandedOf(account.Roles);

    private bool IsDemandedOf(Roles roles) => Required && (roles & ~Roles.Holder) != 0;

    /// <summary>True when the session's last proof is too old for an act that asks for one.</summary>
    public bool IsStale(Account account, DateTimeOffset provenAt, DateTimeOffset now) =>
        (Required || account.SecondFactor) && now - provenAt > GoodFor;

    /// <summary>The refusal when the role demands a second factor and the account has none yet.</summary>
    public static Refusal Missing() => new(RefusalCode.SecondFactor, new LocalText(
        "请先启用动态口令。", "Enrol a second factor first, on the page of your account."));
}
