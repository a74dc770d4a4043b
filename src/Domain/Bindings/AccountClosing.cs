using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// The owner closes the account (注销账号). It cannot be undone; a new account may be opened (docs/adr/0146).
/// </summary>
public sealed record CloseAccount(string AccountId) : Command;

/// <summary>
/// Removes the data of the account that was closed. Whoever delivers this command changes the account first, as with
/// <see cref="SettleAccount"/>; the binding records nothing.
/// </summary>
/// <param name="AccountId">The account.</param>
/// <param name="PersonKey">The person to whom the account belonged; null: nobody.</param>
public sealed record SettleClosing(string AccountId, string? PersonKey = null) : Command;

/// <summary>The owner closed the account.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="At">When, UTC.</param>
/// <param name="PersonKey">The person to whom the account belonged until then; null: nobody.</param>
public sealed record AccountClosed(string AccountId, DateTimeOffset At, string? PersonKey = null) : BindingEvent;

/// <summary>
/// Decides about closing an account. Only natural persons close theirs: accounts of officers and enterprises are
/// disabled by an administrator or manager. Applications under way and the register are not touched (rules.md H.25);
/// what the account has asked for itself (a proof of identity) ends with it.
/// </summary>
public static class AccountClosing
{
    /// <summary>The decision. A repeat changes nothing.</summary>
    public static Decision Decide(EntityId id, IdentityBinding? b, CloseAccount c, Context context)
    {
        if (id != IdentityBinding.IdOf(c.AccountId) || context.Actor.AccountId != c.AccountId
            || !MayAsk(context.Actor.Roles)) return Refusals.NotAllowed();
        if (b?.ClosedAt is not null) return Decision.Nothing;
        if (MayNot(b, context.Now) is { } no) return no;
        return Decision.Of([.. Ended(b, context.Now),
            new AccountClosed(c.AccountId, context.Now, context.Actor.PersonKey)]);
    }

    /// <summary>Notifies the person that the account is closed, and, as the last text, the account's phone.</summary>
    public static Notice NoticeTo(string recipient) => Notice.Of("account.closed", recipient, []);

    /// <summary>True for the account of a natural person.</summary>
    public static bool MayAsk(Roles roles) => roles == Roles.Holder;

    /// <summary>
    /// The refusal if the account cannot be closed now; null: it can. It cannot while the owner has reported a change
    /// by somebody else (docs/adr/0112), or in the 72 hours after a binding, in which acts that harm the person are
    /// refused (H.24): otherwise a thief could close an account just taken over.
    /// </summary>
    public static Refusal? MayNot(IdentityBinding? b, DateTimeOffset now) =>
        b?.FrozenUntil is { } frozen && now < frozen ? BindingRefusals.Frozen(frozen)
        : b?.Bound?.BarredUntil is { } barred && now < barred ? BindingRefusals.Barred(barred)
        : null;

    /// <summary>
    /// The open proof of identity is withdrawn with the account; what officers have asked for lapses.
    /// </summary>
    private static ImmutableArray<Event> Ended(IdentityBinding? b, DateTimeOffset now) =>
    [
        .. (b?.Applications ?? []).Where(a => a.IsOpen).Select(a => a.Service == ServiceId.IdentityBinding
            ? (Event)new BindingWithdrawn(a.Id, now) : new ApprovalLapsed(a.Id, now)),
    ];
}
