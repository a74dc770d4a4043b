using OrleansRegistry.Storage.Sqlite.Writing;

namespace OrleansRegistry.Storage.Tests.Sqlite;

/// <summary>The queue before the writer: bounded, and nobody is left waiting when it closes.</summary>
public sealed class WriteQueueTests
{
    private static CommitItem Item() => new(Sample.First(Sample.Certificate(1)));

    [Fact]
    public async Task Who_comes_when_it_is_full_waits_for_room()
    {
        var queue = new WriteQueue(capacity: 1);
        await queue.Add(Item(), default);
        var second = queue.Add(Item(), default);
        Assert.False(second.IsCompleted);

        Assert.True(queue.Take([], 10, int.MaxValue));

        await second;
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_not_in_it()
    {
        var queue = new WriteQueue(capacity: 1);
        await queue.Add(Item(), default);
        using var cancelled = new CancellationTokenSource();
        var second = queue.Add(Item(), cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        var batch = new List<WriteItem>();
        queue.Take(batch, 10, int.MaxValue);

        Assert.Single(batch);
    }

    [Fact]
    public async Task Closing_refuses_everyone_who_waits_but_keeps_what_is_in()
    {
        var queue = new WriteQueue(capacity: 1);
        await queue.Add(Item(), default);
        var waiting = Enumerable.Range(0, 3).Select(_ => queue.Add(Item(), default).AsTask()).ToArray();
        queue.Close();

        Assert.True(queue.Take([], 10, int.MaxValue));
        Assert.False(queue.Take([], 10, int.MaxValue));

        foreach (var one in waiting) await Assert.ThrowsAsync<ObjectDisposedException>(() => one);
    }
}
