using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>Which day an instant belongs to (rules.md G.1 #7, G.3 #55, G.7).</summary>
public sealed class ShanghaiTimeTests
{
    public sealed record InstantRow(string Case, DateTimeOffset Instant, DateOnly Date);

    public static TheoryData<InstantRow> Instants => CaseFile.Rows<InstantRow>("Calendar/instants.json");

    [Theory, MemberData(nameof(Instants))]
    public void An_instant_belongs_to_the_day_in_Shanghai(InstantRow row)
    {
        Assert.Equal(row.Date, ShanghaiTime.DateOf(row.Instant));
        Assert.True(ShanghaiTime.StartOf(row.Date) <= row.Instant);
        Assert.True(row.Instant < ShanghaiTime.EndOf(row.Date));
    }

    [Fact]
    public void A_day_is_given_as_UTC_from_16_to_16_o_clock()
    {
        var day = new DateOnly(2026, 3, 20);
        var start = new DateTimeOffset(2026, 3, 19, 16, 0, 0, TimeSpan.Zero);
        Assert.True(start.EqualsExact(ShanghaiTime.StartOf(day)));
        Assert.True(start.AddDays(1).EqualsExact(ShanghaiTime.EndOf(day)));
        Assert.True(new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.FromHours(8))
            .EqualsExact(ShanghaiTime.ToLocal(start)));
    }

    [Fact]
    public void Days_join_without_a_gap_and_keep_their_date() => Always.Holds(Always.Day, day =>
        ShanghaiTime.EndOf(day) == ShanghaiTime.StartOf(day.AddDays(1))
        && ShanghaiTime.DateOf(ShanghaiTime.StartOf(day)) == day
        && ShanghaiTime.DateOf(ShanghaiTime.EndOf(day).AddTicks(-1)) == day);
}
