using System.Collections.Immutable;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Employers;

/// <summary>The machine of enterprises, as the hosts call it.</summary>
public sealed class EmployerMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static EmployerMachine Instance { get; } = new();

    /// <summary>The space in which credit codes of railway enterprises are unique.</summary>
    public const string CreditCodeSpace = "employer";

    /// <summary>Marks the search row of an enterprise that has a waiting letter.</summary>
    public const string WithLetters = "letters";

    private EmployerMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Employer;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) =>
        new(null, EmployerLetters.DocumentsOf(command)) { IdentityNumber = (command as AskDriver)?.IdentityNumber };

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        EmployerDecider.Decide(id, (Employer?)state, command, context);

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        Employer.Evolve((Employer?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) => null;

    /// <summary>A credit code is reserved by one enterprise.</summary>
    public override ImmutableArray<Reservation> Reservations(
        EntityState state) => [new Reservation(CreditCodeSpace, ((Employer)state).CreditCode)];

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var employer = (Employer)state;
        var waits = employer.Letters.Any(letter => letter.DoneAt is null);
        return new SearchRow(
            null, waits ? WithLetters : null, employer.CreditCode, employer.Name, null, null, null, null, null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) =>
        Reactions.None with { Consequences = DriverAsks.Follow(((Employer)after).Key, events, context) };

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => EmployerDecider.CodeTaken();

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var employer = (Employer)state;
        if (employer.Drivers.Distinct().Count() != employer.Drivers.Length) yield return "a driver is linked twice";
        if (employer.Units.DistinctBy(unit => unit.Id).Count() != employer.Units.Length)
            yield return "two units have one id";
    }
}
