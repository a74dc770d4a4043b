using System.Collections.Immutable;
using OrleansRegistry.Domain.Filings;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// One kind's machine as the hosts see it: total, pure functions. A host loads, decides, evolves and commits; it knows
/// no kind. There is one machine a kind (<see cref="Of"/>) and no other way to change state (design.md 2).
/// </summary>
public abstract class Machine
{
    /// <summary>The kind of entity.</summary>
    public abstract EntityKind Kind { get; }

    /// <summary>
    /// What must be read before <paramref name="command"/> is decided, or before the state is shown (null).
    /// </summary>
    public abstract Needs Needs(EntityState? state, Command? command);

    /// <summary>
    /// Decides <paramref name="command"/> with all that is due before and after it (<see cref="DeadlineFirst"/>). The
    /// state is null before the entity exists.
    /// </summary>
    public Decision Decide(EntityId id, EntityState? state, Command command, Context context) =>
        DeadlineFirst.Decide(this, state, now => DecideNow(id, now, command, context), context);

    /// <summary>
    /// What the law asks of <paramref name="command"/>, a filing, on the state as it is once everything due is done;
    /// null: it is none of this kind. Nothing is decided.
    /// </summary>
    public Filing? FilingOf(EntityState? state, Command command, Context context) =>
        FilingNow(DeadlineFirst.Settled(this, state, context), command, context);

    /// <summary>The same on a state that time has not overtaken.</summary>
    protected virtual Filing? FilingNow(EntityState? state, Command command, Context context) => null;

    /// <summary>Decides on a state that time has not overtaken.</summary>
    protected abstract Decision DecideNow(EntityId id, EntityState? state, Command command, Context context);

    /// <summary>Applies one event; never decides.</summary>
    public abstract EntityState Evolve(EntityState? state, Event happened);

    /// <summary>What the entity does next by itself and when; null: nothing ever.</summary>
    public abstract Deadline? NextDeadline(EntityState state, Context context);

    /// <summary>
    /// The version of the rules by which <paramref name="context"/> decides about this kind; recorded with each event.
    /// </summary>
    public virtual string RuleVersion(Context context) => context.Rulebook.Version;

    /// <summary>When the entity acts next by itself; null: never.</summary>
    public ArmedDeadline? DeadlineToArm(EntityState state, Context context) => NextDeadline(state, context)?.Armed;

    /// <summary>What the entity holds alone while it is in this state.</summary>
    public abstract ImmutableArray<Reservation> Reservations(EntityState state);

    /// <summary>
    /// True of a state with which the entity's history is erased: nobody reads an event any more, the last one by its
    /// name alone, and nothing happens after it (docs/adr/0150).
    /// </summary>
    public virtual bool IsErased(EntityState state) => false;

    /// <summary>What people search it by; null: nothing.</summary>
    public abstract SearchRow? Search(EntityState state);

    /// <summary>What the commit of <paramref name="events"/> puts beside the state.</summary>
    public abstract Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context);

    /// <summary>The refusal for a reservation that another entity has.</summary>
    public abstract Refusal OnReservationTaken(Reservation reservation);

    /// <summary>What must be true of every state before it is written and after it is read; empty: all well.</summary>
    public abstract IEnumerable<string> Check(EntityState state);

    /// <summary>The machine of <paramref name="kind"/>.</summary>
    public static Machine Of(EntityKind kind) => EntityKinds.Of(kind).Machine;
}

/// <summary>
/// Look again: time has passed, or a fact about the person has changed. Carries nothing: the machine reads its own
/// state, the facts and the clock, so a repeated, late or needless one is harmless.
/// </summary>
public sealed record PassTime : Command;
