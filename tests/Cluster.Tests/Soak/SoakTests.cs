using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// Goal: whatever goes wrong, for an hour, nothing that was acknowledged is lost or done twice, and the registry does
/// not become slower or larger. Method: three real silos under a mixed load; kills, sleeps, partitions, restarts of the
/// database and steps of clocks one after the other by a seed, the next one often before all has recovered from the
/// last; meanwhile readers compare what each silo shows with what anybody was shown before; in the end the Checker
/// looks at everything, as `registry verify` does.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Readers = 4, WaitPercent = 60, Quarters = 4, MaxSlower = 3;
    private const double SlowerMilliseconds = 20, LargerShare = 1.5;
    private const long LargerBytes = 64L * 1024 * 1024;

    private readonly SortedDictionary<SoakFault, int> _happened = [];
    private readonly List<(TimeSpan At, long Bytes)> _sizes = [];

    [Fact]
    public async Task Whatever_goes_wrong_nothing_is_lost_and_nothing_grows()
    {
        var plan = SoakPlan.FromEnvironment();
        if (plan.IsShort) SiloCluster.OnlyInLongRuns();
        await using var soak = await SoakCluster.Start();
        var token = await soak.At(0).SignIn("officer.henan");
        var known = new KnownVersions(plan.MayLag);
        var ledger = await Load(soak, plan, token, known);
        var readers = new SoakReaders(ledger.Certificates, known, () => ledger.Hosts);
        var watch = Stopwatch.StartNew();
        await Reading(readers, () => ledger.Through(
            () => Break(soak, plan, watch, () => Hosts(soak, token, ledger)), before: 20, after: 20));
        output.WriteLine(Say(plan, ledger, readers));
        Assert.Empty(readers.Faults);
        Assert.True(readers.Compared > Readers, "readers compared nothing");
        await soak.Cluster.Check(ledger);
        if (!plan.IsShort) Flat(readers, watch.Elapsed);
    }

    private static async Task Reading(SoakReaders readers, Func<Task> meanwhile)
    {
        using var end = new CancellationTokenSource();
        var reading = readers.Run(Readers, end.Token);
        try
        {
            await meanwhile();
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }
    }

    private async Task Break(SoakCluster soak, SoakPlan plan, Stopwatch watch, Action hosts)
    {
        var possible = plan.IsShort ? [.. soak.Possible.Where(IsShort)] : soak.Possible;
        while (watch.Elapsed < plan.Length)
        {
            var fault = plan.Next(possible);
            await Happen(soak, plan, fault);
            _happened[fault] = _happened.GetValueOrDefault(fault) + 1;
            if (plan.Percent(WaitPercent)) await soak.Return();
            hosts();
            foreach (var silo in soak.Living) _sizes.Add((watch.Elapsed, silo.Resident));
            output.WriteLine($"{watch.Elapsed.TotalSeconds:N0} s: {fault}");
        }
        await soak.Settled();
        hosts();
    }

    /// <summary>Those that are over soon: what takes long has tests of its own.</summary>
    private static bool IsShort(SoakFault fault) => fault is
        SoakFault.Killed or SoakFault.ConnectionsEnded or SoakFault.DatabaseCrashed or SoakFault.Apart;

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

    private static async Task<Ledger> Load(SoakCluster soak, SoakPlan plan, string token, KnownVersions known)
    {
        const int max = 60;
        var certificates = await SiloCluster.Certificates(soak.At(0).Client(token), max);
        Assert.NotEmpty(certificates);
        var ledger = new Ledger(certificates, SiloCluster.Today)
        {
            Answered = (certificate, body) => known.Shown(certificate, (int)JsonNode.Parse(body)!["version"]!),
            // An hour at full speed would make histories that no certificate has.
            Pause = plan.IsShort ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(2),
        };
        Hosts(soak, token, ledger);
        return ledger;
    }

    private static void Hosts(SoakCluster soak, string token, Ledger ledger) =>
        ledger.Hosts = soak.Clients(token);

    /// <summary>A silo that was just started is small: the largest of each quarter is compared.</summary>
    private void Flat(SoakReaders readers, TimeSpan time)
    {
        var (first, last) = (Largest(0), Largest(Quarters - 1));
        Assert.True(
            last <= (LargerShare * first) + LargerBytes, $"a silo had {first} bytes at first and {last} at last");
        var (early, late) = (readers.Median(0, Quarters), readers.Median(Quarters - 1, Quarters));
        Assert.True(
            late <= (MaxSlower * early) + SlowerMilliseconds, $"a read took {early} ms at first and {late} at last");

        long Largest(int quarter) => _sizes
            .Where(one => (int)(one.At / time * Quarters) == quarter).Select(one => one.Bytes).DefaultIfEmpty().Max();
    }

    private string Said() => $"{_happened.Values.Sum()} faults: "
        + string.Join(", ", _happened.Select(one => $"{one.Key} {one.Value}"));

    private string Say(SoakPlan plan, Ledger ledger, SoakReaders readers) => string.Create(CultureInfo.InvariantCulture,
        $"seed {plan.Seed}: {Said()}; {ledger}; {readers}; "
        + $"a silo had {_sizes.Max(one => one.Bytes) >> 20} MiB at most");
}
