using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Operators;

/// <summary>A permit of an exchanged operator.</summary>
public sealed record PermitRow(
    string PermitNumber, ImmutableArray<OperatingScope> Scopes, DateOnly ValidFrom, DateOnly ValidTo, bool Bound = false,
    DateOnly? EndedOn = null, string? EndReason = null);

/// <summary>One operator with its permits as registers exchange it: a line of an imported or exported file.</summary>
public sealed record OperatorRow(
    string CreditCode, string Name, string Authority, ImmutableArray<ContactPerson>? Contacts = null,
    ImmutableArray<PermitRow>? Permits = null, bool AutoReview = false)
{
    /// <summary>The row of an operator on this register.</summary>
    public static OperatorRow Of(Operator o) => new(o.CreditCode, o.Name, o.Authority, o.Contacts,
        [.. o.Permits.Select(p => new PermitRow(
            p.Number, p.Scopes, p.Period.From, p.Period.To, p.BoundOn is not null, p.End?.On, p.End?.Reason))], o.AutoReview);

    /// <summary>
    /// The commands that make it so, in order. A permit is bound by the operator itself before it is ended; one that is not
    /// in force any more stays unbound, as nothing can be done under it.
    /// </summary>
    public IEnumerable<Command> Commands(DateOnly today)
    {
        yield return new RegisterOperator(CreditCode, Name, Authority, Contacts ?? []);
        foreach (var permit in Permits ?? [])
        {
            yield return new RegisterPermit(permit.PermitNumber, permit.Scopes, permit.ValidFrom, permit.ValidTo);
            if (permit.Bound && permit.ValidFrom <= today && today <= permit.ValidTo) yield return new BindPermit(permit.PermitNumber);
            if (permit.EndedOn is { } on) yield return new EndPermit(permit.PermitNumber, permit.EndReason ?? "", on);
        }
        if (AutoReview) yield return new SetAutoReview(true);
    }

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.OperatorRow);
}
