using System.Collections.Immutable;
using OrleansRegistry.Domain.Filings;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// The machine of one kind, as the hosts call it: pure functions that answer for every input. A host loads, decides,
/// evolves and commits without knowing the kind. Each kind has one machine (<see cref="Of"/>), and state changes in no
/// other way (design.md 2).
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
    /// Decides <paramref name="command"/>, and carries out what is due before and after it
    /// (<see cref="DeadlineFirst"/>). The state is null before the entity exists.
    /// </summary>
    public Decision Decide(EntityId id, EntityState? state, Command command, Context context) =>
        DeadlineFirst.Decide(this, state, now => DecideNow(id, now, command, context), context);

    /// <summary>
    /// The conditions of <paramref name="command"/>, a filing, on the state after everything due was carried out; null:
    /// this kind has no such filing. Nothing is decided.
    /// </summary>
    public Filing? FilingOf(EntityState? state, Command command, Context context) =>
        FilingNow(DeadlineFirst.Settled(this, state, context), command, context);

    /// <summary>The conditions of a filing on a state without overdue deadlines.</summary>
    protected virtual Filing? FilingNow(EntityState? state, Command command, Context context) => null;

    /// <summary>Decides on a state without overdue deadlines.</summary>
    protected abstract Decision DecideNow(EntityId id, EntityState? state, Command command, Context context);

    /// <summary>Applies one event; never decides.</summary>
    public abstract EntityState Evolve(EntityState? state, Event happened);

    /// <summary>What the entity does next by itself, and when; null: nothing.</summary>
    public abstract Deadline? NextDeadline(EntityState state, Context context);

    /// <summary>
    /// The version of the rules by which <paramref name="context"/> decides about this kind; recorded with each event.
    /// </summary>
    public virtual string RuleVersion(Context context) => context.Rulebook.Version;

    /// <summary>When the entity acts next by itself; null: never.</summary>
    public ArmedDeadline? DeadlineToArm(EntityState state, Context context) => NextDeadline(state, context)?.Armed;

    /// <summary>What nobody else may have while the entity is in this state.</summary>
    public abstract ImmutableArray<Reservation> Reservations(EntityState state);

    /// <summary>
    /// True for a state with which the entity's history is erased: its events cannot be read any more (of the last one
    /// only the name is needed), and nothing can happen after it (docs/adr/0150).
    /// </summary>
    public virtual bool IsErased(EntityState state) => false;

    /// <summary>The search row of the entity; null: it is not searched for.</summary>
    public abstract SearchRow? Search(EntityState state);

    /// <summary>What the commit of <paramref name="events"/> writes besides the state.</summary>
    public abstract Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context);

    /// <summary>The refusal for a reservation that another entity has.</summary>
    public abstract Refusal OnReservationTaken(Reservation reservation);

    /// <summary>What is wrong with a state, before it is written and after it is read; empty: nothing.</summary>
    public abstract IEnumerable<string> Check(EntityState state);

    /// <summary>The machine of <paramref name="kind"/>.</summary>
    public static Machine Of(EntityKind kind) => EntityKinds.Of(kind).Machine;
}

/// <summary>
/// Time has passed, or a fact about the person has changed: the entity decides anew what is due. The command carries no
/// data, because the machine reads its own state, the facts and the clock; a repeated, late or needless one is
/// harmless.
/// </summary>
public sealed record PassTime : Command;
