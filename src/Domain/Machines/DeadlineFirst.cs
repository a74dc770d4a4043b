using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Machines;

/// <summary>How one kind of entity changes, and what it does next by itself.</summary>
/// <param name="Evolve">The state after an event.</param>
/// <param name="NextDeadline">The earliest deadline; null: the entity is at rest.</param>
public sealed record Decider<T>(
    Func<T?, Event, T> Evolve, Func<T, Context, Deadline?> NextDeadline) where T : EntityState;

/// <summary>
/// Decides so that a command never meets a state that time has overtaken: first
/// whatever is due is done, then the command is decided, then what its outcome
/// made due is done. All of it is one commit; a refusal leaves nothing behind.
/// </summary>
public static class DeadlineFirst
{
    /// <summary>
    /// Deadlines that one commit may carry out; more would be a deadline that does not go away: a bug.
    /// </summary>
    private const int MaxDeadlines = 1000;

    /// <summary>The decision of <paramref name="decide"/> on the state as it is once everything due is done.</summary>
    public static Decision Decide<T>(
        Decider<T> decider, T? state, Func<T?, Decision> decide, Context context) where T : EntityState
    {
        var events = ImmutableArray.CreateBuilder<Event>();
        var now = state is null ? null : CarryOutDue(decider, state, events, context);
        var decision = decide(now);
        if (decision is not Decision.Accepted own) return decision;
        foreach (var happened in own.Events) now = decider.Evolve(now, happened);
        events.AddRange(own.Events);
        if (own.Events.Length > 0) CarryOutDue(decider, now!, events, context);
        return new Decision.Accepted(events.ToImmutable());
    }

    /// <summary>
    /// Carries out what is due, appends it to <paramref name="events"/> and gives the state after it.
    /// </summary>
    private static T CarryOutDue<T>(
        Decider<T> decider, T state, ImmutableArray<Event>.Builder events, Context context) where T : EntityState
    {
        for (var done = 0; decider.NextDeadline(state, context) is { } deadline
            && deadline.DueAt <= context.Now; done++)
        {
            if (done == MaxDeadlines) throw new InvalidOperationException($"the duty {deadline.Name} does not end");
            state = decider.Evolve(state, deadline.Event);
            events.Add(deadline.Event);
        }
        return state;
    }
}
