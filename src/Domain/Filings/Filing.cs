using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Filings;

/// <summary>
/// What the law asks of one filing. The decision takes the first condition that is not met; whoever wants to know
/// beforehand gets all of them: there is no second way to decide.
/// </summary>
/// <param name="MayNot">Why the caller may not file this at all; null: the caller may.</param>
/// <param name="Conditions">
/// Every condition, in the order in which the law asks; each is looked at when it is reached. What cannot be asked
/// while an earlier one is not met is left out.
/// </param>
public sealed record Filing(Refusal? MayNot, IEnumerable<Condition> Conditions)
{
    /// <summary>What the commit of the filing would reserve; another entity may have it.</summary>
    public ImmutableArray<Reservation> Reserves { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The refusal with which it is answered; null: it is accepted.</summary>
    public Refusal? FirstRefusal => MayNot ?? Conditions.FirstRefusal();
}

/// <summary>Conditions, read in order.</summary>
public static class ConditionReading
{
    /// <summary>The refusal of the first that is not met; null: all are. What comes after is not looked at.</summary>
    public static Refusal? FirstRefusal(this IEnumerable<Condition> conditions)
    {
        foreach (var condition in conditions)
            if (condition.Unmet is { } no) return no;
        return null;
    }
}
