using System.Globalization;
using System.Net.Http.Headers;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>Reads of one certificate alone on SQLite, beside an empty endpoint that answers as many bytes.</summary>
internal static class ReadsMeasure
{
    private const int Certificates = 20_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var sides = Programs.Find(settings);
        await using var servers = new Together();
        var targets = new List<Target>();
        foreach (var side in sides)
        {
            var kept = await Register.Load(settings, side, settings.Certificates ?? Certificates);
            var register = kept.Copy(settings, "reads");
            var server = await servers.Add(side.OnSqlite(register.Folder));
            targets.Add(new Target(server, Requests.Reads(register, await Officer.SignIn(server))));
        }
        var bytes = await BytesOf(targets[0]);
        if (settings.Has(EmptyName))
            targets.Add(new Target(await servers.Add(Empty(settings, bytes), Peer.ReadyPath), targets[0].Requests));
        var table = UnderLoad.Table(
            $"Reads alone on SQLite: GET /api/v1/certificates/{{id}}, answers of about {bytes} bytes");
        await UnderLoad.Measure(settings, table, targets, 16, 64);
        await Report.Write(settings, "reads", sides, table);
    }

    /// <summary>What the empty endpoint is called.</summary>
    public const string EmptyName = "empty";

    /// <summary>An endpoint that answers so many bytes and looks at nothing.</summary>
    public static Task<Server> Empty(Settings settings, int bytes) =>
        Peer.Launch(settings, EmptyName, bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>How long an answer is.</summary>
    public static async Task<int> BytesOf(Target target)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", target.Requests.Token);
        var first = $"{target.Servers[0].Url}{target.Requests.Path}{target.Requests.Ids[0]}";
        return (await client.GetByteArrayAsync(new Uri(first))).Length;
    }
}
