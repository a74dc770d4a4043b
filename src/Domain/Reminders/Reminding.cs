using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// Reminders of last days, read off what runs now (rules.md H.27). What is on record is one instant: all rungs up to it
/// are done, and rungs of the same instant are done together, so none is lost, none comes twice, and an entity is woken
/// for its next rung alone.
/// </summary>
internal static class Reminding
{
    /// <summary>The name of the deadline.</summary>
    public const string Deadline = "reminders.due";

    /// <summary>
    /// Considers the next rungs of the last days that run. Asked after every other deadline, which it keeps as what is
    /// ahead of the entity besides.
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
    /// The last days of which somebody is notified for the reminders of a commit: each once, and only what still runs
    /// after it and whose day is not over.
    /// </summary>
    /// <param name="events">The events of the commit.</param>
    /// <param name="ahead">The last days that run after it.</param>
    /// <param name="context">Today.</param>
    public static IEnumerable<LastDayAhead> Of(
        ImmutableArray<Event> events, Func<IEnumerable<LastDayAhead>> ahead, Context context)
    {
        var due = events.OfType<RemindersDue>().SelectMany(one => one.Reminders).ToHashSet();
        return due.Count == 0 ? [] : ahead().Where(last =>
            last.Day >= context.Today && due.Contains(new Reminder(last.Name, last.Day, last.About)));
    }
}
