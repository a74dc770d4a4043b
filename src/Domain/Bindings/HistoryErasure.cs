using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Retention;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// The history of an account that was closed and never proved anything is erased: where data is sealed its key goes
/// with this commit, and with it every event before. Stored as its last event's name, which is never sealed.
/// </summary>
/// <param name="AccountId">The account.</param>
/// <param name="At">From when on nobody can read it, UTC.</param>
public sealed record HistoryErased(string AccountId, DateTimeOffset At) : BindingEvent;

/// <summary>
/// Removes what stands beside the erased history: rows of its applications, kept answers, notices, and what was
/// uploaded for them. Whoever delivers it removes them first, as with <see cref="SettleAccount"/>.
/// </summary>
/// <param name="AccountId">The account.</param>
public sealed record SettleErasure(string AccountId) : Command;

/// <summary>Which histories are no register and go after their time (PIPL, article 47; docs/adr/0150).</summary>
internal static class HistoryErasure
{
    /// <summary>
    /// True when nothing was ever granted or decided about whose the account is: every application was a filing, none
    /// is granted, and nobody was bound. What officers have asked about it stays.
    /// </summary>
    public static bool HasProvenNothing(IdentityBinding b, AccountClosed closing) =>
        closing.PersonKey is null && b.Bound is null && b.ApplicationCount == b.Filings.Length;

    /// <summary>When the history goes; null: it stays, or is gone.</summary>
    public static DateTimeOffset? DueAt(IdentityBinding b) => b is { HasProvenNothing: true, ClosedAt: { } closed }
        ? closed.AddDays(RetentionTable.Of(RetentionKind.ClosedHistories).Days) : null;

    /// <summary>What is left: that there was an account, and that it was closed.</summary>
    public static IdentityBinding Rest(IdentityBinding b, HistoryErased erased) => new()
    {
        Key = b.Key, AccountId = b.AccountId, ClosedAt = b.ClosedAt, ErasedAt = erased.At,
    };

    /// <summary>To a history that is gone nothing happens any more; what stood in it is not there.</summary>
    public static Decision Decide(Command command, Context context) => command switch
    {
        PassTime => Decision.Nothing,
        SettleAccount or SettlePhone or SettleClosing or SettleErasure when context.Actor.Is(Roles.Registry) =>
            Decision.Nothing,
        Applications.ApplicationCommand => Refusals.NotFound(),
        _ => BindingRefusals.Closed(),
    };
}
