using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Operators;

/// <summary>The natural person who owns an individual business (个体工商户) (decisions 1).</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="Since">The legal date on which it was recorded.</param>
public sealed record OperatorOwner(string PersonKey, DateOnly Since);

/// <summary>Two officers recorded who owns the business.</summary>
/// <param name="Owner">The person.</param>
/// <param name="Evidence">The papers that show it.</param>
/// <param name="By">The account of the first officer.</param>
/// <param name="ConfirmedBy">The account of the second one.</param>
public sealed record OwnerRecorded(OperatorOwner Owner, string Evidence, string By, string ConfirmedBy)
    : OperatorEvent;

/// <summary>Two officers recorded that the person no longer owns the business.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="On">The legal date from which the ownership is over.</param>
/// <param name="Evidence">The papers that prove it, or why it is over.</param>
/// <param name="By">The account of the first officer.</param>
/// <param name="ConfirmedBy">The account of the second one.</param>
public sealed record OwnerEnded(string PersonKey, DateOnly On, string Evidence, string By, string ConfirmedBy)
    : OperatorEvent;

/// <summary>The person owns the business; sent when two officers have confirmed it.</summary>
public sealed record RecordOwner(string PersonKey, string Evidence, string By, string ConfirmedBy) : Command;

/// <summary>The person no longer owns the business; sent when two officers have confirmed it.</summary>
public sealed record EndOwner(string PersonKey, string Evidence, string By, string ConfirmedBy) : Command;

/// <summary>
/// Decides who owns an individual business. It has one owner at a time; a new owner is recorded once the ownership of
/// the previous one is ended (docs/adr/0117). Only the registry itself sends these commands; who may ask for them is
/// decided where two officers ask (<see cref="Bindings.OwnerForm"/>).
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

    /// <summary>The command that informs the person of the change; null: nothing changed for the person.</summary>
    public static Consequence? NoteOf(string operatorKey, Event happened) => happened switch
    {
        OwnerRecorded e => To(e.Owner.PersonKey, new Persons.NoteBusiness(operatorKey, e.Owner.Since)),
        OwnerEnded e => To(e.PersonKey, new Persons.NoteBusinessEnd(operatorKey, e.On)),
        _ => null,
    };

    /// <summary>The notices to the person and to those who act for the business.</summary>
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
