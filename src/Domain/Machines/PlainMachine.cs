using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// The machine of a kind that is only stored: its decisions read nothing else, it has no deadlines, reserves nothing,
/// is not searched for, and its commits have no effect on anybody else.
/// </summary>
public abstract class PlainMachine : Machine
{
    /// <inheritdoc/>
    public sealed override Needs Needs(EntityState? state, Command? command) => Machines.Needs.Nothing;

    /// <inheritdoc/>
    public sealed override Deadline? NextDeadline(EntityState state, Context context) => null;

    /// <inheritdoc/>
    public sealed override ImmutableArray<Reservation> Reservations(EntityState state) => [];

    /// <inheritdoc/>
    public sealed override SearchRow? Search(EntityState state) => null;

    /// <inheritdoc/>
    public sealed override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) => Reactions.None;

    /// <inheritdoc/>
    public sealed override Refusal OnReservationTaken(Reservation reservation) =>
        throw new InvalidOperationException($"a {Kind} reserves nothing");
}
