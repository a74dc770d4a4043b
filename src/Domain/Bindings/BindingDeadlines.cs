using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What a binding does by itself: asks the source at its opening, records a missed limit, refuses what stayed
/// unanswered, lets an undoing lapse, ends the time in which nothing that hurts is taken (H.24), gives
/// the account the phone to which nobody objected, and erases what is kept no longer.
/// </summary>
internal static class BindingDeadlines
{
    /// <summary>What is due first; null: nothing.</summary>
    public static Deadline? Next(IdentityBinding b, Context context)
    {
        Deadline? first = null;
        foreach (var application in b.Applications)
        {
            var chain = BindingDecider.ChainOf(application.Service);
            if (ApplicationDeadlines.Consider(ref first, chain, [application], context)) return first;
        }
        if (b.Bound is { BarredUntil: { } until, BarOver: false })
            Deadline.Consider(ref first, "identityBar", until, new BindingBarEnded(until));
        if (b.Recovery is { } waiting)
            Deadline.Consider(ref first, "phoneRecovery", waiting.EffectiveAt, LostPhone.Effect(waiting, context));
        if (HistoryErasure.DueAt(b) is { } over)
            Deadline.Consider(ref first, "historyErasure", over, new HistoryErased(b.AccountId, over));
        Reminding.Consider(ref first, b, BindingReminders.Of(b), context);
        return first;
    }
}
