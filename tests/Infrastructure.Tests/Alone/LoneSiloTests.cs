using System.Diagnostics;
using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Alone;

/// <summary>
/// Goal: a silo alone on SQLite is a program that opens one port, costs nothing while it has nothing to
/// do, and ends when it is asked to. Method: the built program as a process, and what Linux says of it.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class LoneSiloTests(RunningSilo running, ITestOutputHelper output)
    : IClassFixture<RunningSilo>, IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>Whoever may connect to a silo's own port could send a command in any actor's name.</summary>
    [Fact]
    public void It_listens_at_one_port_and_that_is_HTTP()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sockets are looked up in /proc");
        var silo = running.Silo;
        Assert.Equal([silo.Http.BaseAddress!.Port], Proc.PortsOf(silo.Id));
    }

    /// <summary>The folder that it works in may hold the database, whose every write would wake it.</summary>
    [Fact]
    public void It_watches_no_files()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "what is open is looked up in /proc");
        Assert.False(Proc.WatchesFiles(running.Silo.Id));
    }

    [Fact]
    public async Task Grains_carry_out_commands_as_Orleans_own_meter_shows()
    {
        var silo = running.Silo;
        await silo.SignIn("driver.1");
        var certificate = (string)(await silo.Http.Get(HttpSteps.Api + "/certificates?mine=true"))["items"]![0]!["id"]!;
        await silo.SignIn("officer.henan");
        var before = await Calls(silo);
        var point = new { points = 1, on = Programs.Clock[..10], note = "meter" };
        using var done = await silo.Http.Post($"{HttpSteps.Api}/certificates/{certificate}/violations", point);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        Assert.True(await Calls(silo) > before, "no call of a grain was counted");
    }

    /// <summary>HTTP opens when the silo is active, the demonstration is there and the loops run.</summary>
    [Fact]
    public async Task The_first_answer_that_it_gives_is_that_it_is_ready()
    {
        var port = FreePorts.Take();
        var address = $"http://127.0.0.1:{port}";
        using var process = Programs.Start("Silo", ["--urls", address], ("Registry__Data", _scratch["data"]));
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            HttpStatusCode? first = null;
            await LoneSilo.Until(TimeSpan.FromMinutes(1), async () =>
            {
                Assert.False(process.HasExited);
                using var answer = await http.GetAsync("/readyz");
                first ??= answer.StatusCode;
                return true;
            });
            Assert.Equal(HttpStatusCode.OK, first);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Asked_to_stop_it_ends_well_and_soon()
    {
        await Demonstration.Into(_scratch["data"], Programs.Clock);
        await using var silo = await LoneSilo.Start(_scratch["data"]);
        await silo.SignIn("officer.henan"); // A connection is open and idle.
        var watch = Stopwatch.StartNew();
        await silo.Stop();
        output.WriteLine($"ended {watch.Elapsed.TotalMilliseconds:N0} ms after SIGTERM");
        Assert.Equal(0, silo.ExitCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6), $"{watch.Elapsed} (promised: 3 s on a quiet machine)");
    }

    /// <summary>
    /// Nothing falls due by waiting, so nobody waits for it: not even for what is due in a millisecond.
    /// </summary>
    [Fact]
    public async Task A_clock_that_stands_a_millisecond_before_a_deadline_costs_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processor time is looked up in /proc");
        await Demonstration.Into(_scratch["data"], Programs.Clock);
        DateTimeOffset next;
        await using (var stopped = await StoredRegistry.Open(new RegistryOptions { Folder = _scratch["data"] }))
            next = (await stopped.Store.Work.NextDueAt())!.Value;
        var clock = next.AddMilliseconds(-1).ToString("O", null);
        await using var silo = await LoneSilo.Start(_scratch["data"], clock);
        await Task.Delay(TimeSpan.FromSeconds(5)); // What the start has set in motion.
        var before = Proc.ProcessorTimeOf(silo.Id);
        await Task.Delay(TimeSpan.FromSeconds(10));
        var used = Proc.ProcessorTimeOf(silo.Id) - before;
        output.WriteLine($"{used.TotalMilliseconds:N0} ms of a processor in 10 s");
        Assert.True(used < TimeSpan.FromMilliseconds(800), $"{used.TotalMilliseconds:N0} ms of a processor in 10 s");
    }

    [Fact]
    public async Task Half_a_year_passes_by_hand_for_a_thousand_certificates_in_a_moment()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processor time is looked up in /proc");
        await using var silo = await LoneSilo.Start(_scratch["data"], "2026-02-12T09:00:00+08:00");
        var (watch, before) = (Stopwatch.StartNew(), Proc.ProcessorTimeOf(silo.Id));
        using var moved = await silo.Http.Post("/dev/clock", new { to = "2026-08-12T09:00:00+08:00" });
        // Others may have the processors meanwhile: what it costs is counted, and not how long it waited for them.
        var used = Proc.ProcessorTimeOf(silo.Id) - before;
        output.WriteLine($"181 days in {watch.ElapsedMilliseconds:N0} ms, {used.TotalMilliseconds:N0} ms of work");
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        Assert.True(used < TimeSpan.FromSeconds(6), $"{used} of a processor (promised: 1.5 s on a quiet machine)");
        await silo.Stop();
        await OrleansRegistry.Tests.Faults.Checker.Check(new RegistryOptions
        {
            Folder = _scratch["data"], Clock = DateTimeOffset.Parse("2026-08-12T09:00:00+08:00", null),
        }, null);
    }

    private static async Task<long> Calls(LoneSilo silo) => (await silo.Http.GetStringAsync("/metrics")).Split('\n')
        .Where(line => line.StartsWith("orleans_app_requests_latency_count ", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[1], null));
}

/// <summary>One silo for those of these tests that only look at it while it works.</summary>
public sealed class RunningSilo : IAsyncLifetime
{
    private readonly Scratch _scratch = new();

    internal LoneSilo Silo { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Silo = await LoneSilo.Start(_scratch["data"]);

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        _scratch.Dispose();
    }
}
