using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Machines;

/// <summary>How one kind of entity changes, and what it does next by itself.</summary>
/// <param name="Evolve">The state after an event.</param>
/// <param name="Next">The earliest duty; null: the entity is at rest.</param>
public sealed record Course<T>(Func<T?, Event, T> Evolve, Func<T, Context, Duty?> Next) where T : EntityState;

/// <summary>
/// Decides so that a command never meets a state that time has overtaken: first whatever is due is done, then the command
/// is judged, then what its outcome made due is done. All of it is one commit; a refusal leaves nothing behind.
/// </summary>
public static class Punctual
{
    /// <summary>Duties that one commit may carry out; more would be a duty that does not go away: a bug.</summary>
    private const int DutiesMost = 1000;

    /// <summary>The decision of <paramref name="judge"/> on the state as it is once everything due is done.</summary>
    public static Decision Decide<T>(Course<T> course, T? state, Func<T?, Decision> judge, Context context) where T : EntityState
    {
        var events = ImmutableArray.CreateBuilder<Event>();
        var now = state is null ? null : Settle(course, state, events, context);
        var decision = judge(now);
        if (decision is not Decision.Accepted own) return decision;
        foreach (var happened in own.Events) now = course.Evolve(now, happened);
        events.AddRange(own.Events);
        if (own.Events.Length > 0) Settle(course, now!, events, context);
        return new Decision.Accepted(events.ToImmutable());
    }

    /// <summary>Carries out what is due, appends it to <paramref name="events"/> and gives the state after it.</summary>
    private static T Settle<T>(Course<T> course, T state, ImmutableArray<Event>.Builder events, Context context) where T : EntityState
    {
        for (var done = 0; course.Next(state, context) is { } duty && duty.DueAt <= context.Now; done++)
        {
            if (done == DutiesMost) throw new InvalidOperationException($"the duty {duty.Name} does not end");
            state = course.Evolve(state, duty.What);
            events.Add(duty.What);
        }
        return state;
    }
}
