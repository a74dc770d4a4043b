using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Access;

/// <summary>Operators and railway enterprises by what people know of them.</summary>
public sealed partial class Reads
{
    /// <summary>Enterprises of one name that are looked at: more than one is not clear anyway.</summary>
    private const int MaxNamesakes = 10;

    /// <summary>
    /// The parties for which an account can be opened: of operators or of railway enterprises that are not closed,
    /// by credit code, by the whole name, or by id. With <paramref name="unit"/>, a unit's id or name, only those that
    /// have it, as that unit. Several: the name does not say which. Empty: none.
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
                    when known.Units.FirstOrDefault(one => one.Id == unit || one.Name == unit) is { } of:
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
