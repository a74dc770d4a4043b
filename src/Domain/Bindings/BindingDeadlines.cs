using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What a binding does by itself: it asks the police data source when it is filed, records a missed limit, refuses an
/// unanswered supplement, lets an undoing lapse, ends the time after a binding in which harmful acts are refused
/// (H.24), gives the account its new phone if nobody objected, and erases data whose time is over.
/// </summary>
internal static class BindingDeadlines
{
    /// <summary>The earliest deadline; null: there is none.</summary>
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
