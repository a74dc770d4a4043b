using System.Text.Json;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>Grades and how they are written (rules.md D.2, G.1 #13).</summary>
public sealed class GradingTests
{
    private static readonly RoadRules Rules = Rulebook.Embedded.RoadAt(new DateOnly(2026, 11, 21));

    /// <summary>Grades by their JSON names, so that the rows read as the wire does.</summary>
    public sealed record GradeRow(string Case, Grade Previous, int Points, Grade Expected);

    public static TheoryData<GradeRow> Grades => CaseFile.Rows<GradeRow>("Rules/grades.json");

    [Theory, MemberData(nameof(Grades))]
    public void A_cycle_is_graded(GradeRow row) =>
        Assert.Equal(row.Expected, Grading.Of(row.Previous, row.Points, Rules));

    [Fact]
    public void More_points_never_give_a_better_grade_nor_does_a_worse_past()
    {
        Grade[] past = [Grade.B, Grade.A, Grade.AA, Grade.AAA];
        foreach (var previous in past)
            for (var points = 0; points <= 40; points++)
            {
                var grade = Grading.Of(previous, points, Rules);
                Assert.True(Grading.Of(previous, points + 1, Rules) <= grade);
                Assert.All(past.Where(worse => worse < previous), worse =>
                    Assert.True(Grading.Of(worse, points, Rules) <= grade));
            }
    }

    [Fact]
    public void What_is_no_grade_and_no_count_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Grading.Of(Grade.NotAssessed, 0, Rules));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grading.Of((Grade)5, 0, Rules));
        Assert.Throws<ArgumentOutOfRangeException>(() => Grading.Of(Grade.A, -1, Rules));
    }

    /// <summary>Names and numbers are in stored events: this list only grows.</summary>
    [Theory]
    [InlineData(Grade.NotAssessed, 0, "notAssessed")]
    [InlineData(Grade.B, 1, "B")]
    [InlineData(Grade.A, 2, "A")]
    [InlineData(Grade.AA, 3, "AA")]
    [InlineData(Grade.AAA, 4, "AAA")]
    public void A_grade_is_written_by_this_name(Grade grade, int number, string name)
    {
        Assert.Equal(number, (int)grade);
        Assert.Equal($"\"{name}\"", JsonSerializer.Serialize(grade));
        Assert.Equal(grade, JsonSerializer.Deserialize<Grade>($"\"{name}\""));
        Assert.Equal(5, Enum.GetValues<Grade>().Length);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("\"4\"")]
    [InlineData("\"C\"")]
    [InlineData("\"\"")]
    [InlineData("\"NotAssessed\"")]
    public void Nothing_else_is_read_as_a_grade(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Grade>(json));
}
