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

/// <summary>What an auditor should look at in the audit of an account. Numbers are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<AuditAlarm>))]
public enum AuditAlarm
{
    /// <summary>Many reads of other people's data, or a spent budget of look-ups.</summary>
    ManyLookUps = 1,

    /// <summary>Many requests that were refused.</summary>
    ManyRefusals = 2,

    /// <summary>Other people's data was read at night.</summary>
    NightWork = 3,
}

/// <summary>The owner or somebody else has changed how one signs in to the account: the account is notified.</summary>
public sealed record NoteAccountChange(string AccountId, AccountChange Change) : Command;

/// <summary>
/// The owner reports that somebody else made a change (不是我本人操作). For some time nothing about signing in can be changed,
/// and acts that are refused after a binding (H.24) are refused.
/// </summary>
public sealed record FreezeChanges(string AccountId) : Command;

/// <summary>The audit has an alarm about an account: the auditors are notified.</summary>
public sealed record NoteAlarm(string AccountId, AuditAlarm Alarm, int Count) : Command;

/// <summary>How one signs in to the account was changed.</summary>
public sealed record AccountChanged(string AccountId, AccountChange Change, DateTimeOffset At) : BindingEvent;

/// <summary>The owner reported a change that somebody else made.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Until">Changes are refused before this instant, UTC.</param>
public sealed record ChangesFrozen(string AccountId, DateTimeOffset At, DateTimeOffset Until) : BindingEvent;

/// <summary>The audit had an alarm about an account.</summary>
public sealed record AccountAlarmed(string AccountId, AuditAlarm Alarm, int Count, DateTimeOffset At) : BindingEvent;

/// <summary>
/// Decides about the safety of an account. Changes that were decided elsewhere are only recorded here.
/// </summary>
internal static class AccountSafety
{
    /// <summary>A change that was made.</summary>
    public static Decision Note(EntityId id, NoteAccountChange c, Context context) =>
        !IsOwn(id, c.AccountId, context) ? Refusals.NotAllowed()
            : Decision.Of(new AccountChanged(c.AccountId, c.Change, context.Now));

    /// <summary>Records an alarm of the audit.</summary>
    public static Decision Note(EntityId id, NoteAlarm c, Context context) =>
        !IsOwn(id, c.AccountId, context) ? Refusals.NotAllowed()
            : Decision.Of(new AccountAlarmed(c.AccountId, c.Alarm, c.Count, context.Now));

    /// <summary>Freezes changes for as long as after a binding; a second report begins the time again.</summary>
    public static Decision Freeze(EntityId id, FreezeChanges c, Context context) =>
        id != IdentityBinding.IdOf(c.AccountId) || context.Actor.AccountId != c.AccountId ? Refusals.NotAllowed()
            : Decision.Of(new ChangesFrozen(
                c.AccountId, context.Now, context.Now.AddHours(context.Road.IdentityBarHours)));

    private static bool IsOwn(EntityId id, string accountId, Context context) =>
        context.Actor.Is(Roles.Registry) && id == IdentityBinding.IdOf(accountId);
}
