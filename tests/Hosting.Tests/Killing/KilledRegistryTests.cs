using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Hosting.Tests.Killing;

/// <summary>
/// Real processes, really killed: what was acknowledged is there once, what was not is there whole or not at all, and
/// what fell due is done once.
/// </summary>
public sealed class KilledRegistryTests : IDisposable
{
    private const int Rounds = 3, Seed = 20260828, CertificatesMost = 120;
    private const string Later = "2027-03-16T00:00:00+08:00", LaterStill = "2027-03-17T00:00:00+08:00";
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(60);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Killed_under_load_it_keeps_every_acknowledged_command_once()
    {
        var moments = new Random(Seed);
        Load? load = null;
        for (var round = 1; round <= Rounds; round++)
        {
            await using var api = await ApiProcess.Start(_scratch["data"]);
            await api.SignIn("officer.henan");
            load ??= new Load(await Certificates(api));
            await load.Replay(api);
            await load.CheckHistories(api);
            await load.UntilKilled(api, moments.Next(100, 400));
            Assert.NotEmpty(load.Unanswered);
            await Verified(Programs.Clock);
        }
        await using var last = await ApiProcess.Start(_scratch["data"]);
        await last.SignIn("officer.henan");
        await load!.Replay(last);
        await load.CheckHistories(last);
    }

    [Fact]
    public async Task Killed_while_it_catches_up_it_does_everything_that_fell_due_once()
    {
        var data = _scratch["data"];
        await using (var api = await ApiProcess.Start(data))
        {
            var before = DoneByDeadline(data);
            var moving = api.Http.PostAsJsonAsync("/dev/clock", new { to = Later });
            await ApiProcess.Until(_moment, () => Task.FromResult(DoneByDeadline(data) >= before + 40));
            await api.Kill();
            await Assert.ThrowsAsync<HttpRequestException>(() => moving); // It was in the middle of it.
        }
        await Verified(Later);
        await using (var api = await ApiProcess.Start(data, LaterStill))
        {
            await ApiProcess.Until(_moment, async () => await Metric(api, "registry_deadlines_overdue") == 0 && await Metric(api, "registry_outbox_pending") == 0);
            Assert.Equal(0, await Metric(api, "registry_parked"));
        }
        await Verified(LaterStill);
        Assert.NotEqual("0", RawDatabase.Run(data, "SELECT count(*) FROM event WHERE type = 'certificate.cancelled' AND channel = 'deadline'"));
        Assert.Equal("0", RawDatabase.Run(data, """
            SELECT count(*) FROM (SELECT 1 FROM event WHERE type = 'certificate.cancelled' GROUP BY key HAVING count(*) > 1)
            """));
        Assert.Equal("0", RawDatabase.Run(data, """
            SELECT count(*) FROM (SELECT 1 FROM event WHERE channel = 'deadline' GROUP BY key, type, CAST(body AS TEXT) HAVING count(*) > 1)
            """));
    }

    private static int DoneByDeadline(string folder) => int.Parse(
        RawDatabase.Run(folder, "SELECT count(*) FROM event WHERE channel = 'deadline'")!, CultureInfo.InvariantCulture);

    /// <summary>Certificates that the officer may record points on.</summary>
    private static async Task<string[]> Certificates(ApiProcess api)
    {
        using var answer = await api.Http.PostAsJsonAsync("/api/v1/search?limit=200",
            new { kind = "freightDriver", expiring = new { from = "2027-01-01", to = "2040-01-01" } });
        var page = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, page?.ToString());
        var found = page!["items"]!.AsArray().Where(item => (string?)item!["status"] == "valid").Select(item => (string)item!["id"]!).Take(CertificatesMost).ToArray();
        Assert.True(found.Length >= 20, $"{found.Length} certificates: {page}");
        return found;
    }

    private static async Task<double> Metric(ApiProcess api, string name)
    {
        var text = await api.Http.GetStringAsync("/metrics");
        var line = text.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return double.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>What is overdue has its deadline armed, so it is no fault of the file.</summary>
    private async Task Verified(string clock)
    {
        var verified = await Cli.RunWith([("Registry__Clock", clock)], "verify", "--data", _scratch["data"]);
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }
}
