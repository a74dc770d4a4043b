using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// What an account may do to the other users of its enterprise, for API and pages alike. A person's account that acts
/// for the person's business gives nobody a password: an account that it has opened or reset would act for the business
/// on its own, also after the ownership or the binding has ended (docs/adr/0185).
/// </summary>
public static class OwnUsers
{
    /// <summary>True: the account acts for a business of its person, and not for its own party.</summary>
    public static bool IsOwner(Actor actor, Account account) =>
        actor.Is(Roles.Operator) && (account.Roles & Roles.Operator) == 0;

    /// <summary>The refusal of opening or resetting another user; null: the account may.</summary>
    public static Refusal? MayNotGive(Actor actor, Account account) => !IsOwner(actor, account) ? null
        : new Refusal(RefusalCode.NotAllowed, new LocalText(
            "以经营者本人账号代企业办理时，不能开设或重置企业账号；请由企业账号或者平台管理员办理。",
            "The owner's own account opens and resets no users of the business: a user of it does, or an "
                + "administrator."));

    /// <summary>The refusal of disabling another user; null: the account may.</summary>
    public static Refusal? MayNotDisable(Actor actor, DateTimeOffset now) =>
        actor.BarredUntil is { } until && now < until ? BindingRefusals.Barred(until) : null;
}
