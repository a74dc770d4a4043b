using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Retention;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// The history of a closed account that never proved an identity is erased. Where data is sealed, this commit removes
/// the key, so that no earlier event can be read. Stored under the name of the account's last event, which is never
/// sealed.
/// </summary>
/// <param name="AccountId">The account.</param>
/// <param name="At">From this instant on nobody can read it, UTC.</param>
public sealed record HistoryErased(string AccountId, DateTimeOffset At) : BindingEvent;

/// <summary>
/// Removes what is stored besides the erased history: rows of its applications, kept answers, notices, and uploads for
/// them. Whoever delivers this command removes them first, as with <see cref="SettleAccount"/>.
/// </summary>
/// <param name="AccountId">The account.</param>
public sealed record SettleErasure(string AccountId) : Command;

/// <summary>
/// Which histories are not part of the register and are erased after some time (PIPL, article 47; docs/adr/0150).
/// </summary>
internal static class HistoryErasure
{
    /// <summary>
    /// True when no identity was ever proven and no officer ever acted: every application was a filing, none was
    /// granted, and nobody was bound. What officers have asked for is kept.
    /// </summary>
    public static bool HasProvenNothing(IdentityBinding b, AccountClosed closing) =>
        closing.PersonKey is null && b.Bound is null && b.ApplicationCount == b.Filings.Length;

    /// <summary>When the history is erased; null: it is kept, or is erased already.</summary>
    public static DateTimeOffset? DueAt(IdentityBinding b) => b is { HasProvenNothing: true, ClosedAt: { } closed }
        ? closed.AddDays(RetentionTable.Of(RetentionKind.ClosedHistories).Days) : null;

    /// <summary>The state that remains: that there was an account, and that it was closed.</summary>
    public static IdentityBinding Rest(IdentityBinding b, HistoryErased erased) => new()
    {
        Key = b.Key, AccountId = b.AccountId, ClosedAt = b.ClosedAt, ErasedAt = erased.At,
    };

    /// <summary>Nothing can happen to an erased history; what it had is "not found".</summary>
    public static Decision Decide(Command command, Context context) => command switch
    {
        PassTime => Decision.Nothing,
        SettleAccount or SettlePhone or SettleClosing or SettleErasure when context.Actor.Is(Roles.Registry) =>
            Decision.Nothing,
        Applications.ApplicationCommand => Refusals.NotFound(),
        _ => BindingRefusals.Closed(),
    };
}
