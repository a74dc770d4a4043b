using System.Globalization;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>Three silos on one new database; in Development they fill it with the demonstration.</summary>
internal sealed class SiloCluster(string database) : IAsyncDisposable
{
    private static readonly TimeSpan _seedMost = TimeSpan.FromSeconds(180);

    /// <summary>The legal date: silos have no other clock than the machine's.</summary>
    public static string Today => ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Database { get; } = database;

    public List<SiloProcess> Silos { get; } = [];

    /// <summary>Starting silos takes its time: the usual run has one test of each thing, the long one all.</summary>
    public static void OnlyInLongRuns() => Skip.If(
        Environment.GetEnvironmentVariable("REGISTRY_TEST_LONG") is not "1", "only with REGISTRY_TEST_LONG=1 (docs/operations.md)");

    /// <summary>Starts three silos; on a new database it waits for the demonstration.</summary>
    public static async Task<SiloCluster> Start(string provider = "Registry", string? database = null, int silos = 3)
    {
        Skip.If(PostgresServer.Shared.Missing is not null, PostgresServer.Shared.Missing);
        var cluster = new SiloCluster(database ?? await PostgresServer.Shared.NewDatabase());
        try
        {
            await cluster.Add(provider);
            if (database is null) await cluster.Until(_seedMost, "select count(*) from account where id = 'A-DEMO-ADMIN'", 1);
            for (var n = 1; n < silos; n++) cluster.Silos.Add(SiloProcess.Start(cluster.Database, provider));
            foreach (var silo in cluster.Silos) await silo.Ready();
            return cluster;
        }
        catch
        {
            foreach (var silo in cluster.Silos) await Console.Error.WriteLineAsync(silo.Log);
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task<SiloProcess> Add(string provider = "Registry")
    {
        var silo = SiloProcess.Start(Database, provider);
        Silos.Add(silo);
        await silo.Ready();
        return silo;
    }

    /// <summary>Waits until the database gives this number.</summary>
    public async Task Until(TimeSpan most, string sql, long wanted)
    {
        var seen = -1L;
        try
        {
            await ApiProcess.Until(most, async () => (seen = Convert.ToInt64(await PostgresServer.Run(Database, sql), null)) == wanted);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{sql}: {seen} instead of {wanted}\n" + string.Join("\n", Silos.Select(silo => silo.Log[^Math.Min(3000, silo.Log.Length)..])));
        }
    }

    /// <summary>Valid certificates of the officer's province that stay so.</summary>
    public static async Task<string[]> Certificates(HttpClient officer, int most)
    {
        var page = await officer.Done(Talk.Api + "/search?limit=200", new { kind = "freightDriver", expiring = new { from = "2027-06-01", to = "2040-01-01" } });
        return [.. page["items"]!.AsArray().Where(item => (string?)item!["status"] == "valid").Select(item => (string)item!["id"]!).Take(most)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos) await silo.DisposeAsync();
        await PostgresServer.Shared.Drop(Database);
    }
}
