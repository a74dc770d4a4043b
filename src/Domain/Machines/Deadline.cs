namespace OrleansRegistry.Domain.Machines;

/// <summary>Something that an entity does by itself at an instant.</summary>
/// <param name="Name">A stable name, for operations and the forecast.</param>
/// <param name="DueAt">From this instant on, UTC.</param>
/// <param name="Event">What then happens.</param>
public sealed record Deadline(string Name, DateTimeOffset DueAt, Event Event)
{
    /// <summary>What is kept of it: when and why the entity acts next.</summary>
    public ArmedDeadline Armed => new(Name, DueAt);

    /// <summary>Keeps the earliest; at the same instant the one considered first goes first.</summary>
    public static void Consider(ref Deadline? first, string name, DateTimeOffset dueAt, Event what)
    {
        if (first is null || dueAt < first.DueAt) first = new Deadline(name, dueAt, what);
    }
}
