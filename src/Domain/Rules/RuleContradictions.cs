using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Rules;

/// <summary>Parameters that are each in order and yet cannot hold together on a day.</summary>
internal static class RuleContradictions
{
    public static ImmutableArray<string> In(Rulebook rulebook)
    {
        var days = rulebook.Parameters.SelectMany(parameter => parameter.Values).Select(value => value.From);
        return [.. days.Distinct().Order().SelectMany(day => On(day, rulebook.RoadAt(day)))];
    }

    private static IEnumerable<string> On(DateOnly day, RoadRules rules)
    {
        if (rules.GradeAaaPointsAtMost >= rules.GradeAaPointsBelow)
            yield return $"{day:O}: gradeAaaPointsAtMost must be below gradeAaPointsBelow.";
        if (rules.GradeAaPointsBelow > rules.GradeAPointsBelow)
            yield return $"{day:O}: gradeAaPointsBelow must not be above gradeAPointsBelow.";
        if (rules.GradeAaaPreviousAtLeast < rules.GradeAaPreviousAtLeast)
            yield return $"{day:O}: gradeAaaPreviousAtLeast must not be below gradeAaPreviousAtLeast.";
        if (rules.LapseWarnedDaysBefore > rules.RenewalLapseDaysAfter)
            yield return $"{day:O}: lapseWarnedDaysBefore must not be above renewalLapseDaysAfter.";
    }
}
