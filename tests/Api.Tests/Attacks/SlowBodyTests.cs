using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: senders who never end hold no more memory than a measure (T15, docs/adr/0174). Method: sockets that send most
/// of a JSON body and then wait, more than one network may have; small requests go on, and what was held is given back.
/// </summary>
public sealed class SlowBodyTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Route = HttpSteps.Api + "/identifiers/check";
    private const int Whole = 1_000_000, Sent = 950_000, Senders = 14;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task T15_bodies_that_never_end_hold_a_measure_of_a_network_and_small_ones_go_on()
    {
        const int held = (int)(BodySpace.MaxOfNetwork / (Sent - BodySpace.Free));
        var senders = new List<TcpClient>();
        try
        {
            var answers = new List<Task<string>>();
            for (var i = 0; i < Senders; i++)
            {
                var sender = new TcpClient();
                senders.Add(sender);
                await HalfSend(sender);
                answers.Add(FirstLine(sender));
            }
            var refused = await AtLeast(answers, Senders - held);
            Assert.All(refused, line => Assert.StartsWith("HTTP/1.1 503 ", line, StringComparison.Ordinal));
            Assert.Equal(Senders - held, answers.Count(answer => answer.IsCompleted));
            await app.Anonymous().Done(Route, new { kind = "vin", value = "1M8GDM9AXKP042788" });
        }
        finally
        {
            foreach (var sender in senders) sender.Dispose();
        }
        await GivenBack();
    }

    private async Task HalfSend(TcpClient sender)
    {
        await sender.ConnectAsync(app.Address.Host, app.Address.Port);
        var head = $"POST {Route} HTTP/1.1\r\nHost: r\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Whole}\r\n\r\n";
        await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await sender.GetStream().WriteAsync(Encoding.ASCII.GetBytes("{\"value\":\"" + new string('a', Sent - 10)))
            .AsTask().WaitAsync(_patience);
    }

    private static async Task<string> FirstLine(TcpClient sender)
    {
        using var reader = new StreamReader(sender.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync() ?? "";
    }

    private static async Task<string[]> AtLeast(List<Task<string>> answers, int count)
    {
        var waited = Stopwatch.StartNew();
        while (answers.Count(answer => answer.IsCompletedSuccessfully) < count && waited.Elapsed < _patience)
            await Task.Delay(20);
        return [.. answers.Where(answer => answer.IsCompletedSuccessfully).Select(answer => answer.Result)];
    }

    /// <summary>Bodies as large as that are read whole again: what is wrong with them is answered.</summary>
    private async Task GivenBack()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var large = new { kind = "vin", value = new string('a', Sent) };
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.Anonymous().Post(Route, large)));
            if (answers.All(answer => (int)answer.StatusCode is 200 or 400)) return;
            Assert.True(waited.Elapsed < _patience, "what was held is not given back");
            await Task.Delay(50);
        }
    }
}
