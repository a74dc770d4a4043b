using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Operators;

/// <summary>A permit in the row of an operator.</summary>
public sealed record PermitRow(
    string PermitNumber,
    ImmutableArray<OperatingScope> Scopes,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    bool Bound = false,
    DateOnly? EndedOn = null, string? EndReason = null);

/// <summary>A person who drives for the operator of a row; name and number are given together.</summary>
public sealed record DriverRow(string Name, string IdentityNumber);

/// <summary>One operator with its permits as registers exchange it: a line of an imported or exported file.</summary>
public sealed record OperatorRow(
    string CreditCode, string Name, string Authority, ImmutableArray<ContactPerson>? Contacts = null,
    ImmutableArray<PermitRow>? Permits = null, bool AutoReview = false, ImmutableArray<DriverRow>? Drivers = null,
    string? CreditCodeReason = null)
{
    /// <summary>The row of an operator on this register, with the persons who drive for it.</summary>
    public static OperatorRow Of(Operator o, IReadOnlyCollection<Person> drivers) =>
        new(
            o.CreditCode,
            o.Name,
            o.Authority,
            o.Contacts,
            [.. o.Permits.Select(p => new PermitRow(
                p.Number, p.Scopes, p.Period.From, p.Period.To, p.BoundOn is not null, p.End?.On, p.End?.Reason))],
            o.AutoReview,
            drivers.Count == 0
                ? null
                : [.. drivers.Select(person => new DriverRow(person.Name, person.IdentityNumber))],
            o.CreditCodeReason);

    /// <summary>
    /// The commands that register the operator of this row, in order and for any day. The operator itself binds a
    /// permit before it is ended.
    /// </summary>
    /// <param name="drivers">The keys of <see cref="Drivers"/>.</param>
    public IEnumerable<Command> Commands(ImmutableArray<string> drivers)
    {
        yield return new RegisterOperator(CreditCode, Name, Authority, Contacts ?? [])
        {
            CreditCodeReason = CreditCodeReason,
        };
        foreach (var permit in Permits ?? [])
        {
            yield return new RegisterPermit(permit.PermitNumber, permit.Scopes, permit.ValidFrom, permit.ValidTo);
            if (permit.Bound) yield return new BindPermit(permit.PermitNumber);
            if (permit.EndedOn is { } on) yield return new EndPermit(permit.PermitNumber, permit.EndReason ?? "", on);
        }
        if (AutoReview) yield return new SetAutoReview(true);
        if (drivers.Length > 0) yield return new LinkDrivers(drivers);
    }

    /// <summary>
    /// False for binding a permit that is not in force on <paramref name="today"/>: it stays unbound, as nobody may
    /// work under it.
    /// </summary>
    public bool CanBeDone(Command command, DateOnly today) => command is not BindPermit bind
        || (Permits ?? []).Any(permit => permit.PermitNumber == bind.Number
            && permit.ValidFrom <= today
            && today <= permit.ValidTo);

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.OperatorRow);
}
