using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>A new phone for an account whose phone is lost, while it waits to take effect (decisions 4).</summary>
/// <param name="Id">Its id: the request of the employer's manager, or the approval of two officers.</param>
/// <param name="PersonKey">The person whose account it is.</param>
/// <param name="Phone">The new phone; a code sent to it was entered.</param>
/// <param name="At">When it was asked for, UTC.</param>
/// <param name="EffectiveAt">
/// From this instant on the account has the new phone, unless the old phone objects before, UTC.
/// </param>
/// <param name="By">The account of the manager, or of the first officer.</param>
/// <param name="ConfirmedBy">The second officer's account; null: a manager vouches.</param>
public sealed record PhoneRecovery(
    string Id, string PersonKey, string Phone, DateTimeOffset At, DateTimeOffset EffectiveAt, string By,
    string? ConfirmedBy = null)
{
    /// <summary>How long the old phone may object, in hours (decisions 4).</summary>
    public const int WaitHours = 24;
}

/// <summary>
/// Decides about lost phones. Those who vouch for the driver (the employer's manager, or two officers) cannot change
/// the phone at once: the old phone and the employer are notified, and for one day the old phone may object. The 72
/// hours of H.24 follow.
/// </summary>
internal static class LostPhone
{
    /// <summary>
    /// Begins the day in which the old phone may object. Only the registry itself asks, once somebody has vouched.
    /// </summary>
    public static Decision Begin(EntityId id, IdentityBinding? b, RecoverPhone c, Context context)
    {
        if (!context.Actor.Is(Roles.Registry) || id != IdentityBinding.IdOf(c.AccountId)) return Refusals.NotAllowed();
        if (b?.Recovery is { } pending) return pending.Id == c.RecoveryId ? Decision.Nothing : UnderWay(pending);
        return MayNot(c.PersonKey, c.AccountId, context) is { } no ? no
            : Decision.Of(new PhoneRecoveryBegun(c.AccountId, new PhoneRecovery(
                c.RecoveryId, c.PersonKey, c.Phone, context.Now, context.Now.AddHours(PhoneRecovery.WaitHours), c.By,
                c.ConfirmedBy)));
    }

    /// <summary>The refusal of a new phone for this person's account; null: it is possible.</summary>
    public static Refusal? MayNot(string personKey, string accountId, Context context) =>
        context.Facts.Person(personKey) is not { } person || person.AccountId is null || person.AccountId != accountId
            ? NoAccount()
        : person.BarredUntil is { } until && context.Now < until ? BindingRefusals.Barred(until) : null;

    /// <summary>The old phone objects; the session of its account says so.</summary>
    public static Decision Object(IdentityBinding? b, ObjectToRecovery c, Context context) =>
        b is null || b.AccountId != context.Actor.AccountId || b.Recovery?.Id != c.RecoveryId ? Refusals.NotFound()
        : Decision.Of(new PhoneRecoveryObjected(c.RecoveryId, context.Now));

    /// <summary>The event when the day is over and nobody objected.</summary>
    public static PhoneRecovered Effect(PhoneRecovery waiting, Context context) => new(
        waiting.Id, waiting.EffectiveAt, waiting.EffectiveAt.AddHours(context.Road.IdentityBarHours));

    /// <summary>The person has no account whose phone could be changed.</summary>
    public static Refusal NoAccount() => Refusals.WrongState(
        "该人员没有绑定账号，可用新手机号注册并重新实名认证。",
        "The person has no account bound: open one by the new phone and prove the identity.");

    private static Refusal UnderWay(PhoneRecovery pending) => Refusals.WrongState(
        $"已有更换手机号的申请，{Calendar.ShanghaiTime.ToLocal(pending.EffectiveAt):yyyy-MM-dd HH:mm} 生效。",
        "Another phone is on its way already, from "
        + $"{Calendar.ShanghaiTime.ToLocal(pending.EffectiveAt):yyyy-MM-dd HH:mm} on.");
}
