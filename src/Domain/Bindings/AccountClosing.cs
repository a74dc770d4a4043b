using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>The owner closes the account (注销账号): it cannot be undone, only begun anew (docs/adr/0146).</summary>
public sealed record CloseAccount(string AccountId) : Command;

/// <summary>
/// Empties the account that was closed. Whoever delivers it writes the account first, as with
/// <see cref="SettleAccount"/>; the binding records nothing.
/// </summary>
/// <param name="AccountId">The account.</param>
/// <param name="PersonKey">Whose it was; null: nobody's.</param>
public sealed record SettleClosing(string AccountId, string? PersonKey = null) : Command;

/// <summary>The owner closed the account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="At">When, UTC.</param>
/// <param name="PersonKey">Whose it was until then; null: nobody's.</param>
public sealed record AccountClosed(string AccountId, DateTimeOffset At, string? PersonKey = null) : BindingEvent;

/// <summary>
/// Decides about closing an account: natural persons alone, as whoever was appointed or acts for an enterprise is
/// disabled by its administrator or manager. Applications under way and the register go on (rules.md H.25: ending a
/// relation leaves them as they are); what the account has asked about itself ends with it.
/// </summary>
public static class AccountClosing
{
    /// <summary>The decision; said twice it is one.</summary>
    public static Decision Decide(EntityId id, IdentityBinding? b, CloseAccount c, Context context)
    {
        if (id != IdentityBinding.IdOf(c.AccountId) || context.Actor.AccountId != c.AccountId
            || !MayAsk(context.Actor.Roles)) return Refusals.NotAllowed();
        if (b?.ClosedAt is not null) return Decision.Nothing;
        if (MayNot(b, context.Now) is { } no) return no;
        return Decision.Of([.. Ended(b, context.Now),
            new AccountClosed(c.AccountId, context.Now, context.Actor.PersonKey)]);
    }

    /// <summary>That it is closed, to whose it was and, as a last text, to its phone.</summary>
    public static Notice NoticeTo(string recipient) => Notice.Of("account.closed", recipient, []);

    /// <summary>True for the account of a natural person.</summary>
    public static bool MayAsk(Roles roles) => roles == Roles.Holder;

    /// <summary>
    /// Null, or why not now: the owner has said that somebody else acts (docs/adr/0112), or it is bound for less than
    /// 72 hours, in which nothing that hurts the person is taken (H.24). A thief could else close what was just taken.
    /// </summary>
    public static Refusal? MayNot(IdentityBinding? b, DateTimeOffset now) =>
        b?.FrozenUntil is { } frozen && now < frozen ? BindingRefusals.Frozen(frozen)
        : b?.Bound?.BarredUntil is { } barred && now < barred ? BindingRefusals.Barred(barred)
        : null;

    /// <summary>A proof of identity is withdrawn with the account; what officers have asked for lapses.</summary>
    private static ImmutableArray<Event> Ended(IdentityBinding? b, DateTimeOffset now) =>
    [
        .. (b?.Applications ?? []).Where(a => a.IsOpen).Select(a => a.Service == ServiceId.IdentityBinding
            ? (Event)new BindingWithdrawn(a.Id, now) : new ApprovalLapsed(a.Id, now)),
    ];
}
