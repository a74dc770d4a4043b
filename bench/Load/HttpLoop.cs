using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace OrleansRegistry.Bench.Load;

/// <summary>
/// A closed loop in this process, where there is no wrk. It costs more processor than wrk does, on all sides.
/// </summary>
internal static class HttpLoop
{
    /// <summary>Runs one round.</summary>
    public static async Task<Round> Run(Target target, int connections, int seconds)
    {
        var (requests, at) = (target.Requests, (long)target.Requests.From - 1);
        return await Run(target, connections, watch => watch.Elapsed.TotalSeconds < seconds ? Next() : null);

        string Next() => requests.Ids[(int)(Interlocked.Increment(ref at) % requests.Ids.Count)];
    }

    /// <summary>Sends each of the ids once. What was refused was read as well: it counts as failed.</summary>
    public static async Task<Round> Once(Target target, IReadOnlyList<string> ids, int connections)
    {
        var at = -1;
        return await Run(target, connections,
            _ => Interlocked.Increment(ref at) is var next && next < ids.Count ? ids[next] : null);
    }

    /// <summary>Sends one request, which must be answered well: a load of refusals would be fast.</summary>
    public static async Task MustAnswer(Target target)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", target.Requests.Token);
        foreach (var server in target.Servers)
        {
            using var request = RequestOf(target.Requests, server.Url, target.Requests.Ids[0]);
            using var answer = await client.SendAsync(request);
            if (answer.IsSuccessStatusCode) continue;
            var said = await answer.Content.ReadAsStringAsync();
            throw new InvalidOperationException($"{request.RequestUri} answered {(int)answer.StatusCode}: {said}");
        }
    }

    private static HttpRequestMessage RequestOf(Requests requests, string url, string id) =>
        new(new HttpMethod(requests.Method), $"{url}{requests.Path}{id}{requests.Tail}")
        {
            Content = requests.Body.Length == 0 ? null
                : new StringContent(requests.Body, Encoding.UTF8, "application/json"),
        };

    private static async Task<Round> Run(Target target, int connections, Func<Stopwatch, string?> next)
    {
        var requests = target.Requests;
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections, UseCookies = false,
        };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", requests.Token);
        if (requests.Cookie.Length > 0)
            client.DefaultRequestHeaders.Add("Cookie", $"{requests.Cookie}={requests.Token}");
        var times = new ConcurrentBag<List<double>>();
        var failed = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections)
            .Select(number => Task.Run(() => Loop(target.Servers[number % target.Servers.Count].Url))));
        var took = watch.Elapsed.TotalSeconds;
        var all = times.SelectMany(some => some).Order().ToArray();
        requests.Sent(all.Length);
        return new Round(all.Length / took, all[all.Length / 2], all[(int)(all.Length * 0.99)], failed);

        async Task Loop(string url)
        {
            var mine = new List<double>();
            while (next(watch) is { } id)
            {
                var sentAt = Stopwatch.GetTimestamp();
                using var request = RequestOf(requests, url, id);
                using var response = await client.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                if (!response.IsSuccessStatusCode) Interlocked.Increment(ref failed);
                mine.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
            }
            times.Add(mine);
        }
    }
}
