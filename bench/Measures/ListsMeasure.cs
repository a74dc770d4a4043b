using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Searches, statistics, forecast and queue beside reading one certificate by its key, over HTTP, on SQLite and on
/// PostgreSQL in one run: alone, and with 50 officers at once. Compared is the 95th percentile; the key is first.
/// </summary>
internal static class ListsMeasure
{
    private const int Officers = 50, OwnSeconds = 10;

    private sealed record Asked(string Name, HttpMethod Method, Func<int, string> Path, string? Body = null);

    private sealed record Store(string Name, Server Server, Register Register, string Token);

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var side = Programs.OfThis(settings);
        await using var servers = new Together();
        var stores = new List<Store>();
        if (settings.Stores.Contains("sqlite"))
        {
            var register = (await Register.Load(settings, side, settings.Large)).Copy(settings, "lists");
            var server = await servers.Add(side.OnSqlite(register.Folder));
            stores.Add(new Store("sqlite", server, register, await Officer.SignIn(server)));
        }
        if (settings.Stores.Contains("postgres") && MeasuredServer.Find(settings) is { } postgres)
        {
            var database = await postgres.NewDatabase();
            var register = await Register.LoadInto(settings, side, settings.Large, database);
            var server = await servers.Add(side.OnPostgres(register.Folder, database));
            stores.Add(new Store("postgres", server, register, await Officer.SignIn(server)));
        }
        var table = new Table($"Lists at {settings.Large} certificates in the officer's reach, over HTTP",
            new Quantity("p95 ms", "0.00"), new Quantity("median ms", "0.00"),
            new Quantity("by p95 of the key", "0.0"));
        foreach (var store in stores)
            foreach (var connections in settings.Connections ?? [1, Officers])
                await Measure(settings, table, store, connections);
        await Report.Write(settings, "lists", [side], table);
    }

    private static async Task Measure(Settings settings, Table table, Store store, int connections)
    {
        for (var round = -1; round < settings.Rounds; round++)
        {
            var byKey = double.NaN;
            foreach (var asked in Questions(store.Register))
            {
                var others = new OtherWork();
                var times = await Times(settings, store, asked, connections);
                var p95 = times[(int)(times.Length * 0.95)];
                if (double.IsNaN(byKey)) byKey = p95;
                if (round < 0) continue; // The first round warms up.
                table.Add($"{store.Name}, {connections} at once", asked.Name,
                    [p95, times[times.Length / 2], p95 / byKey], others.Processors());
            }
        }
    }

    private static IEnumerable<Asked> Questions(Register register)
    {
        yield return new("one by its key", HttpMethod.Get, i => "certificates/" + register.Ids[i % register.Ids.Count]);
        yield return Search("search by name", """{"kind":"certificate","name":"王"}""");
        yield return Search("search by a whole name", """{"kind":"certificate","name":"王伟"}""");
        yield return Search("search by kind and expiry", """{"kind":"passengerDriver","expiring":90}""");
        yield return Search("search by what expires in 90 days", """{"kind":"certificate","expiring":90}""");
        yield return new("statistics", HttpMethod.Get, _ => "statistics");
        yield return new("forecast", HttpMethod.Get, _ => "statistics/forecast?days=90");
        yield return new("queue", HttpMethod.Get, _ => "applications?queue=true");

        static Asked Search(string name, string body) => new(name, HttpMethod.Post, _ => "search", body);
    }

    /// <summary>Milliseconds of each request, sorted. A refusal ends the measure: it would be fast.</summary>
    private static async Task<double[]> Times(Settings settings, Store store, Asked asked, int connections)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = connections };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(store.Server.Url + "/api/v1/") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", store.Token);
        var (times, next, watch) = (new ConcurrentBag<double>(), -1, Stopwatch.StartNew());
        var seconds = Math.Min(settings.Seconds, OwnSeconds);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(Loop)));
        return [.. times.Order()];

        async Task Loop()
        {
            do
            {
                var begun = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(asked.Method, asked.Path(Interlocked.Increment(ref next)));
                if (asked.Body is { } body)
                    request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request);
                var said = await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException(
                        $"{asked.Name}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(said)}");
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            while (watch.Elapsed.TotalSeconds < seconds);
        }
    }
}
