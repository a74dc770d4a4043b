using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// Goal: whatever goes wrong, for half a minute in each run of the tests and for hours in a long one, nothing that was
/// acknowledged is lost or done twice, and the registry does not become slower or larger. Method: three real silos
/// under a mixed load; kills, sleeps, partitions, restarts of the database and steps of clocks one after the other by a
/// seed, the next one often before all has recovered from the last; meanwhile readers compare what each silo shows with
/// what anybody was shown before; in the end the Checker looks at everything, and after a long run `registry verify`.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Readers = 4, WaitPercent = 60, Quarters = 4, MaxSlower = 3;
    private const int MaxCertificates = 60, AllOfAPage = 200;
    private const string Province = "41"; // Of officer.henan.
    private const double SlowerMilliseconds = 20, LargerShare = 1.5;
    private const long LargerBytes = 64L * 1024 * 1024;

    private readonly SoakPlan _plan = SoakPlan.FromEnvironment();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly SortedDictionary<SoakFault, int> _happened = [];
    private readonly List<SoakSample> _series = [];

    [Fact]
    public async Task Whatever_goes_wrong_nothing_is_lost_and_nothing_grows()
    {
        await using var soak = await SoakCluster.Start();
        var token = await soak.At(0).SignIn("officer.henan");
        var known = new KnownVersions(_plan.MayLag);
        var (ledger, deaths) = await Load(soak, token, known);
        var readers = new SoakReaders(ledger.Certificates, known, () => ledger.Hosts);
        _watch.Restart();
        try
        {
            await Beside(
                end => Task.WhenAll(readers.Run(Readers, end), deaths.Run(end), Look(soak, ledger, readers, end)),
                () => ledger.Through(() => Break(soak, () => Hosts(soak, token, ledger)), before: 20, after: 20));
        }
        finally
        {
            Write(ledger, readers, deaths);
        }
        Assert.Empty(readers.Faults);
        Assert.True(readers.Compared > Readers, "readers compared nothing");
        Assert.True(deaths.Acknowledged > Readers, $"only {deaths.Acknowledged} deaths were recorded");
        await soak.Cluster.Check(ledger);
        await deaths.Check(soak.Cluster.Database);
        if (_plan.IsShort) return;
        await Verified(soak.Cluster.Database);
        Flat(readers);
    }

    private static async Task Beside(Func<CancellationToken, Task> others, Func<Task> work)
    {
        using var end = new CancellationTokenSource();
        var running = others(end.Token);
        try
        {
            await work();
        }
        finally
        {
            await end.CancelAsync();
            await running;
        }
    }

    private async Task Break(SoakCluster soak, Action hosts)
    {
        while (!_plan.IsOver(_watch.Elapsed))
        {
            var fault = _plan.Next(soak.Possible);
            await Happen(soak, _plan, fault);
            _happened[fault] = _happened.GetValueOrDefault(fault) + 1;
            if (_plan.Percent(WaitPercent)) await soak.Return();
            hosts();
            output.WriteLine($"{_watch.Elapsed.TotalSeconds:N0} s: {fault}");
        }
        await soak.Settled();
        hosts();
    }

    private static async Task Happen(SoakCluster soak, SoakPlan plan, SoakFault fault)
    {
        var (one, time) = (plan.Silo(), plan.Time());
        var (next, last) = ((one + 1) % SoakCluster.Silos, (one + 2) % SoakCluster.Silos);
        switch (fault)
        {
            case SoakFault.Killed:
                soak.At(one).Signal("KILL");
                await soak.At(one).Ended();
                break;
            case SoakFault.Asleep:
                soak.At(one).Signal("STOP");
                await Task.Delay(plan.Percent(20) ? 3 * time : time); // That is the fault.
                soak.At(one).Signal("CONT");
                break;
            case SoakFault.ConnectionsEnded:
                await PostgresServer.Run(soak.Cluster.Database, LostAnswers.EndConnections);
                break;
            case SoakFault.DatabaseCrashed or SoakFault.DatabaseRestarted:
                if (fault == SoakFault.DatabaseCrashed) soak.Cluster.Server.Crash(); else soak.Cluster.Server.Stop();
                await Task.Delay(time / 3);
                soak.Cluster.Server.Begin();
                break;
            case SoakFault.ClockStepped:
                var step = TimeSpan.FromSeconds(plan.Percent(50) ? 2 : 300);
                soak.SetClock(plan.Percent(50) ? step : -step);
                await Task.Delay(time);
                break;
            case SoakFault.Apart:
                await soak.Apart(time, (one, next));
                break;
            case SoakFault.CutOff:
                await soak.Apart(2 * time, (one, next), (one, last));
                break;
            default:
                await soak.Apart(2 * time, (one, next), (one, last), (one, -1));
                break;
        }
    }

    private async Task<(Ledger Ledger, SoakDeaths Deaths)> Load(SoakCluster soak, string token, KnownVersions known)
    {
        var officer = soak.At(0).Client(token);
        var certificates = await SiloCluster.Certificates(officer, AllOfAPage);
        var written = certificates.Take(MaxCertificates).ToArray();
        var dying = await SoakDeaths.Holders(
            officer, soak.Cluster.Database, Province, certificates.Skip(MaxCertificates), written);
        Assert.True(dying.Count > Readers, $"only {dying.Count} holders may die");
        var ledger = new Ledger(written, SiloCluster.Today)
        {
            Answered = (certificate, body) => known.Shown(certificate, (int)JsonNode.Parse(body)!["version"]!),
            Pause = _plan.Pause,
        };
        Hosts(soak, token, ledger);
        return (ledger, new SoakDeaths(dying, SiloCluster.Today, _plan.PauseOfDeaths, () => ledger.Hosts));
    }

    private static void Hosts(SoakCluster soak, string token, Ledger ledger) =>
        ledger.Hosts = soak.Clients(token);

    /// <summary>How large the silos are and how long they take, again and again.</summary>
    private async Task Look(SoakCluster soak, Ledger ledger, SoakReaders readers, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(_plan.SampleEvery, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var read = readers.SinceLooked();
            _series.Add(new SoakSample(
                _watch.Elapsed.TotalSeconds, [.. soak.Living.Select(silo => silo.Resident)], ledger.Acknowledged.Count,
                _happened.Values.Sum(), read.Length, Of(0.5), Of(0.95)));

            double? Of(double share) => read.Length == 0 ? null : read[(int)(share * (read.Length - 1))];
        }
    }

    /// <summary>As an operator does it.</summary>
    private async Task Verified(string database)
    {
        var verified = await Cli.RunWith([("Registry__Postgres", database), ("Registry__Clock", null)], "verify");
        Assert.True(verified.ExitCode == 0, $"registry verify: {verified}");
        output.WriteLine(verified.Out);
    }

    /// <summary>A silo that was just started is small: the largest of each quarter is compared.</summary>
    private void Flat(SoakReaders readers)
    {
        var (first, last) = (Largest(0), Largest(Quarters - 1));
        Assert.True(
            last <= (LargerShare * first) + LargerBytes, $"a silo had {first} bytes at first and {last} at last");
        var (early, late) = (readers.Median(0, Quarters), readers.Median(Quarters - 1, Quarters));
        Assert.True(
            late <= (MaxSlower * early) + SlowerMilliseconds, $"a read took {early} ms at first and {late} at last");

        long Largest(int quarter) => _series
            .Where(one => (int)(one.Seconds / _series[^1].Seconds * Quarters) == quarter)
            .SelectMany(one => one.SiloBytes)
            .DefaultIfEmpty()
            .Max();
    }

    private void Write(Ledger ledger, SoakReaders readers, SoakDeaths deaths)
    {
        var faults = _happened.ToDictionary(one => one.Key.ToString(), one => one.Value);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {_plan.Seed}: {faults.Values.Sum()} faults: "
            + $"{string.Join(", ", faults.Select(one => $"{one.Key} {one.Value}"))}; {ledger}; "
            + $"{deaths.Acknowledged} deaths; {readers}; a silo had "
            + $"{_series.SelectMany(one => one.SiloBytes).DefaultIfEmpty().Max() >> 20} MiB at most"));
        var path = Environment.GetEnvironmentVariable("REGISTRY_SOAK_FILE");
        if (path is null && _plan.IsShort) return;
        path ??= Path.Combine(Root, "TestResults", $"soak-{_plan.Seed}.json");
        new SoakReport(
            _plan.Seed, _watch.Elapsed.TotalSeconds, faults, ledger.Acknowledged.Count, ledger.Repeats,
            deaths.Acknowledged, ledger.LongestPause.TotalMilliseconds, readers.Compared, readers.Away, readers.Faults,
            _series).WriteTo(path);
        output.WriteLine($"the series: {path}");
    }

    private static string Root { get; } = typeof(SoakTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RegistryRoot").Value!;
}
