using System.Collections.Immutable;
using System.Globalization;

namespace OrleansRegistry.Domain.Rules;

/// <summary>One number, switch or word of the law, as the documentation and the admin page show it.</summary>
/// <param name="Id">Its name in the rulebook file; <see cref="RoadRules"/> has a property of the same name.</param>
/// <param name="Zh">Its description, in Chinese.</param>
/// <param name="En">Its description, in English.</param>
/// <param name="Unit">years, months, days, workingDays, hours, points, bytes, grade or yesNo.</param>
/// <param name="Law">Where it is written, or that it is a decision of this registry.</param>
/// <param name="Values">
/// Its values, ascending by date; the first is from 0001-01-01, so that every date has one.
/// </param>
public sealed record RuleParameter(
    string Id, string Zh, string En, string Unit, string Law, ImmutableArray<DatedValue> Values)
{
    /// <summary>The value in force on a date.</summary>
    public RuleValue ValueOn(DateOnly date)
    {
        for (var i = Values.Length - 1; i > 0; i--)
            if (Values[i].From <= date) return Values[i].Value;
        return Values[0].Value;
    }
}

/// <summary>A value and the first day, inclusive, on which it is in force, until the next one begins.</summary>
public readonly record struct DatedValue(DateOnly From, RuleValue Value);

/// <summary>A value of a parameter. <see cref="ToString"/> writes it for people as the file has it.</summary>
public abstract record RuleValue
{
    private RuleValue() { }

    /// <summary>A count in the parameter's unit.</summary>
    public sealed record Number(long Count) : RuleValue;

    /// <summary>A switch.</summary>
    public sealed record YesNo(bool On) : RuleValue;

    /// <summary>A grade of the assessment; never <see cref="Grade.NotAssessed"/>.</summary>
    public sealed record Graded(Grade Grade) : RuleValue;

    /// <summary>Several counts, descending.</summary>
    public sealed record Numbers(ImmutableArray<int> Counts) : RuleValue;

    /// <summary>For example 6, true, AA or 20, 10, 5, 3, 1.</summary>
    public sealed override string ToString() => this switch
    {
        Number number => number.Count.ToString(CultureInfo.InvariantCulture),
        YesNo yesNo => yesNo.On ? "true" : "false",
        Graded graded => graded.Grade.ToString(),
        Numbers numbers => string.Join(", ", numbers.Counts),
        _ => throw new InvalidOperationException(),
    };
}
