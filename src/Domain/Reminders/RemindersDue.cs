using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>One reminder of a last day.</summary>
/// <param name="Name">What ends with the day.</param>
/// <param name="Day">The day, inclusive.</param>
/// <param name="About">The application, finding or permit; null: the entity itself.</param>
public sealed record Reminder(string Name, DateOnly Day, string? About = null);

/// <summary>Reminders of one instant were due; the same event for every kind of entity.</summary>
/// <param name="At">The instant of all of them, 09:00 in Shanghai; UTC.</param>
/// <param name="Reminders">The reminders that are due.</param>
public sealed record RemindersDue(DateTimeOffset At, ImmutableArray<Reminder> Reminders) : Event;
