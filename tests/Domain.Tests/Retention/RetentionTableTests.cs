using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Retention;

namespace OrleansRegistry.Domain.Tests.Retention;

/// <summary>How long data is kept: each kind has a rule, and a year ends with its anniversary, inclusive.</summary>
public sealed class RetentionTableTests
{
    [Fact]
    public void Every_kind_of_data_has_one_rule_that_names_its_law()
    {
        Assert.Equal(Enum.GetValues<RetentionKind>(), RetentionTable.All.Select(rule => rule.Kind).Order());
        Assert.All(RetentionTable.All, rule => Assert.All(
            (string[])[rule.Name.Zh, rule.Name.En, rule.From.Zh, rule.From.En, rule.Law.Zh, rule.Law.En],
            Assert.NotEmpty));
    }

    [Theory]
    [InlineData("2027-02-13", "2026-02-13")]
    [InlineData("2027-03-01", "2026-03-01")]
    [InlineData("2025-03-01", "2024-02-29")] // Its anniversary is today, and today belongs to the year.
    [InlineData("2025-03-02", "2024-03-02")]
    [InlineData("2028-02-29", "2027-03-01")] // The anniversary of 28 February 2027 was yesterday.
    public void A_year_is_over_after_the_anniversary(string today, string firstKept)
    {
        var rule = RetentionTable.Of(RetentionKind.RefusedMaterials);
        var noon = ShanghaiTime.StartOf(DateOnly.Parse(today)).AddHours(12);
        Assert.Equal(ShanghaiTime.StartOf(DateOnly.Parse(firstKept)), rule.Cut(noon));
    }

    [Fact]
    public void Days_are_counted_to_the_instant()
    {
        var now = new DateTimeOffset(2026, 3, 15, 1, 0, 0, TimeSpan.Zero);
        Assert.Equal(now.AddDays(-30), RetentionTable.Of(RetentionKind.Drafts).Cut(now));
    }
}
