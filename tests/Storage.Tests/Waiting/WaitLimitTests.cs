using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Tests.Waiting;

/// <summary>When people are turned away, and that each of them is counted.</summary>
public sealed class WaitLimitTests
{
    private static readonly TimeSpan _max = TimeSpan.FromMilliseconds(500), _longer = TimeSpan.FromMilliseconds(501);

    [Fact]
    public void Writes_and_lists_are_turned_away_by_their_own_waits()
    {
        var waits = new StoreWaits(new Line(_longer, 0), new Line(_max, 0));
        var limit = new WaitLimit(_max, () => waits);
        Assert.True(limit.Refuses(ShedWork.Write));
        Assert.False(limit.Refuses(ShedWork.List));

        waits = new StoreWaits(new Line(_max, 0), new Line(_longer, 0));
        Assert.False(limit.Refuses(ShedWork.Write));
        Assert.Throws<BusyException>(() => limit.Enter(ShedWork.List));

        limit.Refuses(ShedWork.Request, new Line(_max, WaitLimit.RequestsAlwaysTaken + 1));
        Assert.Equal(new LoadFigures(_max, _longer, 1, 1, 1), limit.Figures);
    }

    /// <summary>A database that was just started is slow and not crowded.</summary>
    [Fact]
    public void A_few_that_wait_long_turn_nobody_away()
    {
        var inLine = 32;
        var limit = new WaitLimit(_max, () => Both(_longer, inLine)) { AlwaysTaken = 32 };
        Assert.False(limit.Refuses(ShedWork.Write));
        Assert.False(limit.Refuses(ShedWork.List));
        inLine = 33;
        Assert.True(limit.Refuses(ShedWork.Write));
        Assert.True(limit.Refuses(ShedWork.List));
    }

    [Fact]
    public void Without_a_limit_nobody_is_turned_away()
    {
        var limit = new WaitLimit(TimeSpan.Zero, () => Both(TimeSpan.MaxValue, 1_000));
        Assert.False(limit.Refuses(ShedWork.Write));
        Assert.False(limit.Refuses(ShedWork.List));
    }

    [Fact]
    public void The_first_is_logged_at_once_and_the_others_of_that_minute_are_not()
    {
        var said = new List<long>();
        var limit = new WaitLimit(_max, () => Both(_longer, 1)) { Say = said.Add };
        for (var n = 0; n < 100; n++) limit.Refuses(ShedWork.Write);
        Assert.Equal([1L], said);
    }

    /// <summary>
    /// As docs/adr/0175 says of each line: of so many none is turned away, of one more those that wait longer.
    /// </summary>
    [Theory]
    [InlineData(ShedWork.Write, 32, 500)]
    [InlineData(ShedWork.List, 32, 500)]
    [InlineData(ShedWork.Request, 128, 50)]
    public void It_takes_a_crowd_that_waits_long_to_be_turned_away(ShedWork work, int few, int milliseconds)
    {
        var limit = new WaitLimit(_max, () => default) { AlwaysTaken = 32 };
        var (allowed, longer) = (TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds + 1));
        Assert.False(limit.Refuses(work, new Line(TimeSpan.MaxValue, few)));
        Assert.False(limit.Refuses(work, new Line(allowed, int.MaxValue)));
        Assert.True(limit.Refuses(work, new Line(longer, few + 1)));
    }

    private static StoreWaits Both(TimeSpan oldest, int inLine) =>
        new(new Line(oldest, inLine), new Line(oldest, inLine));
}
