using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>What changed about signing in to an account. Numbers are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<AccountChange>))]
public enum AccountChange
{
    /// <summary>Another phone.</summary>
    Phone = 1,

    /// <summary>Another password.</summary>
    Password = 2,

    /// <summary>A generator of one-time passwords is in use.</summary>
    SecondFactor = 3,

    /// <summary>The generator was removed.</summary>
    SecondFactorRemoved = 4,

    /// <summary>New recovery codes.</summary>
    RecoveryCodes = 5,
}

/// <summary>What the audit of an account shows that an auditor should look at. Numbers are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<AuditAlarm>))]
public enum AuditAlarm
{
    /// <summary>Many reads of others' data, searches and look-ups; or a budget of look-ups was spent.</summary>
    ManyLookUps = 1,

    /// <summary>Many requests that were refused.</summary>
    ManyRefusals = 2,

    /// <summary>Others' data was read at night.</summary>
    NightWork = 3,
}

/// <summary>Its owner, or somebody else, has changed how an account is signed in to: the account is notified.</summary>
public sealed record NoteAccountChange(string AccountId, AccountChange Change) : Command;

/// <summary>
/// The owner of the account says that a change was not made by the owner (不是我本人操作): for some time nothing about
/// signing in changes, nor is anything taken that H.24 bars after a binding.
/// </summary>
public sealed record FreezeChanges(string AccountId) : Command;

/// <summary>The audit shows something about an account: the auditors are notified.</summary>
public sealed record NoteAlarm(string AccountId, AuditAlarm Alarm, int Count) : Command;

/// <summary>How an account is signed in to was changed.</summary>
public sealed record AccountChanged(string AccountId, AccountChange Change, DateTimeOffset At) : BindingEvent;

/// <summary>The owner said that a change was not the owner's.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Until">From this instant on changes are taken again, UTC.</param>
public sealed record ChangesFrozen(string AccountId, DateTimeOffset At, DateTimeOffset Until) : BindingEvent;

/// <summary>The audit shows something about an account.</summary>
public sealed record AccountAlarmed(string AccountId, AuditAlarm Alarm, int Count, DateTimeOffset At) : BindingEvent;

/// <summary>Decides about the safety of an account; what is decided elsewhere is only recorded.</summary>
internal static class AccountSafety
{
    /// <summary>A change that was made.</summary>
    public static Decision Note(EntityId id, NoteAccountChange c, Context context) =>
        !IsOwn(id, c.AccountId, context) ? Refusals.NotAllowed()
            : Decision.Of(new AccountChanged(c.AccountId, c.Change, context.Now));

    /// <summary>Something that the audit shows.</summary>
    public static Decision Note(EntityId id, NoteAlarm c, Context context) =>
        !IsOwn(id, c.AccountId, context) ? Refusals.NotAllowed()
            : Decision.Of(new AccountAlarmed(c.AccountId, c.Alarm, c.Count, context.Now));

    /// <summary>As long as nothing that hurts is taken after a binding; said again, it begins again.</summary>
    public static Decision Freeze(EntityId id, FreezeChanges c, Context context) =>
        id != IdentityBinding.IdOf(c.AccountId) || context.Actor.AccountId != c.AccountId ? Refusals.NotAllowed()
            : Decision.Of(new ChangesFrozen(
                c.AccountId, context.Now, context.Now.AddHours(context.Road.IdentityBarHours)));

    private static bool IsOwn(EntityId id, string accountId, Context context) =>
        context.Actor.Is(Roles.Registry) && id == IdentityBinding.IdOf(accountId);
}
