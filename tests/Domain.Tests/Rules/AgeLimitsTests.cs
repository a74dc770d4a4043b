using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Calendar;

namespace OrleansRegistry.Domain.Tests.Rules;

/// <summary>From which day a holder is too old (rules.md D.1, G.2 #27-29, H.9).</summary>
public sealed class AgeLimitsTests
{
    private static readonly AgeLimits Limits = Rulebook.Embedded.AgeLimits;

    /// <summary>A law that raises the limit and later takes some of it back: not seen yet, but possible.</summary>
    private static readonly AgeLimits Falling = RulebookText.Load(
        "{ \"from\": \"2026-03-20\", \"value\": 63 }",
        "{ \"from\": \"2026-03-20\", \"value\": 63 }, { \"from\": \"2030-07-01\", \"value\": 61 }").AgeLimits;

    private static readonly Gen<(DateOnly BornOn, DateOnly From)> People =
        from bornOn in Always.DayBetween(new DateOnly(1955, 1, 1), new DateOnly(1975, 12, 31))
        from start in Always.DayBetween(new DateOnly(2015, 1, 1), new DateOnly(2035, 12, 31))
        select (bornOn, start);

    public sealed record AgeRow(string Case, DateOnly BornOn, DateOnly From, DateOnly Expected);

    public static TheoryData<AgeRow> Ages => CaseFile.Rows<AgeRow>("Rules/ages.json");

    [Theory, MemberData(nameof(Ages))]
    public void The_ground_holds_from_this_day(AgeRow row)
    {
        Assert.Equal(row.Expected, Limits.FirstDayOver(row.BornOn, row.From));
        Assert.True(Limits.IsOver(row.BornOn, row.Expected));
    }

    [Fact]
    public void The_first_day_satisfies_the_ground_and_no_day_before_does()
    {
        foreach (var limits in new[] { Limits, Falling })
            Always.Holds(People, p =>
            {
                var first = limits.FirstDayOver(p.BornOn, p.From)!.Value;
                var before = Enumerable.Range(p.From.DayNumber, first.DayNumber - p.From.DayNumber);
                return Ground(limits, p.BornOn, first)
                    && !before.Any(day => Ground(limits, p.BornOn, DateOnly.FromDayNumber(day)));
            });
    }

    [Fact]
    public void The_question_on_a_day_and_the_first_day_agree() => Always.Holds(People, p =>
        Limits.IsOver(p.BornOn, p.From) == (Limits.FirstDayOver(p.BornOn, p.From) == p.From)
        && Limits.IsOver(p.BornOn, p.From) == Ground(Limits, p.BornOn, p.From));

    [Fact]
    public void A_limit_that_falls_takes_effect_on_the_day_it_falls()
    {
        var from = new DateOnly(2027, 1, 1);
        Assert.Equal(new DateOnly(2030, 7, 1), Falling.FirstDayOver(new DateOnly(1968, 1, 10), from));
        Assert.Equal(new DateOnly(2030, 7, 2), Falling.FirstDayOver(new DateOnly(1969, 7, 1), from));
        Assert.Equal(new DateOnly(2030, 6, 30), Falling.FirstDayOver(new DateOnly(1967, 6, 29), from));
    }

    [Fact]
    public void A_birthday_after_the_year_9999_never_comes() =>
        Assert.Null(Limits.FirstDayOver(new DateOnly(9990, 1, 1), new DateOnly(9990, 1, 1)));

    /// <summary>The law's own words: older than the limit in force on the day.</summary>
    private static bool Ground(AgeLimits limits, DateOnly bornOn, DateOnly day) =>
        day > LegalDates.Anniversary(bornOn, limits.LimitOn(day));
}
