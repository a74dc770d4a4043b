using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// An officer who records points through whichever silo answers, each with its own key, and repeats with the same key
/// until there is an answer, as a client should. Afterwards every acknowledged point must be in exactly one history once.
/// </summary>
internal sealed class ClusterLoad(IReadOnlyList<HttpClient> silos, string[] certificates, int inFlight = 24)
{
    private readonly ConcurrentDictionary<int, string> _acknowledged = new();
    private int _sent;

    /// <summary>Answers so far.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>The longest that one command took, with its repeats; in milliseconds.</summary>
    public long LongestMs => _longestMs;

    /// <summary>How many repeats were needed.</summary>
    public int Repeats => _repeats;

    private long _longestMs;
    private int _repeats;

    public async Task Run(TimeSpan howLong)
    {
        var until = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(worker => Task.Run(async () =>
        {
            while (until.Elapsed < howLong)
            {
                var key = Interlocked.Increment(ref _sent);
                var watch = Stopwatch.StartNew();
                _acknowledged[key] = await Send(key, worker);
                var took = watch.ElapsedMilliseconds;
                for (var seen = Volatile.Read(ref _longestMs); took > seen && Interlocked.CompareExchange(ref _longestMs, took, seen) != seen; seen = Volatile.Read(ref _longestMs)) { }
            }
        })));
    }

    /// <summary>Sends once more what was acknowledged: the answers are the same.</summary>
    public async Task Replay() => await Parallel.ForEachAsync(_acknowledged, new ParallelOptions { MaxDegreeOfParallelism = inFlight },
        async (sent, _) => Assert.Equal(sent.Value, await Send(sent.Key, sent.Key)));

    /// <summary>Histories: every acknowledged key once, nothing else, versions without gaps.</summary>
    public async Task Check(HttpClient officer)
    {
        var seen = new ConcurrentBag<int>();
        await Parallel.ForEachAsync(certificates, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) =>
        {
            var version = 0;
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await officer.Get($"{Talk.Api}/certificates/{id}/history?limit=200" + (cursor.Length > 0 ? "&cursor=" + cursor : ""));
                foreach (var entry in page["items"]!.AsArray())
                {
                    Assert.Equal(++version, (int)entry!["version"]!);
                    if ((string?)entry["type"] == "certificate.violationRecorded")
                        seen.Add(int.Parse((string)entry["body"]!["note"]!, CultureInfo.InvariantCulture));
                }
                cursor = (string?)page["next"] is { } next ? Uri.EscapeDataString(next) : null;
            }
        });
        Assert.Equal(_acknowledged.Keys.Order(), seen.Order());
    }

    private async Task<string> Send(int key, int silo)
    {
        var given = Stopwatch.StartNew();
        while (true)
        {
            var client = silos[silo++ % silos.Count];
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, $"{Talk.Api}/certificates/{certificates[key % certificates.Length]}/violations")
                {
                    Content = JsonContent.Create(new { points = 1, on = SiloCluster.Today, note = $"{key}" }),
                };
                request.Headers.Add("Idempotency-Key", $"load-{key}");
                using var answer = await client.SendAsync(request);
                var body = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode) return body;
                Assert.True((int)answer.StatusCode == 503, $"{(int)answer.StatusCode} {body}");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // The silo is gone or paused: the next one.
            }
            Interlocked.Increment(ref _repeats);
            Assert.True(given.Elapsed < TimeSpan.FromSeconds(60), $"key {key} was not answered in a minute");
            await Task.Delay(50);
        }
    }
}
