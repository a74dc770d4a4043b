using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace OrleansRegistry.Bench.Load;

/// <summary>A closed loop in this process, where there is no wrk. It costs more processor than wrk does, on both sides.</summary>
internal static class HttpLoop
{
    /// <summary>Runs one round.</summary>
    public static async Task<Round> Run(Requests requests, string url, int connections, int seconds)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", requests.To.Token);
        var body = Encoding.UTF8.GetBytes(requests.Body);
        var times = new ConcurrentBag<List<double>>();
        var (failed, at) = (0L, requests.From);
        var startedAt = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(One)));
        var took = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        requests.Sent(times.Sum(some => some.Count));
        var all = times.SelectMany(some => some).Order().ToArray();
        return new Round(all.Length / took, all[all.Length / 2], all[(int)(all.Length * 0.99)], failed);

        async Task One()
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(startedAt).TotalSeconds < seconds)
            {
                var sentAt = Stopwatch.GetTimestamp();
                var id = requests.To.Ids[(int)((uint)Interlocked.Increment(ref at) % (uint)requests.To.Ids.Count)];
                using var request = new HttpRequestMessage(new HttpMethod(requests.Method), $"{requests.Path}{id}{requests.Tail}");
                if (body.Length > 0)
                {
                    request.Content = new ByteArrayContent(body);
                    request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                }
                using var response = await client.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                if (!response.IsSuccessStatusCode) Interlocked.Increment(ref failed);
                mine.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
            }
            times.Add(mine);
        }
    }
}
