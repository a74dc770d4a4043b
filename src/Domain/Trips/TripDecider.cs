using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>Judges commands to a trip, once everything that is due has been done (<see cref="Punctual"/>).</summary>
public static class TripDecider
{
    private static readonly Course<Trip> _course = new(TripEvolution.Evolve, TripDuties.Next);

    /// <summary>The decision. The state is null before the trip is filed.</summary>
    public static Decision Decide(EntityId id, Trip? state, Command command, Context context) =>
        Punctual.Decide(_course, state, now => Judge(id, now, command, context), context);

    private static Decision Judge(EntityId id, Trip? state, Command command, Context context) => (state, command) switch
    {
        (null, _) => Refusals.NotFound(),
        (_, PassTime) => Decision.Nothing,
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not for trips"),
    };
}
