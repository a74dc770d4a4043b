using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Tests.Support;

/// <summary>
/// What an entity does, without the reminders before it: they change nothing, and have tests of their own.
/// </summary>
internal static class Acts
{
    /// <summary>The deadline, or what is ahead of a reminder; null: nothing but reminders.</summary>
    public static ArmedDeadline? Act(this Deadline? next) => next?.Event is RemindersDue ? next.Ahead : next?.Armed;

    /// <summary>The events of a decision but reminders.</summary>
    public static IEnumerable<Event> ActsOf(Decision decision) =>
        Assert.IsType<Decision.Accepted>(decision).Events.Where(happened => happened is not RemindersDue);

    /// <summary>Notices but reminders.</summary>
    public static IEnumerable<Notice> NoticesOf(Reactions reactions) =>
        reactions.Notices.Where(notice => !IsReminder(notice));

    /// <summary>True for the notice of a reminder.</summary>
    public static bool IsReminder(Notice notice) =>
        notice.Kind.StartsWith("remind.", StringComparison.Ordinal)
        || notice.Kind is "desk.limit" or "desk.secondOfficer";
}
