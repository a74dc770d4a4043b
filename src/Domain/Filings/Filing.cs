using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Filings;

/// <summary>
/// What the law asks of one filing. The decision takes the first condition that is not met; who asks beforehand gets
/// all of them. Both use this one list.
/// </summary>
/// <param name="MayNot">Why the caller may not file this at all; null: the caller may.</param>
/// <param name="Conditions">
/// Every condition, in the order of the law, computed when it is reached. A condition that makes no sense while an
/// earlier one is not met is left out.
/// </param>
public sealed record Filing(Refusal? MayNot, IEnumerable<Condition> Conditions)
{
    /// <summary>What the commit of the filing would reserve; another entity may have it already.</summary>
    public ImmutableArray<Reservation> Reserves { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The refusal that the filing would get; null: it would be accepted.</summary>
    public Refusal? FirstRefusal => MayNot ?? Conditions.FirstRefusal();
}

/// <summary>Conditions, read in order.</summary>
public static class ConditionReading
{
    /// <summary>
    /// The refusal of the first condition that is not met; null: all are met. Later conditions are not computed.
    /// </summary>
    public static Refusal? FirstRefusal(this IEnumerable<Condition> conditions)
    {
        foreach (var condition in conditions)
            if (condition.Unmet is { } no) return no;
        return null;
    }
}
