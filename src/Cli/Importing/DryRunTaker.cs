using System.Collections.Concurrent;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Cli.Importing;

/// <summary>
/// Judges rows by the machines themselves, on paper: nothing is committed, and what earlier rows would have changed is
/// kept in mind.
/// </summary>
internal sealed class DryRunTaker(IRegistry registry) : IRowTaker
{
    private readonly ConcurrentDictionary<(CertificateKind, string), long> _numbers = new();
    private readonly ConcurrentDictionary<string, Person> _persons = new();
    private readonly ConcurrentDictionary<string, long> _rows = new();

    private sealed record Paper(Person? Holder) : IFacts
    {
        public Person? Person(string key) => Holder?.Key == key ? Holder : null;
        public DocumentFact? Document(string id) => null;
    }

    public async Task<RowReceipt> Take(long line, RegisterRow row, CancellationToken cancellation)
    {
        var commandId = RegistryTaker.CommandIdOf(row);
        var id = Keys.Founded(EntityKind.Certificate, commandId);
        if (_rows.ContainsKey(id.Key) || await registry.Load(id, cancellation) is not null)
            return new RowReceipt(line, RowOutcome.Already, id.Key, null, null, null);
        var (holder, refusal) = await HolderOf(row, commandId, cancellation);
        if (holder is null) return RegistryTaker.Refused(line, Registrar.OfHolder(refusal!));
        var command = row.ToCertificate() with { PersonKey = holder.Key };
        if (Decide(id, command, holder) is Decision.Refused no) return RegistryTaker.Refused(line, no.Refusal);
        // One that is cancelled already takes no number.
        if (row.CancelledBy is null && (await Taken(row, cancellation) || !_numbers.TryAdd((row.Kind, row.CertificateNumber), line)))
            return RegistryTaker.Refused(line, CertificateRefusals.NumberTaken());
        _rows[id.Key] = line;
        return new RowReceipt(line, RowOutcome.Registered, null, null, null, null);
    }

    private async Task<(Person? Holder, Refusal? Refusal)> HolderOf(RegisterRow row, string commandId, CancellationToken cancellation)
    {
        var person = row.ToPerson();
        var number = IdentityNumber.Check(person.IdentityKind, person.IdentityNumber, Domain.Calendar.ShanghaiTime.DateOf(registry.Now)).Normalized;
        if (number is not null && _persons.TryGetValue(number, out var founded)) return SameName(founded, person.Name);
        if (number is not null && await registry.Queries.PersonByIdentity(number, cancellation) is { } known)
        {
            return SameName((Person)(await registry.Load(known, cancellation))!.State, person.Name);
        }
        var id = Keys.Founded(EntityKind.Person, commandId);
        var decision = Decide(id, person, null);
        if (decision is Decision.Refused no) return (null, no.Refusal);
        var holder = (Person)PersonMachine.Instance.Evolve(null, ((Decision.Accepted)decision).Events[0]);
        return (_persons[holder.IdentityNumber] = holder, null);
    }

    private static (Person?, Refusal?) SameName(Person known, string name) =>
        Registrar.SameName(known, name) is { } refusal ? (null, refusal) : (known, null);

    private Decision Decide(EntityId id, Command command, Person? holder) => Machine.Of(id.Kind).Decide(
        id, null, command, registry.ContextFor(Actor.Registry(Channel.Import), new Paper(holder)));

    private async Task<bool> Taken(RegisterRow row, CancellationToken cancellation)
    {
        var found = await registry.Queries.Search(
            new CertificateSearch("", CertificateNumber: row.CertificateNumber, Category: row.Kind.Name()), new PageRequest(200), cancellation);
        foreach (var id in found.Items)
            if (await registry.Load(id, cancellation) is { State: Certificate { Cancellation: null } }) return true;
        return false;
    }
}
