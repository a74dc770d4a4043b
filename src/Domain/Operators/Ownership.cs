using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Operators;

/// <summary>The natural person to whom an individual business (个体工商户) belongs (decisions 1).</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="Since">The legal date on which it was recorded.</param>
public sealed record OperatorOwner(string PersonKey, DateOnly Since);

/// <summary>Two officers recorded to whom the business belongs.</summary>
/// <param name="Owner">The person.</param>
/// <param name="Evidence">By which papers.</param>
/// <param name="By">The account of the first officer.</param>
/// <param name="ConfirmedBy">The account of the second one.</param>
public sealed record OwnerRecorded(OperatorOwner Owner, string Evidence, string By, string ConfirmedBy)
    : OperatorEvent;

/// <summary>Two officers recorded that the business belongs to that person no longer.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="On">The legal date from which it does not.</param>
/// <param name="Evidence">By which papers, or why.</param>
/// <param name="By">The account of the first officer.</param>
/// <param name="ConfirmedBy">The account of the second one.</param>
public sealed record OwnerEnded(string PersonKey, DateOnly On, string Evidence, string By, string ConfirmedBy)
    : OperatorEvent;

/// <summary>The business belongs to this person: what follows when two officers have said so.</summary>
public sealed record RecordOwner(string PersonKey, string Evidence, string By, string ConfirmedBy) : Command;

/// <summary>The business belongs to this person no longer: what follows when two officers have said so.</summary>
public sealed record EndOwner(string PersonKey, string Evidence, string By, string ConfirmedBy) : Command;

/// <summary>
/// Decides to whom an individual business belongs: one person at a time, and of another one only once the first is
/// ended (docs/adr/0117). The registry alone sends these commands; who may ask for them is decided where two officers
/// ask (<see cref="Bindings.OwnerForm"/>).
/// </summary>
public static class Ownership
{
    /// <summary>The decision.</summary>
    public static Decision Decide(Operator o, Command command, Context context) =>
        !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed() : command switch
        {
            RecordOwner c => !o.IsIndividualBusiness ? OperatorRefusals.NotIndividual()
                : o.Owner is null ? Decision.Of(new OwnerRecorded(
                    new OperatorOwner(c.PersonKey, context.Today), c.Evidence, c.By, c.ConfirmedBy))
                : o.Owner.PersonKey == c.PersonKey ? Decision.Nothing : OperatorRefusals.HasOwner(),
            EndOwner c => o.Owner?.PersonKey != c.PersonKey ? Decision.Nothing
                : Decision.Of(new OwnerEnded(c.PersonKey, context.Today, c.Evidence, c.By, c.ConfirmedBy)),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not about an owner"),
        };

    /// <summary>What the person learns of it; null: nothing.</summary>
    public static Consequence? NoteOf(string operatorKey, Event happened) => happened switch
    {
        OwnerRecorded e => To(e.Owner.PersonKey, new Persons.NoteBusiness(operatorKey, e.Owner.Since)),
        OwnerEnded e => To(e.PersonKey, new Persons.NoteBusinessEnd(operatorKey, e.On)),
        _ => null,
    };

    /// <summary>To the person, and to whoever acts for the business.</summary>
    public static IEnumerable<Notice> NoticesOf(Operator o, Event happened) => happened switch
    {
        OwnerRecorded e => Both("operator.ownerRecorded", o, e.Owner.PersonKey),
        OwnerEnded e => Both("operator.ownerEnded", o, e.PersonKey),
        _ => [],
    };

    private static IEnumerable<Notice> Both(string kind, Operator o, string person) =>
        [Notice.Of(kind, person, [("party", o.Name)]), Notice.Of(kind, o.Key, [("party", o.Name)])];

    private static Consequence To(string person, Command command) =>
        new(new EntityId(EntityKind.Person, person), command);
}
