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
        var waits = new StoreWaits(_longer, _max);
        var limit = new WaitLimit(_max, () => waits);
        Assert.True(limit.Refuses(ShedWork.Write));
        Assert.False(limit.Refuses(ShedWork.List));

        waits = new StoreWaits(_max, _longer);
        Assert.False(limit.Refuses(ShedWork.Write));
        Assert.Throws<BusyException>(() => limit.Enter(ShedWork.List));

        limit.Count(ShedWork.Request);
        Assert.Equal(new LoadFigures(_max, _longer, 1, 1, 1), limit.Figures);
    }

    /// <summary>A database that was just started is slow and not crowded.</summary>
    [Fact]
    public void A_few_that_wait_long_turn_nobody_away()
    {
        var inLine = 32;
        var limit = new WaitLimit(_max, () => new StoreWaits(_longer, _longer)
        {
            WritesInLine = inLine, ListsInLine = inLine,
        })
        { AlwaysTaken = 32 };
        Assert.False(limit.Refuses(ShedWork.Write));
        Assert.False(limit.Refuses(ShedWork.List));
        inLine = 33;
        Assert.True(limit.Refuses(ShedWork.Write));
        Assert.True(limit.Refuses(ShedWork.List));
    }

    [Fact]
    public void Without_a_limit_nobody_is_turned_away()
    {
        var limit = new WaitLimit(TimeSpan.Zero, () => new StoreWaits(TimeSpan.MaxValue, TimeSpan.MaxValue));
        Assert.False(limit.Refuses(ShedWork.Write));
        Assert.False(limit.Refuses(ShedWork.List));
    }

    [Fact]
    public void The_first_is_logged_at_once_and_the_others_of_that_minute_are_not()
    {
        var said = new List<long>();
        var limit = new WaitLimit(_max, () => new StoreWaits(_longer, _longer)) { Say = said.Add };
        for (var n = 0; n < 100; n++) limit.Refuses(ShedWork.Write);
        Assert.Equal([1L], said);
    }
}
