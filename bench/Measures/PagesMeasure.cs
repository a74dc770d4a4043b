using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Pages for people, beside the reads of the API that a program would need for the same, made one by one, and beside an
/// empty endpoint that answers as many bytes. All three take turns on the demonstration's data; a page's processor time
/// is that of the server alone.
/// </summary>
internal static class PagesMeasure
{
    private const string Api = "/api/v1/", Cookie = "registry", Password = "Registry-Demo-2026";

    /// <summary>A page and what is read for it.</summary>
    private sealed record Case(string Name, Target Page, Target Reads, Target Empty);

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var side = Programs.OfThis(settings);
        var folder = Scratch.Folder(settings, "pages");
        await using var servers = new Together();
        var server = await servers.Add(side.OfDemonstration(folder));
        var cases = new List<Case>
        {
            await Home(settings, folder, servers, server), await Verdict(settings, folder, servers, server),
            await Queue(settings, folder, servers, server), await Fleet(settings, folder, servers, server),
        };
        foreach (var connections in settings.Connections ?? [64])
        {
            var table = new Table($"Pages alone on SQLite, {connections} connections",
                new Quantity("page / its reads, µs of processor", "0.00"), new Quantity("µs a page"),
                new Quantity("µs of its reads"), new Quantity("reads"), new Quantity("pages a second"),
                new Quantity("of empty", "0.00"), new Quantity("p99 ms", "0.0"), new Quantity("failed"));
            foreach (var one in cases)
            {
                foreach (var target in (Target[])[one.Page, one.Reads, one.Empty])
                    await UnderLoad.Round(settings, target, connections, settings.WarmUp);
                await Turns.Take(settings, table, one.Name,
                    [new Turn(side.Name, () => Round(settings, one, connections))]);
            }
            await Report.Write(settings, "pages", [side], table);
        }
    }

    private static async Task<double[]> Round(Settings settings, Case one, int connections)
    {
        var (page, cost) = await Loaded(one.Page);
        var (_, read) = await Loaded(one.Reads);
        var (empty, _) = await Loaded(one.Empty);
        var reads = one.Reads.Requests.Ids.Count;
        return
        [
            cost / (read * reads), cost, read * reads, reads, page.PerSecond, page.PerSecond / empty.PerSecond,
            page.Slow, page.Failed,
        ];

        async Task<(Round Round, double Cost)> Loaded(Target target)
        {
            var before = target.Processor;
            var round = await UnderLoad.Round(settings, target, connections, settings.Seconds);
            return (round, (target.Processor - before).TotalMicroseconds / (round.PerSecond * settings.Seconds));
        }
    }

    private static async Task<Case> Home(Settings settings, string folder, Together servers, Server server)
    {
        using var driver = await As(server, "driver.1");
        var reads = new List<string>
        {
            "me", "certificates?mine=true", "applications?mine=true", "trips?mine=true",
        };
        foreach (var certificate in await Ids(driver, "certificates?mine=true"))
            reads.AddRange([$"certificates/{certificate}/services", $"certificates/{certificate}/timeline"]);
        return await Of("holder's home", "/my", reads, driver, settings, folder, servers, server);
    }

    private static async Task<Case> Verdict(Settings settings, string folder, Together servers, Server server)
    {
        using var driver = await As(server, "driver.1");
        var certificate = (await Ids(driver, "certificates?mine=true"))[0];
        var shown = (await driver.GetFromJsonAsync<JsonNode>($"certificates/{certificate}/display"))!;
        var token = new Uri((string)shown["qr"]!).Segments[^1];
        return await Of("verdict", "/v/" + token, ["verify/" + token], driver, settings, folder, servers, server);
    }

    /// <summary>What stands in the queue is read with who applied: the list has no names.</summary>
    private static async Task<Case> Queue(Settings settings, string folder, Together servers, Server server)
    {
        using var officer = await As(server, "officer.henan");
        const string List = "applications?queue=true&limit=25";
        return await Of("queue", "/desk",
            [List, "statistics", .. (await Ids(officer, List)).Select(id => "applications/" + id)], officer, settings,
            folder, servers, server);
    }

    private static async Task<Case> Fleet(Settings settings, string folder, Together servers, Server server)
    {
        using var carrier = await As(server, "operator.demo");
        return await Of("fleet", "/fleet", ["operators?mine=true", "vehicles?mine=true&limit=200", "me/due?days=90"],
            carrier, settings, folder, servers, server);
    }

    private static async Task<Case> Of(
        string name, string page, IEnumerable<string> reads, HttpClient reader, Settings settings, string folder,
        Together servers, Server server)
    {
        var token = reader.DefaultRequestHeaders.Authorization!.Parameter!;
        var one = new Target(server, await Asked("page", [page]));
        var all = new Target(server, await Asked("reads", [.. reads.Select(read => Api + read)]));
        var bytes = await Answered(server, one.Requests);
        await Answered(server, all.Requests);
        var empty = await servers.Add(ReadsMeasure.Empty(settings, bytes), Peer.ReadyPath);
        return new Case($"{name}, {bytes} bytes", one, all, new Target(empty, one.Requests));

        async Task<Requests> Asked(string what, string[] paths)
        {
            var file = Path.Combine(folder, $"{name}-{what}.txt");
            await File.WriteAllLinesAsync(file, paths);
            return new Requests("GET", "", "", token, file, paths) { Path = "", Cookie = Cookie };
        }
    }

    /// <summary>
    /// How long the last answer is; throws when one of them is not itself: being sent to the sign-in would be fast.
    /// </summary>
    private static async Task<int> Answered(Server server, Requests requests)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", requests.Token);
        client.DefaultRequestHeaders.Add("Cookie", $"{Cookie}={requests.Token}");
        var bytes = 0;
        foreach (var path in requests.Ids)
        {
            using var answer = await client.GetAsync(new Uri(server.Url + path));
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}");
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        return bytes;
    }

    private static async Task<HttpClient> As(Server server, string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Url + Api) };
        for (var i = 0; ; i++) // The accounts of the demonstration come after everything else.
        {
            using var answer = await client.PostAsJsonAsync(
                "sessions", new { userName = account, password = Password });
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var session = await answer.Content.ReadFromJsonAsync<JsonNode>();
                client.DefaultRequestHeaders.Authorization =
                    new AuthenticationHeaderValue("Bearer", (string)session!["token"]!);
                return client;
            }
            if (i == 240) throw new InvalidOperationException($"{account} was answered {(int)answer.StatusCode}");
            await Task.Delay(250);
        }
    }

    private static async Task<string[]> Ids(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonNode>(path))!["items"]!.AsArray().Select(one => (string)one!["id"]!)];
}
