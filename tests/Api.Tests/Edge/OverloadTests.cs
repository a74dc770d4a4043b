using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: who is turned away at the door hears of it at once, and when to come again. Method: a door that takes one.
/// When it takes how many, its own tests ask (Storage.Tests).
/// </summary>
public sealed class OverloadTests
{
    private int _free = 1, _tried;

    [Fact]
    public async Task It_is_answered_with_503_and_when_to_come_again_and_operators_are_always_answered()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseOverload(TryBegin, () => Interlocked.Increment(ref _free));
        app.MapGet("/healthz", () => "alive");
        app.MapGet("/{any}", () => "done");
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal("done", await client.GetStringAsync("/any", TestContext.Current.CancellationToken));
        Assert.True(TryBegin());
        using var refused = await client.GetAsync("/any", TestContext.Current.CancellationToken);
        await refused.Problem(503, "BUSY");
        Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(3, _tried);
        Assert.Equal("alive", await client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
        Assert.Equal(3, _tried);
        Interlocked.Increment(ref _free);
        Assert.Equal("done", await client.GetStringAsync("/any", TestContext.Current.CancellationToken));
    }

    private bool TryBegin()
    {
        _tried++;
        if (Interlocked.Decrement(ref _free) >= 0) return true;
        Interlocked.Increment(ref _free);
        return false;
    }
}
