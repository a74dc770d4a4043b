using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>The dates of the assessment cycles (rules.md G.1).</summary>
public sealed class AssessmentCyclesTests
{
    private static readonly RoadRules Rules = Rulebook.Embedded.RoadAt(new DateOnly(2026, 11, 21));

    private static readonly Gen<(DateOnly FirstIssuedOn, DateOnly Day)> Days =
        from first in Always.DayBetween(new DateOnly(2008, 1, 1), new DateOnly(2026, 12, 31))
        from later in Gen.Choose(0, 10_000)
        select (first, first.AddDays(later));

    public sealed record CycleRow(
        string Case, DateOnly FirstIssuedOn, int Number, DateOnly From, DateOnly To, DateOnly Opens, DateOnly Closes,
        bool Provisional);

    public sealed record EndedRow(string Case, DateOnly FirstIssuedOn, DateOnly Day, int Number);

    public static TheoryData<CycleRow> Cycles => CaseFile.Rows<CycleRow>("Rules/cycles.json");

    public static TheoryData<EndedRow> EndedCycles => CaseFile.Rows<EndedRow>("Rules/ended-cycles.json");

    [Theory, MemberData(nameof(Cycles))]
    public void A_cycle_and_its_window_have_these_dates(CycleRow row) => Assert.Equal(
        new CycleDates(row.Number, row.From, row.To, row.Opens, new LegalDate(row.Closes, row.Provisional)),
        Cycle(row.FirstIssuedOn, row.Number, Rules));

    [Theory, MemberData(nameof(EndedCycles))]
    public void On_a_day_so_many_cycles_have_ended(EndedRow row) =>
        Assert.Equal(row.Number, AssessmentCycles.LastEndedBefore(row.FirstIssuedOn, row.Day));

    [Fact]
    public void Without_the_option_the_window_closes_on_a_day_off_and_no_calendar_is_asked()
    {
        var rules = Rules with { RollToNextWorkday = false };
        var firstIssuedOn = new DateOnly(2025, 1, 30);
        Assert.Equal(
            new LegalDate(new DateOnly(2026, 2, 18), Provisional: false), Cycle(firstIssuedOn, 1, rules).WindowCloses);
        Assert.False(Cycle(firstIssuedOn, 5, rules).WindowCloses.Provisional);
    }

    [Fact]
    public void Every_day_lies_in_the_cycle_after_the_last_that_ended() => Always.Holds(Days, d =>
    {
        var ended = AssessmentCycles.LastEndedBefore(d.FirstIssuedOn, d.Day);
        var running = Cycle(d.FirstIssuedOn, ended + 1, Rules);
        return running.From <= d.Day && d.Day <= running.To
            && (ended == 0 || Cycle(d.FirstIssuedOn, ended, Rules).WindowOpens == running.From);
    });

    [Fact]
    public void There_is_no_cycle_0() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Cycle(new DateOnly(2024, 3, 1), 0, Rules));

    private static CycleDates Cycle(DateOnly firstIssuedOn, int number, RoadRules rules) =>
        AssessmentCycles.Cycle(firstIssuedOn, number, rules, WorkingCalendar.Embedded);
}
