using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>Operators and railway enterprises by what people know of them.</summary>
public sealed partial class Reads
{
    /// <summary>
    /// How many enterprises of one name are read: if there is more than one, the name alone is not enough.
    /// </summary>
    private const int MaxNamesakes = 10;

    /// <summary>
    /// The parties for which an account can be opened: operators or railway enterprises that are not closed, found by
    /// credit code, by whole name or by id. With <paramref name="unit"/> (its id or name), only the enterprises that
    /// have such a unit, and the party is that unit. More than one: the name is not unique. Empty: nothing was found.
    /// </summary>
    public async Task<ImmutableArray<PartyId>> PartiesCalled(
        EntityKind kind, string text, string? unit, CancellationToken cancellation = default)
    {
        var parties = ImmutableArray.CreateBuilder<PartyId>();
        foreach (var id in await EnterprisesCalled(kind, text, cancellation))
            switch ((await registry.Load(id, cancellation))?.State)
            {
                case Operators.Operator: parties.Add(new PartyId(id)); break;
                case Employer { Disabled: false } when unit is null: parties.Add(new PartyId(id)); break;
                case Employer { Disabled: false } known
                    when known.Units.FirstOrDefault(
                        one => one.Id == unit || RegisteredName.Same(one.Name, unit)) is { } of:
                    parties.Add(new PartyId(id, of.Id));
                    break;
            }
        return parties.ToImmutable();
    }

    private async Task<ImmutableArray<EntityId>> EnterprisesCalled(
        EntityKind kind, string text, CancellationToken cancellation)
    {
        if (text.Length == 0) return [];
        if (EntityId.TryParse(kind, text, out var known)) return [known];
        var code = text.ToUpperInvariant();
        var byCode = kind == EntityKind.Operator
            ? await registry.Queries.OperatorByCode(code, cancellation)
            : await registry.Queries.EmployerByCode(code, cancellation);
        return byCode is { } one ? [one] : (await registry.Queries.Rows(
            new RowSearch(kind, Name: text), new PageRequest(MaxNamesakes), cancellation)).Items;
    }
}
