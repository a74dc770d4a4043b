using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The steps at the exam point: originals, theory, practice (rules.md B.1, B.4, H.20).</summary>
internal static class RailExam
{
    private const int MaxPoints = 100;

    /// <summary>
    /// The paper originals, seen at the appointed exam point. Where none is appointed yet, the place where they were
    /// seen becomes the appointed one; where the session has no points, no place is accepted.
    /// </summary>
    public static Decision Originals(RailApplication a, CheckOriginals seen, Context context)
    {
        if (a.Form is not RailExamForm form) return ApplicationReview.Wrong(a);
        if (a.OriginalsCheckedAt is not null)
        {
            return seen.PlaceId is null || seen.PlaceId == a.ExamPlaceId
                ? Decision.Nothing
                : ApplicationReview.Wrong(a);
        }
        if (a.Status != ApplicationStatus.CentreReview) return ApplicationReview.Wrong(a);
        var session = RailFiling.Session(form, context);
        if (seen.PlaceId is { } id && session?.PlaceOf(id) is null)
            return Refusals.Malformed(Refusals.Fault(
                "placeId", "该考试批次没有此考点。", "The session has no such exam point."));
        var appointed = session?.PlaceOf(a.ExamPlaceId);
        if (appointed is not null && seen.PlaceId is { } other && other != appointed.Id)
            return Refusals.WrongState($"该申请人的考点是{appointed.Name}，请在该考点核验原件。",
                $"The appointed exam point is {appointed.Name}; the originals are checked there.");
        return Decision.Of(new OriginalsChecked(a.Id, context.Now, a.ExamPlaceId is null ? seen.PlaceId : null));
    }

    /// <summary>
    /// The theory comes before the practical part, one failed part fails the exam (B.4), and no result is accepted
    /// before the day of its part (H.20).
    /// </summary>
    public static Decision Result(RailApplication a, RecordExamResult result, Context context)
    {
        if (result.Points is < 0 or > MaxPoints)
            return Refusals.Malformed(Refusals.Fault(
                "points", $"应为 0 至 {MaxPoints}。", $"Between 0 and {MaxPoints}, both included."));
        var known = result.Part == ExamPart.Theory ? a.TheoryPassedAt : a.PracticalPassedAt;
        if (IsOnRecord(a, result, known)) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Accepted || known is not null || !Enum.IsDefined(result.Part))
            return ApplicationReview.Wrong(a);
        if (result.Part == ExamPart.Practical && a.TheoryPassedAt is null)
            return Refusals.WrongState(
                "理论考试合格后方可参加实际操作考试。", "The theory exam must be passed before the practical one.");
        if (RailFiling.Session((RailExamForm)a.Form, context)?.DayOf(result.Part) is { } day && context.Today < day)
            return RailRefusals.BeforeExam(day);
        return result.Passed
            ? Decision.Of(new ExamPassed(a.Id, result.Part, context.Now, result.Part == ExamPart.Practical
                ? RailApplicationLimits.ReviewBy(context.Now, context.RailRulebook.At(context.Today), context.Calendar)
                : null, result.Points))
            : Decision.Of(new ExamFailed(a.Id, result.Part, context.Now, result.Points));
    }

    /// <summary>True when the same result is recorded already; marks that are left out count as the same.</summary>
    private static bool IsOnRecord(RailApplication a, RecordExamResult result, DateTimeOffset? passedAt)
    {
        var points = result.Part == ExamPart.Theory ? a.TheoryPoints : a.PracticalPoints;
        if (result.Points is not null && result.Points != points) return false;
        return result.Passed
            ? passedAt is not null
            : a.Status == ApplicationStatus.Refused
                && a.Reasons is [var failed] && failed == result.Part.Failed().Name();
    }
}
