using System.Collections.Frozen;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A registration that is refused leaves nobody on the register (H.24; docs/refusals.md).</summary>
public static partial class Registration
{
    /// <summary>
    /// The refusal of what is registered with a person, asked before the person is: with one that would be new, and by
    /// the same decision. Null: none, or the person is on the register already, or cannot be.
    /// </summary>
    private static async Task<Refusal?> Foreseen(
        IRegistry registry, RegisterPerson person, EntityId id, Func<string, Command> with, Envelope envelope,
        CancellationToken cancellation)
    {
        var number = IdentityNumber.Check(
            person.IdentityKind, person.IdentityNumber, Calendar.ShanghaiTime.DateOf(registry.Now))
            .Normalized ?? person.IdentityNumber;
        if (!PersonDecider.MayRegister(envelope.Actor)
            || await registry.Queries.PersonByIdentity(number, cancellation) is not null) return null;
        var key = Keys.ForNew(EntityKind.Person, envelope.CommandId);
        var alone = registry.ContextFor(
            envelope.Actor, new WithNewPerson(null, FrozenDictionary<EntityId, EntityState>.Empty));
        if (Machine.Of(EntityKind.Person).Decide(key, null, person, alone)
            is not Decision.Accepted { After: Person founded }) return null;
        var (machine, command) = (Machine.Of(id.Kind), with(key.Key));
        var others = new Dictionary<EntityId, EntityState>();
        foreach (var other in machine.Needs(null, command).Entities)
            if ((await registry.Load(other, cancellation))?.State is { } known) others[other] = known;
        return machine.Decide(id, null, command,
            registry.ContextFor(envelope.Actor, new WithNewPerson(founded, others))) is Decision.Refused no
                ? no.Refusal : null;
    }

    /// <summary>What a decision reads while the person is only going to be registered.</summary>
    private sealed class WithNewPerson(Person? founded, IReadOnlyDictionary<EntityId, EntityState> others) : IFacts
    {
        public Person? Person(string key) => founded?.Key == key ? founded : null;

        public DocumentFact? Document(string id) => null;

        public EntityState? Entity(EntityId id) => others.GetValueOrDefault(id);
    }
}
