using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Tests.Waiting;

/// <summary>
/// Goal: what is more than a process can do is turned away, and nothing else is. Method: a clock that stands, and a
/// queue in which work waits as long as a test wants.
/// </summary>
public sealed class OverloadTests
{
    private static readonly TimeSpan _max = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _tooLong = TimeSpan.FromMilliseconds(51); // A tenth of it is allowed.

    private readonly StandingClock _clock = new();
    private readonly Queue<IThreadPoolWorkItem> _waiting = new();
    private readonly WaitLimit _limit = new(_max, () => default);
    private readonly Overload _overload;

    public OverloadTests() => _overload = new Overload(_clock, _waiting.Enqueue, _limit);

    [Fact]
    public void Few_requests_are_taken_however_long_work_waits()
    {
        for (var i = 0; i < WaitLimit.RequestsAlwaysTaken; i++)
        {
            Assert.True(_overload.TryBegin());
            _clock.Advance(_tooLong);
        }
    }

    [Fact]
    public void Many_requests_are_taken_while_work_begins_at_once()
    {
        var prompt = new Overload(_clock, static work => work.Execute(), _limit);
        for (var i = 0; i < 10 * WaitLimit.RequestsAlwaysTaken; i++)
        {
            Assert.True(prompt.TryBegin());
            _clock.Advance(_tooLong);
        }
    }

    [Fact]
    public void Many_requests_are_turned_away_while_work_waits_and_taken_when_it_does_no_more()
    {
        Assert.True(FillUp(_overload)); // Nothing is known yet, and it is looked at.
        _clock.Advance(_tooLong);
        Assert.False(_overload.TryBegin(), "what waits still has waited too long");
        _waiting.Dequeue().Execute();
        Assert.False(_overload.TryBegin(), "what has begun has waited too long");
        _waiting.Dequeue().Execute();
        Assert.True(_overload.TryBegin(), "it did not wait");
    }

    [Fact]
    public void Who_was_turned_away_is_not_under_way()
    {
        FillUp(_overload);
        _clock.Advance(_tooLong);
        for (var i = 0; i < 100; i++) Assert.False(_overload.TryBegin());
        Assert.Equal(100, _limit.Figures.Requests);
        _overload.End();
        _overload.End();
        Assert.True(_overload.TryBegin());
    }

    /// <summary>One more than is always taken is under way.</summary>
    private static bool FillUp(Overload overload)
    {
        for (var i = 0; i < WaitLimit.RequestsAlwaysTaken; i++) Assert.True(overload.TryBegin());
        return overload.TryBegin();
    }

    private sealed class StandingClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
