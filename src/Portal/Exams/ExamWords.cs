using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Exams;

/// <summary>Sessions and results of the railway exam as people read them.</summary>
internal static class ExamWords
{
    /// <summary>The days of a session.</summary>
    public static LocalText Of(ExamSessionView session) => new(
        $"报名截止 {Dates.Day(session.RegistrationDeadline, false)} · 理论考试 {Dates.Day(session.TheoryOn, false)} · "
        + $"实际操作考试 {Dates.Day(session.PracticalOn, false)}",
        $"registration until {Dates.Day(session.RegistrationDeadline, true)} · theory on "
        + $"{Dates.Day(session.TheoryOn, true)} · practice on {Dates.Day(session.PracticalOn, true)}");

    /// <summary>How far a candidate has come; empty: nothing has happened yet.</summary>
    public static LocalText Marks(
        bool originals, bool theory, int? theoryPoints, bool practice, int? practicePoints)
    {
        LocalText[] said =
        [
            .. Said(originals, new("原件已核对", "originals seen"), null),
            .. Said(theory, new("理论合格", "theory passed"), theoryPoints),
            .. Said(practice, new("实作合格", "practice passed"), practicePoints),
        ];
        return new(string.Join(" · ", said.Select(one => one.Zh)), string.Join(" · ", said.Select(one => one.En)));
    }

    private static LocalText[] Said(bool done, LocalText what, int? points) => (done, points) switch
    {
        (false, null) => [],
        (_, { } marks) => [new($"{what.Zh} {Number(marks)} 分", $"{what.En}, {Number(marks)} points")],
        _ => [what],
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
