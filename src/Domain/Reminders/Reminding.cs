using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// Reminders of last days, computed from what runs now (rules.md H.27). Only one instant is stored: all reminders up to
/// it were sent. Reminders of the same instant are sent together, so that none is lost, none is sent twice, and an
/// entity is woken only for its next reminder.
/// </summary>
internal static class Reminding
{
    /// <summary>The name of the deadline.</summary>
    public const string Deadline = "reminders.due";

    /// <summary>
    /// Considers the next reminders of the last days that run. Called after every other deadline was considered; the
    /// deadline that it displaces is kept as the one that follows.
    /// </summary>
    public static void Consider(
        ref Deadline? first, EntityState state, IEnumerable<LastDayAhead> ahead, Context context)
    {
        DateTimeOffset? next = null;
        ImmutableArray<Reminder>.Builder? due = null;
        foreach (var last in ahead)
        {
            if (last.RungAfter(state.RemindedAt, context.Calendar) is not { } at || at > next) continue;
            if (first is not null && at >= first.DueAt) continue;
            due ??= ImmutableArray.CreateBuilder<Reminder>();
            if (at < next) due.Clear();
            next = at;
            due.Add(new Reminder(last.Name, last.Day, last.About));
        }
        if (next is { } instant)
            first = new Deadline(Deadline, instant, new RemindersDue(instant, due!.ToImmutable()))
            {
                Ahead = first?.Armed,
            };
    }

    /// <summary>
    /// The last days for which the reminders of a commit notify somebody: each once, and only those that still run
    /// after the commit and are not over.
    /// </summary>
    /// <param name="events">The events of the commit.</param>
    /// <param name="ahead">The last days that run after the commit.</param>
    /// <param name="context">Today.</param>
    public static IEnumerable<LastDayAhead> Of(
        ImmutableArray<Event> events, Func<IEnumerable<LastDayAhead>> ahead, Context context)
    {
        var due = events.OfType<RemindersDue>().SelectMany(one => one.Reminders).ToHashSet();
        return due.Count == 0 ? [] : ahead().Where(last =>
            last.Day >= context.Today && due.Contains(new Reminder(last.Name, last.Day, last.About)));
    }
}
