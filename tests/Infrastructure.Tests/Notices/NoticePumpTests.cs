using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>
/// The pump over a real store: each notice arrives at least once, waits when it must, and blocks no other.
/// </summary>
public sealed class NoticePumpTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly FakeTimeProvider _clock = new(TestPlace.Start);
    private int _version;

    [Fact]
    public async Task What_a_commit_left_is_sent_once_and_has_a_receipt()
    {
        await Leave(250);
        await using var receiver = await Receiver.Start(200);
        using var sink = new WebhookSink(new WebhookOptions { Url = receiver.Url });
        var pump = Pump(sink);

        foreach (var sent in (int[])[100, 100, 50, 0]) Assert.Equal(sent, await Once(pump));

        Assert.Equal(250, receiver.All.Select(got => got.Id).Distinct().Count());
        var first = (await Notices()).Last();
        Assert.Equal(("webhook: HTTP 200", _clock.GetUtcNow()), (first.Receipt, first.SentAt));
        Assert.Equal(0, (await _store.Store.Work.Backlog(_clock.GetUtcNow())).NoticesPending);
    }

    [Fact]
    public async Task After_500_it_comes_again_with_the_same_id()
    {
        await Leave(1);
        await using var receiver = await Receiver.Start(500, 200);
        using var sink = new WebhookSink(new WebhookOptions { Url = receiver.Url });
        var pump = Pump(sink);

        await Once(pump);
        Assert.Equal(0, await Once(pump)); // Not before its time.
        Assert.Equal((1, "webhook: HTTP 500", false), await Stand());
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await Once(pump));

        Assert.Equal(2, receiver.All.Count);
        Assert.Single(receiver.All.Select(got => got.Id).Distinct());
        Assert.NotNull((await Notices())[0].SentAt);
    }

    [Fact]
    public async Task After_400_it_is_left_to_the_administrator_at_once()
    {
        await Leave(1);
        await using var receiver = await Receiver.Start(400);
        using var sink = new WebhookSink(new WebhookOptions { Url = receiver.Url });
        await Once(Pump(sink));

        Assert.Equal((1, "webhook: HTTP 400", true), await Stand());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Once(Pump(sink)));
        Assert.Equal(1, (await _store.Store.Work.Backlog(_clock.GetUtcNow())).NoticesFailed);
    }

    [Fact]
    public async Task After_twelve_tries_in_vain_it_is_given_up()
    {
        await Leave(1);
        var sink = new Sink(_ => new SinkReceipt.Away("away"));
        for (var tries = 1; tries <= 12; tries++)
        {
            Assert.False((await Stand()).Failed);
            Assert.Equal(1, await Once(Pump(sink)));
            _clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal((12, "sink: away", true), await Stand());
        Assert.Equal(0, await Once(Pump(sink)));
    }

    [Fact]
    public async Task A_poisoned_notice_blocks_no_other()
    {
        await Leave(150);
        var poisoned = (await Notices()).Select(notice => notice.Id).Order().Take(100).ToHashSet();
        var sink = new Sink(notice => poisoned.Contains(notice.Id)
            ? throw new InvalidOperationException("poison") : new SinkReceipt.Taken("ok"));
        var pump = Pump(sink);

        await Once(pump); // A whole chunk of poison.
        await Once(pump);

        Assert.Equal(50, (await Notices()).Count(notice => notice.SentAt is not null));
        Assert.Equal("sink: poison", (await Notices()).Last().Error);
    }

    [Fact]
    public async Task Every_channel_must_take_it()
    {
        await Leave(1);
        var (second, isAway) = (new Sink(_ => new SinkReceipt.Taken("ok")), true);
        var first = new Sink(_ => isAway ? new SinkReceipt.Away("away") : new SinkReceipt.Taken("ok"));

        await Once(Pump(first, second));
        Assert.Empty(second.Got);
        isAway = false;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Once(Pump(first, second));

        Assert.Equal("sink: ok; sink: ok", (await Notices())[0].Receipt);
        Assert.Single(second.Got);
    }

    [Fact]
    public async Task The_wait_asked_for_is_kept()
    {
        await Leave(1);
        var sink = new Sink(_ => new SinkReceipt.Away("busy", TimeSpan.FromMinutes(10)));
        await Once(Pump(sink));
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(0, await Once(Pump(sink)));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Once(Pump(sink)));
    }

    [Fact]
    public async Task What_was_sent_is_marked_while_another_is_still_on_its_way()
    {
        await Leave(20);
        var (slow, answered) = ((await Notices()).Min(notice => notice.Id), new TaskCompletionSource());
        var pumping = Once(Pump(new SlowSink(slow, answered.Task)));

        await Until(async () => (await Stands()).Sent == 19);
        Assert.False(pumping.IsCompleted);
        answered.SetResult();

        Assert.Equal(20, await pumping);
        Assert.Equal((20, 0), await Stands());
    }

    [Fact]
    public async Task A_pump_that_is_stopped_has_marked_what_it_sent()
    {
        await Leave(20);
        var slow = (await Notices()).Max(notice => notice.Id);
        using var stop = new CancellationTokenSource();
        var pumping = Pump(new SlowSink(slow, new TaskCompletionSource().Task)).PumpOnce(stop.Token);
        await Until(async () => (await Stands()).Sent == 19);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pumping);
        Assert.Equal((19, 1), await Stands());
    }

    [Fact]
    public async Task However_many_wait_they_are_sent_one_chunk_after_the_other()
    {
        await Leave(250);
        var sink = new Sink(_ => new SinkReceipt.Taken("ok"));

        await Pump(sink).PumpDue(CancellationToken.None);

        Assert.Equal((250, 0), await Stands());
        Assert.Equal(250, sink.Got.Count);
    }

    [Fact]
    public async Task It_runs_until_it_is_stopped()
    {
        await Leave(3);
        var sink = new Sink(_ => new SinkReceipt.Taken("ok"));
        using var stop = new CancellationTokenSource();
        var running = Pump(sink).Run(stop.Token);
        for (var i = 0; i < 200 && sink.Got.Count < 3; i++) await Task.Delay(20);

        await stop.CancelAsync();
        await running;

        Assert.Equal(3, sink.Got.Count);
    }

    [Theory]
    [InlineData(1, 0, 2.5)]
    [InlineData(1, 1, 5)]
    [InlineData(2, 1, 10)]
    [InlineData(11, 1, 3600)]
    [InlineData(1000, 0, 1800)]
    public void The_wait_doubles_up_to_an_hour(int tries, double chance, double seconds) =>
        Assert.Equal(seconds, BackOff.After(tries, chance).TotalSeconds);

    private NoticePump Pump(params INoticeSink[] sinks) =>
        new(_store.Store.Work, sinks, _clock, (time, ct) => Task.Delay(time, ct), NullLogger<NoticePump>.Instance);

    private static Task<int> Once(NoticePump pump) => pump.PumpOnce(CancellationToken.None);

    private async Task<ImmutableArray<NoticeRecord>> Notices()
    {
        var all = ImmutableArray.CreateBuilder<NoticeRecord>();
        string? cursor = null;
        do
        {
            var page = await _store.Store.Work.Notices(null, false, new PageRequest(200, cursor));
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all.ToImmutable();
    }

    private async Task<(int Attempts, string? Error, bool Failed)> Stand()
    {
        var notice = (await Notices())[0];
        return (notice.Attempts, notice.Error, notice.Failed);
    }

    private async Task<(int Sent, int Pending)> Stands()
    {
        var all = await Notices();
        var sent = all.Count(notice => notice.SentAt is not null);
        return (sent, all.Length - sent);
    }

    private static async Task Until(Func<Task<bool>> so)
    {
        for (var i = 0; !await so(); i++)
        {
            Assert.True(i < 500, "this took too long");
            await Task.Delay(20);
        }
    }

    /// <summary>A commit that tells people something and changes nothing else.</summary>
    private async Task Leave(int notices)
    {
        var values = ImmutableSortedDictionary<string, string>.Empty.Add("certificate", "Q-1");
        var id = new EntityId(EntityKind.Certificate, "Q-1");
        var header = new EventHeader(_clock.GetUtcNow(), "registry", "deadline", null, "1", $"c{_version}");
        ReadOnlyMemory<byte> body = "{}"u8.ToArray();
        var result = await _store.Store.Commit(new Commit
        {
            Id = id, ExpectedVersion = _version, Header = header, State = body,
            Events =
            [
                new NewEvent(
                    "certificate.expired", body,
                    HashChain.Next(HashChain.Start.Span, id, ++_version, header, "certificate.expired", body.Span)),
            ],
            Notices = [.. Enumerable.Repeat(new Notice("cancellationUndone", "P-1", values), notices)],
        });
        Assert.IsType<CommitResult.Committed>(result);
    }

    public void Dispose() => _store.Dispose();

    private sealed class Sink(Func<NoticeRecord, SinkReceipt> answer) : INoticeSink
    {
        public ConcurrentQueue<long> Got { get; } = new();

        public string Name => "sink";

        public Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation = default)
        {
            Got.Enqueue(notice.Id);
            return Task.FromResult(answer(notice));
        }
    }

    /// <summary>Takes everything at once but one notice, for which it waits.</summary>
    private sealed class SlowSink(long slow, Task answered) : INoticeSink
    {
        public string Name => "slow";

        public async Task<SinkReceipt> Send(NoticeRecord notice, LocalText text, CancellationToken cancellation)
        {
            if (notice.Id == slow) await answered.WaitAsync(cancellation);
            return new SinkReceipt.Taken("ok");
        }
    }
}
