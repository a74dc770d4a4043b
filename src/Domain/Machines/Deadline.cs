using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Machines;

/// <summary>Something that an entity does by itself at an instant.</summary>
/// <param name="Name">A stable name, for operations and the forecast.</param>
/// <param name="DueAt">From this instant on, UTC.</param>
/// <param name="Event">What then happens.</param>
public sealed record Deadline(string Name, DateTimeOffset DueAt, Event Event)
{
    /// <summary>
    /// The instant at which it falls due by the law where it waits for a calendar (H.17), UTC; null: that is
    /// <see cref="DueAt"/>.
    /// </summary>
    public DateTimeOffset? LawfulAt { get; init; }

    /// <summary>True while the calendar of a year that was counted is not known: the day may move.</summary>
    public bool Provisional { get; init; }

    /// <summary>
    /// Of reminders, which come before other deadlines and change nothing: what the entity does next besides. Null:
    /// nothing, or this is no reminder.
    /// </summary>
    public ArmedDeadline? Ahead { get; init; }

    /// <summary>True for reminders: they change nothing of a right.</summary>
    public bool IsReminder => Name == Reminding.Deadline;

    /// <summary>What is kept of it: when and why the entity acts next, and what of reminders is ahead.</summary>
    public ArmedDeadline Armed => new(Ahead is null ? Name : ArmedReminder.NameOf(Name, Ahead), DueAt);

    /// <summary>Keeps the earliest; at the same instant the one considered first goes first.</summary>
    public static void Consider(ref Deadline? first, string name, DateTimeOffset dueAt, Event what)
    {
        if (first is null || dueAt < first.DueAt) first = new Deadline(name, dueAt, what);
    }

    /// <summary>
    /// The same for what follows the last day <paramref name="by"/>. What takes a right away waits on a day that may
    /// still move; what only says that a day is over does not.
    /// </summary>
    public static void ConsiderEnd(ref Deadline? first, string name, LegalDate by, Event what, bool takesRight = true)
    {
        var over = ShanghaiTime.EndOf(by.Date);
        var dueAt = takesRight ? ShanghaiTime.EndOf(by.RightKeptThrough) : over;
        if (first is not null && dueAt >= first.DueAt) return;
        first = new Deadline(name, dueAt, what)
        {
            LawfulAt = dueAt == over ? null : over, Provisional = by.Provisional,
        };
    }
}
