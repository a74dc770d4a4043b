using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Tests.Waiting;

/// <summary>One reading for all who ask the same at the same time, and none that is older than the question.</summary>
public sealed class SharedReadsTests
{
    private readonly SharedReads<string, int> _shared = new();
    private readonly List<TaskCompletionSource<int>> _readings = [];

    private Task<int> Ask(string key = "one", CancellationToken cancellation = default) => _shared.Read(
        key,
        () =>
        {
            _readings.Add(new TaskCompletionSource<int>()); // Who asked goes on within the end of the reading.
            return _readings[^1].Task;
        },
        cancellation);

    [Fact]
    public async Task Who_comes_while_it_is_read_shares_the_next_reading_with_all_who_come_meanwhile()
    {
        var (first, second, third) = (Ask(), Ask(), Ask());
        Assert.Single(_readings);

        _readings[0].SetResult(1);
        Assert.Equal(2, _readings.Count);
        _readings[1].SetResult(2);

        var all = await Task.WhenAll(first, second, third);
        Assert.Equal([1, 2, 2], all);
        var later = Ask();
        _readings[2].SetResult(3);
        Assert.Equal(3, await later);
    }

    [Fact]
    public async Task Other_questions_have_readings_of_their_own()
    {
        var (one, two) = (Ask("one"), Ask("two"));
        _readings[1].SetResult(2);
        Assert.Equal(2, await two);
        _readings[0].SetResult(1);
        Assert.Equal(1, await one);
    }

    [Fact]
    public async Task A_reading_that_fails_fails_for_who_shares_it_alone()
    {
        var (first, second) = (Ask(), Ask());
        _readings[0].SetException(new InvalidOperationException("bug"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        _readings[1].SetResult(2);
        Assert.Equal(2, await second);
    }

    [Fact]
    public async Task Who_gives_up_takes_the_reading_from_nobody()
    {
        using var cancelled = new CancellationTokenSource();
        var (first, second, third) = (Ask(), Ask("one", cancelled.Token), Ask());
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        _readings[0].SetResult(1);
        _readings[1].SetResult(2);
        var all = await Task.WhenAll(first, third);
        Assert.Equal([1, 2], all);
    }
}
