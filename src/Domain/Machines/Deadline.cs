using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Machines;

/// <summary>Something that an entity does by itself at an instant.</summary>
/// <param name="Name">A stable name, for operations and the forecast.</param>
/// <param name="DueAt">From this instant on, UTC.</param>
/// <param name="Event">The event that the deadline causes.</param>
public sealed record Deadline(string Name, DateTimeOffset DueAt, Event Event)
{
    /// <summary>
    /// The instant of the deadline by law, where it is put off because a calendar is missing (H.17), UTC; null: it is
    /// <see cref="DueAt"/>.
    /// </summary>
    public DateTimeOffset? LawfulAt { get; init; }

    /// <summary>True while a calendar needed for the count is missing: the day may move.</summary>
    public bool Provisional { get; init; }

    /// <summary>
    /// For reminders, which come before other deadlines and change nothing: the deadline that follows. Null: there is
    /// none, or this is no reminder.
    /// </summary>
    public ArmedDeadline? Ahead { get; init; }

    /// <summary>True for reminders: they change no right.</summary>
    public bool IsReminder => Name == Reminding.Deadline;

    /// <summary>
    /// What is stored of it: when and why the entity acts next, and for a reminder the deadline that follows.
    /// </summary>
    public ArmedDeadline Armed => new(Ahead is null ? Name : ArmedReminder.NameOf(Name, Ahead), DueAt);

    /// <summary>Keeps the earlier of two deadlines; of two at the same instant the one considered first.</summary>
    public static void Consider(ref Deadline? first, string name, DateTimeOffset dueAt, Event what)
    {
        if (first is null || dueAt < first.DueAt) first = new Deadline(name, dueAt, what);
    }

    /// <summary>
    /// Considers a deadline after the last day <paramref name="by"/>. One that takes a right away waits while that day
    /// may still move; one that only records that a day is over does not.
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
