using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>Three silos on one new database; in Development they fill it with the demonstration.</summary>
internal sealed class SiloCluster(string database, PostgresProcess? server) : IAsyncDisposable
{
    private const int MaxCertificates = 60;

    private readonly Scratch _scratch = new();
    private bool _ended;

    private static readonly TimeSpan _maxSeed = TimeSpan.FromSeconds(180), _noticed = TimeSpan.FromSeconds(3);

    /// <summary>The legal date: silos have no other clock than the machine's.</summary>
    public static string Today =>
        ShanghaiTime.DateOf(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Database { get; } = database;

    public List<SiloProcess> Silos { get; } = [];

    /// <summary>Under which its data are sealed; null: they are not.</summary>
    private string? Secret { get; init; }

    /// <summary>Starting silos takes its time: the usual run has one test of each thing, the long one all.</summary>
    public static void OnlyInLongRuns()
    {
        if (NotInShortRuns is { } why) Assert.Skip(why);
    }

    /// <summary>Why a long test does not run now; null: it does.</summary>
    public static string? NotInShortRuns { get; } = Environment.GetEnvironmentVariable("REGISTRY_TEST_LONG") is "1"
        ? null : "only with REGISTRY_TEST_LONG=1 (docs/operations.md)";

    /// <summary>A server of its own, to be maltreated; ended with the cluster.</summary>
    public PostgresProcess Server => server!;

    /// <summary>Starts three silos; without a database of the test's, on one with the demonstration.</summary>
    public static async Task<SiloCluster> Start(
        string provider = "Registry", string? database = null, params (string, string?)[] more)
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var cluster = new SiloCluster(database ?? await Demonstration.Database(), null)
        {
            Secret = more.FirstOrDefault(setting => setting.Item1 == "Registry__KeySecret").Item2,
        };
        await cluster.Begin(
            false, Enumerable.Repeat(() => SiloProcess.Start(cluster.Database, provider, more), 3));
        return cluster;
    }

    /// <summary>Starts three silos on a new database, and waits for the demonstration.</summary>
    public static async Task<SiloCluster> StartEmpty(string provider)
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var cluster = new SiloCluster(await PostgresServer.Shared.NewDatabase(), null);
        await cluster.Begin(true, Enumerable.Repeat(() => SiloProcess.Start(cluster.Database, provider), 3));
        return cluster;
    }

    /// <summary>Starts three silos on a server of their own.</summary>
    public static async Task<SiloCluster> StartOnOwnServer(string provider = "Registry", string? folder = null)
    {
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        var server = await Demonstration.Server(clock: null, secret: null, folder);
        var cluster = new SiloCluster(server.ConnectionString, server);
        await cluster.Begin(false, Enumerable.Repeat(() => SiloProcess.Start(cluster.Database, provider), 3));
        return cluster;
    }

    /// <summary>
    /// All of them together; where they have to make it, the first one alone until the demonstration is there.
    /// </summary>
    public async Task Begin(bool seeds, IEnumerable<Func<SiloProcess>> silos)
    {
        try
        {
            foreach (var start in silos)
            {
                Silos.Add(start());
                if (Silos.Count > 1 || !seeds) continue;
                await Silos[0].Ready();
                await Until(_maxSeed, "select count(*) from account where id = 'A-DEMO-ADMIN'", 1);
            }
            foreach (var silo in Silos) await silo.Ready();
        }
        catch
        {
            foreach (var silo in Silos) await Console.Error.WriteLineAsync(silo.Log);
            await DisposeAsync();
            throw;
        }
    }

    public async Task<SiloProcess> Add(string provider = "Registry", params (string, string?)[] more)
    {
        var silo = SiloProcess.Start(Database, provider, more);
        Silos.Add(silo);
        await silo.Ready();
        return silo;
    }

    /// <summary>An officer's load through every silo.</summary>
    public async Task<Ledger> Load(int maxSeconds = 30)
    {
        var token = await Silos[0].SignIn("officer.henan");
        var certificates = await Certificates(Silos[0].Client(token), MaxCertificates);
        Assert.NotEmpty(certificates);
        return new Ledger(certificates, Today) { Hosts = [.. Silos.Select(silo => silo.Client(token, maxSeconds))] };
    }

    /// <summary>Members that count as alive, as the table of the cluster says.</summary>
    public async Task<long> Alive() =>
        (long)(await PostgresServer.Run(Database, "select count(*) from OrleansMembershipTable where Status = 3"))!;

    /// <summary>
    /// Everything due is done; then each silo that is left gets a SIGTERM and ends at once with 0;
    /// and the Checker looks at all of it.
    /// </summary>
    public async Task Check(Ledger? ledger, int parked = 0)
    {
        await Idle();
        if (ledger is not null)
        {
            var token = await Left().First().SignIn("officer.henan");
            ledger.Hosts = [.. Left().Select(silo => silo.Client(token))];
            await ledger.Replay();
        }
        var stopping = Left().ToArray();
        foreach (var silo in stopping) silo.Signal("TERM");
        foreach (var silo in stopping) await LoneSilo.Until(_noticed, async () => !await silo.IsReady());
        foreach (var silo in Silos) await silo.Ended();
        Assert.All(stopping, silo => Assert.Equal(0, silo.ExitCode));
        await Checker.Check(
            new RegistryOptions { Folder = _scratch["check"], Postgres = Database, KeySecret = Secret }, ledger,
            parked);

        IEnumerable<SiloProcess> Left() => Silos.Where(silo => !silo.HasExited);
    }

    /// <summary>Waits until nothing is overdue or on its way.</summary>
    public async Task Idle(int maxMinutes = 3)
    {
        await Until(TimeSpan.FromMinutes(maxMinutes), OverdueSql, 0);
        await Until(TimeSpan.FromMinutes(maxMinutes), "select count(*) from outbox", 0);
    }

    /// <summary>How many deadlines are overdue by the database's clock.</summary>
    public const string OverdueSql =
        "select count(*) from deadline where not parked and due_at <= registry_ticks(clock_timestamp())";

    /// <summary>Waits until the database gives this number.</summary>
    public async Task Until(TimeSpan max, string sql, long wanted)
    {
        var seen = -1L;
        try
        {
            await LoneSilo.Until(max, async () =>
            {
                var asked = Stopwatch.StartNew();
                seen = Convert.ToInt64(await PostgresServer.Run(Database, sql), null);
                if (seen == wanted) return true;
                // Counting half a million rows again and again took a third of the machine.
                await Task.Delay(asked.Elapsed * 9);
                return false;
            });
        }
        catch (TimeoutException)
        {
            var logs = Silos.Select(silo => silo.Log[^Math.Min(3000, silo.Log.Length)..]);
            Assert.Fail($"{sql}: {seen} instead of {wanted}\n" + string.Join("\n", logs));
        }
    }

    /// <summary>Valid certificates of the officer's province that stay so.</summary>
    public static async Task<string[]> Certificates(HttpClient officer, int max)
    {
        var page = await officer.Done(HttpSteps.Api + "/search?limit=200",
            new { kind = "freightDriver", expiring = new { from = "2027-06-01", to = "2040-01-01" } });
        return [.. page["items"]!.AsArray()
            .Where(item => (string?)item!["status"] == "valid")
            .Select(item => (string)item!["id"]!)
            .Take(max)];
    }

    /// <summary>Also once more: when the start has failed, and at the end of the test.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended) return;
        _ended = true;
        foreach (var silo in Silos) await silo.DisposeAsync();
        if (server is null) await PostgresServer.Shared.Drop(Database); else server.End();
        _scratch.Dispose();
    }
}
