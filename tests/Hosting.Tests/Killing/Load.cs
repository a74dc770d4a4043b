using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Hosting.Tests.Killing;

/// <summary>
/// An officer who records one point after the other, 32 at once, each with its own key, and remembers what was answered
/// to what until the registry is gone.
/// </summary>
internal sealed class Load(string[] certificates)
{
    private const int InFlight = 32;

    private int _sent;

    /// <summary>The answers by key.</summary>
    public ConcurrentDictionary<int, string> Acknowledged { get; } = new();

    /// <summary>Keys that were sent and never answered.</summary>
    public ConcurrentDictionary<int, bool> Unanswered { get; } = new();

    /// <summary>Sends until <paramref name="api"/> has answered so many, kills it there, and ends when all have noticed.</summary>
    public async Task UntilKilled(ApiProcess api, int answers)
    {
        var (left, killed) = (answers, 0);
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            // Everybody goes on until the connection breaks: how fast the kill arrives decides what was in the middle.
            while (true)
            {
                var key = Interlocked.Increment(ref _sent);
                try
                {
                    var (body, replayed) = await Send(api, key);
                    Assert.False(replayed, $"key {key} was never sent before");
                    Acknowledged[key] = body;
                }
                catch (HttpRequestException)
                {
                    Unanswered[key] = true;
                    Assert.True(Volatile.Read(ref killed) == 1, "it went away by itself:\n" + api.Log);
                    return;
                }
                if (Interlocked.Decrement(ref left) != 0) continue;
                Volatile.Write(ref killed, 1);
                await api.Kill();
            }
        })));
    }

    /// <summary>Sends everything again: what was answered is answered the same, and nothing that was not is lost by now.</summary>
    public async Task Replay(ApiProcess api)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = InFlight };
        await Parallel.ForEachAsync(Acknowledged, options, async (sent, _) =>
        {
            var (body, replayed) = await Send(api, sent.Key);
            Assert.True(replayed, $"key {sent.Key} was acknowledged and is gone");
            Assert.Equal(sent.Value, body);
        });
        await Parallel.ForEachAsync(Unanswered.Keys, options, async (key, _) => Acknowledged[key] = (await Send(api, key)).Body);
        Unanswered.Clear();
    }

    /// <summary>The histories have every acknowledged key once and nothing else.</summary>
    public async Task CheckHistories(ApiProcess api)
    {
        var seen = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(certificates, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) =>
        {
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await api.Http.GetFromJsonAsync<JsonObject>($"/api/v1/certificates/{id}/history?limit=200&cursor={cursor}", CancellationToken.None);
                foreach (var entry in page!["items"]!.AsArray().Where(entry => (string?)entry!["type"] == "certificate.violationRecorded"))
                    seen.Add(int.Parse((string)entry!["body"]!["note"]!, System.Globalization.CultureInfo.InvariantCulture));
                cursor = (string?)page["next"] is { } next ? Uri.EscapeDataString(next) : null;
            }
        });
        Assert.Equal(Acknowledged.Keys.Order(), seen.Order());
    }

    private async Task<(string Body, bool Replayed)> Send(ApiProcess api, int key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/certificates/{certificates[key % certificates.Length]}/violations")
        {
            Content = JsonContent.Create(new { points = 1, on = "2026-08-28", note = $"{key}" }),
        };
        request.Headers.Add("Idempotency-Key", $"kill-{key}");
        using var answer = await api.Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {body}");
        return (body, answer.Headers.Contains("Idempotency-Replayed"));
    }
}
