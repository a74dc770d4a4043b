using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>What the receiver got.</summary>
public sealed record Received(string Path, string? Id, string? Signature, string? ContentType, byte[] Body)
{
    /// <summary>webhook-id, -timestamp and -signature.</summary>
    public (string? Id, string? Timestamp, string? Signature) Standard { get; init; }
}

/// <summary>A real receiver of webhooks on a free port, which answers as a test tells it.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(Func<Received, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var received = new Received(context.Request.Path, context.Request.Headers["X-Registry-Notice"],
                context.Request.Headers["X-Registry-Signature"], context.Request.ContentType, body.ToArray())
            {
                Standard = (context.Request.Headers["webhook-id"], context.Request.Headers["webhook-timestamp"],
                    context.Request.Headers["webhook-signature"]),
            };
            All.Enqueue(received);
            await answer(received, context);
        });
    }

    public ConcurrentQueue<Received> All { get; } = new();

    public Uri Url { get; private set; } = null!;

    public static async Task<Receiver> Start(Func<Received, HttpContext, Task> answer)
    {
        var receiver = new Receiver(answer);
        await receiver._app.StartAsync();
        var addresses =
            receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        receiver.Url = new Uri(addresses.First() + "/notices");
        return receiver;
    }

    /// <summary>Answers with these statuses in turn, and with the last one from then on.</summary>
    public static Task<Receiver> Start(params int[] statuses)
    {
        var next = -1;
        return Start((_, context) =>
        {
            context.Response.StatusCode = statuses[Math.Min(Interlocked.Increment(ref next), statuses.Length - 1)];
            return Task.CompletedTask;
        });
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }
}
