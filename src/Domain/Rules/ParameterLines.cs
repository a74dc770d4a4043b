using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansRegistry.Domain.Rules;

/// <summary>A number or switch of the law in a rule file.</summary>
/// <param name="Id">Its name, which the program knows.</param>
/// <param name="Zh">Its description, in Chinese.</param>
/// <param name="En">Its description, in English.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Law">The law, as people are shown it.</param>
/// <param name="Values">Its values by date.</param>
/// <param name="Source">Its source, for those who edit the file; nobody else sees it.</param>
internal sealed record ParameterLine(
    string Id, string Zh, string En, string Unit, string Law, ValueLine[] Values, string? Source = null);

/// <summary>A value and its first day, inclusive.</summary>
internal sealed record ValueLine(DateOnly From, JsonElement Value);

/// <summary>Reads the parameters of a rule file and compares them with those that the program needs.</summary>
internal static class ParameterLines
{
    /// <summary>
    /// The parameters in the order of the file. Faults: unknown, repeated and missing ones, another unit, values out of
    /// range, dates that do not ascend, a first value that is not from 0001-01-01 (there is no date without a law).
    /// </summary>
    public static ImmutableArray<RuleParameter> Read(
        ParameterLine[] lines, ImmutableArray<RuleSlot> slots, RuleFaults faults)
    {
        var read = ImmutableArray.CreateBuilder<RuleParameter>(lines.Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (slots.FirstOrDefault(slot => slot.Id == line.Id) is not { } slot)
                faults.Add($"Parameter {line.Id} is unknown.");
            else if (!seen.Add(line.Id)) faults.Add($"Parameter {line.Id} stands twice.");
            else
            {
                if (line.Unit != slot.Unit) faults.Add($"{slot.Id}: unit must be {slot.Unit}, not {line.Unit}.");
                var values = Values(slot, line.Values, faults);
                read.Add(new RuleParameter(slot.Id, line.Zh, line.En, line.Unit, line.Law, values));
            }
        }
        foreach (var slot in slots)
            if (!seen.Contains(slot.Id)) faults.Add($"Parameter {slot.Id} is missing.");
        return read.ToImmutable();
    }

    private static ImmutableArray<DatedValue> Values(RuleSlot slot, ValueLine[] lines, RuleFaults faults)
    {
        RuleDates.CheckAscending([.. lines.Select(line => line.From)], slot.Id, faults);
        var values = ImmutableArray.CreateBuilder<DatedValue>(lines.Length);
        foreach (var line in lines)
        {
            if (slot.Read(line.Value) is { } value) values.Add(new DatedValue(line.From, value));
            else
                faults.Add($"{slot.Id} from {line.From:O} must be {slot.Expected}, not {line.Value.GetRawText()}.");
        }
        return values.ToImmutable();
    }
}

/// <summary>Dates from which on a rule is in force.</summary>
internal static class RuleDates
{
    /// <summary>
    /// The first must be 0001-01-01, so that every date has a rule, and each must be later than the one before.
    /// </summary>
    public static void CheckAscending(ImmutableArray<DateOnly> dates, string place, RuleFaults faults)
    {
        if (dates.IsEmpty || dates[0] != DateOnly.MinValue)
            faults.Add($"{place}: the first value must be from 0001-01-01.");
        for (var i = 1; i < dates.Length; i++)
            if (dates[i] <= dates[i - 1]) faults.Add($"{place}: {dates[i]:O} does not come after {dates[i - 1]:O}.");
    }
}
