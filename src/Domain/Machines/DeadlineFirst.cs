using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Makes sure that a command never meets a state with overdue deadlines: what is due is carried out first, then the
/// command is decided, then what has become due by its outcome is carried out. All of it is one commit; a refusal
/// leaves nothing behind. Each event is applied once and each state is asked once for its deadline; the decision has
/// all that the commit needs of them.
/// </summary>
internal static class DeadlineFirst
{
    /// <summary>
    /// The most deadlines that one commit may carry out. More means that a deadline does not go away: a bug.
    /// </summary>
    private const int MaxDeadlines = 1000;

    /// <summary>The result of <paramref name="decide"/> on the state after everything due was carried out.</summary>
    public static Decision Decide(
        Machine machine, EntityState? state, Func<EntityState?, Decision> decide, Context context)
    {
        var events = ImmutableArray.CreateBuilder<Event>();
        var before = state is null ? null : machine.NextDeadline(state, context);
        var next = CarryOutDue(machine, ref state, before, events, context);
        var decision = decide(state);
        if (decision is not Decision.Accepted own) return decision;
        foreach (var happened in own.Events) state = machine.Evolve(state, happened);
        events.AddRange(own.Events);
        if (own.Events.Length > 0)
            next = CarryOutDue(machine, ref state, machine.NextDeadline(state!, context), events, context);
        return new Decision.Accepted(events.ToImmutable()) { After = state, NextBefore = before, Next = next };
    }

    /// <summary>The state after everything due was carried out, for readers; null stays null.</summary>
    public static EntityState? Settled(Machine machine, EntityState? state, Context context)
    {
        if (state is null) return null;
        var next = machine.NextDeadline(state, context);
        CarryOutDue(machine, ref state, next, ImmutableArray.CreateBuilder<Event>(), context);
        return state;
    }

    /// <summary>
    /// Carries out what is due, appends it to <paramref name="events"/>, and gives the deadline of the state after it.
    /// </summary>
    private static Deadline? CarryOutDue(
        Machine machine, ref EntityState? state, Deadline? next, ImmutableArray<Event>.Builder events, Context context)
    {
        for (var done = 0; next is not null && next.DueAt <= context.Now; done++)
        {
            if (done == MaxDeadlines) throw new InvalidOperationException($"the deadline {next.Name} does not end");
            state = machine.Evolve(state, next.Event);
            events.Add(next.Event);
            next = machine.NextDeadline(state, context);
        }
        return next;
    }
}
