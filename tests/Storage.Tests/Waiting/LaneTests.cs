using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Tests.Waiting;

/// <summary>A few places: who finds none waits in its turn, and how long the first has waited is known.</summary>
public sealed class LaneTests
{
    private readonly Lane _lane = new(places: 1);
    private readonly TaskCompletionSource<int> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task<int> Hold() =>
        _lane.Run(0, _ => new ValueTask<int>(_held.Task), CancellationToken.None).AsTask();

    private Task<int> Come(int number, CancellationToken cancellation = default) =>
        _lane.Run(number, ValueTask.FromResult, cancellation).AsTask();

    [Fact]
    public async Task Who_finds_no_place_waits_until_there_is_one()
    {
        var (holder, second) = (Hold(), Come(2));
        await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(second.IsCompleted);
        Assert.InRange(_lane.OldestWait, TimeSpan.FromMilliseconds(15), TimeSpan.FromMinutes(1));

        _held.SetResult(1);

        var all = await Task.WhenAll(holder, second);
        Assert.Equal([1, 2], all);
        Assert.Equal(TimeSpan.Zero, _lane.OldestWait);
    }

    [Fact]
    public async Task Who_gives_up_does_not_wait_any_more_and_takes_no_place()
    {
        var holder = Hold();
        using var cancelled = new CancellationTokenSource();
        var second = Come(2, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(TimeSpan.Zero, _lane.OldestWait);
        _held.SetResult(1);
        await holder;
        Assert.Equal(3, await Come(3));
    }

    [Fact]
    public async Task Work_that_fails_gives_its_place_back()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lane.Run<int, int>(
            0, _ => throw new InvalidOperationException("bug"), CancellationToken.None).AsTask());
        Assert.Equal(2, await Come(2));
    }
}
