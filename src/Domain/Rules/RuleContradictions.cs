using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>Parameters that are each valid but contradict each other on some day.</summary>
internal static class RuleContradictions
{
    /// <summary>Each contradiction once, with the first day on which it exists.</summary>
    public static ImmutableArray<string> In(Rulebook rulebook)
    {
        var days = rulebook.Parameters.SelectMany(parameter => parameter.Values).Select(value => value.From);
        var found = days.Distinct().Order().SelectMany(day => On(rulebook.RoadAt(day)).Select(text => (day, text)));
        return [.. found.DistinctBy(fault => fault.text).Select(fault => $"{fault.day:O}: {fault.text}")];
    }

    private static IEnumerable<string> On(RoadRules rules)
    {
        if (rules.GradeAaaPointsAtMost >= rules.GradeAaPointsBelow)
            yield return "gradeAaaPointsAtMost must be below gradeAaPointsBelow.";
        if (rules.GradeAaPointsBelow > rules.GradeAPointsBelow)
            yield return "gradeAaPointsBelow must not be above gradeAPointsBelow.";
        if (rules.GradeAaaPreviousAtLeast < rules.GradeAaPreviousAtLeast)
            yield return "gradeAaaPreviousAtLeast must not be below gradeAaPreviousAtLeast.";
        if (rules.LapseWarnedDaysBefore > rules.RenewalLapseDaysAfter)
            yield return "lapseWarnedDaysBefore must not be above renewalLapseDaysAfter.";
    }
}
