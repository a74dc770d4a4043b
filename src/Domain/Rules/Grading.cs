namespace OrleansRegistry.Domain.Rules;

/// <summary>How a driver's cycle is graded (道路运输驾驶员诚信考核办法; rules.md D.2).</summary>
public static class Grading
{
    /// <summary>
    /// The grade of a cycle. AAA: previous grade AA or better and 0 points; AA: previous A or better and fewer than 10
    /// points; A: fewer than 20 points; B: 20 points or more. After a B, points alone do not give an A.
    /// </summary>
    /// <param name="previous">
    /// The grade of the last cycle that was assessed (rules.md H.8); before the first one
    /// <see cref="RoadRules.InitialGrade"/>. <see cref="Grade.NotAssessed"/> is refused by
    /// <see cref="ArgumentOutOfRangeException"/>: it would cost the driver a grade that nobody decided.
    /// </param>
    /// <param name="points">The points (记分) of the cycle, not negative; none carry over to the next one.</param>
    /// <param name="rules">The parameters in force on the last day of the cycle.</param>
    public static Grade Of(Grade previous, int points, RoadRules rules)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(points);
        if (previous is not (Grade.B or Grade.A or Grade.AA or Grade.AAA))
            throw new ArgumentOutOfRangeException(nameof(previous), previous, "Not a grade really given.");
        if (previous >= rules.GradeAaaPreviousAtLeast && points <= rules.GradeAaaPointsAtMost) return Grade.AAA;
        if (previous >= rules.GradeAaPreviousAtLeast && points < rules.GradeAaPointsBelow) return Grade.AA;
        return points < rules.GradeAPointsBelow ? Grade.A : Grade.B;
    }
}
