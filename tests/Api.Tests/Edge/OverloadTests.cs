using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: what is more than a process can do is turned away, and nothing else is. Method: a clock that stands, and a
/// queue in which work waits as long as a test wants.
/// </summary>
public sealed class OverloadTests
{
    private static readonly TimeSpan _maxWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _tooLong = _maxWait + TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly Queue<IThreadPoolWorkItem> _waiting = new();
    private readonly Overload _overload;

    public OverloadTests() => _overload = new Overload(_clock, _waiting.Enqueue, _maxWait);

    [Fact]
    public void Few_requests_are_taken_however_long_work_waits()
    {
        for (var i = 0; i < Overload.AlwaysTaken; i++)
        {
            Assert.True(_overload.TryBegin());
            _clock.Advance(_tooLong);
        }
    }

    [Fact]
    public void Many_requests_are_taken_while_work_begins_at_once()
    {
        var prompt = new Overload(_clock, static work => work.Execute(), _maxWait);
        for (var i = 0; i < 10 * Overload.AlwaysTaken; i++)
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
        _overload.End();
        _overload.End();
        Assert.True(_overload.TryBegin());
    }

    [Fact]
    public async Task It_is_answered_with_503_and_when_to_come_again_and_operators_are_always_answered()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var turnedAway = 0;
        app.UseOverload(_overload, () => turnedAway++);
        app.MapGet("/healthz", () => "alive");
        app.MapGet("/{any}", () => "done");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal("done", await client.GetStringAsync("/any", TestContext.Current.CancellationToken));
        FillUp(_overload);
        _clock.Advance(_tooLong);
        using var refused = await client.GetAsync("/any", TestContext.Current.CancellationToken);
        await refused.Problem(503, "BUSY");
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(1, turnedAway);
        Assert.Equal("alive", await client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
        _overload.End();
        _overload.End();
        Assert.Equal("done", await client.GetStringAsync("/any", TestContext.Current.CancellationToken));
    }

    /// <summary>One more than is always taken is under way.</summary>
    private static bool FillUp(Overload overload)
    {
        for (var i = 0; i < Overload.AlwaysTaken; i++) Assert.True(overload.TryBegin());
        return overload.TryBegin();
    }
}
