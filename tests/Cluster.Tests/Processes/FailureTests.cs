using System.Diagnostics;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Running;
using Xunit.Abstractions;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: what was acknowledged is there once, whatever becomes of a silo. Method: three real silos under load; one is
/// killed, paused or told to leave; afterwards every history is read.
/// </summary>
[Collection("real silos, one test at a time")]
public sealed class FailureTests(ITestOutputHelper output)
{
    private const int CertificatesMost = 60;

    [SkippableTheory]
    [InlineData("Registry", "KILL")]
    [InlineData("AdoNet", "KILL")]
    [InlineData("Registry", "TERM")]
    public async Task A_silo_goes_under_load(string provider, string signal)
    {
        if ((provider, signal) != ("Registry", "KILL")) SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start(provider);
        var (load, officer) = await Load(cluster);
        var running = load.Run(TimeSpan.FromSeconds(15));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var before = load.Acknowledged;
        cluster.Silos[2].Signal(signal);
        await cluster.Silos[2].Ended();
        await running;
        output.WriteLine($"{provider} {signal}: {load.Acknowledged} acknowledged ({before} before), {load.Repeats} repeats, longest command {load.LongestMs} ms");
        Assert.True(load.Acknowledged > before);
        await load.Replay();
        await load.Check(officer);
        if (signal == "TERM") Assert.Equal(0, cluster.Silos[2].ExitCode);
        var back = await cluster.Add(provider);
        await back.Client().Get("/healthz");
    }

    /// <summary>From the kill on, how long until every entity answers again through the silos that are left.</summary>
    [SkippableFact]
    public async Task Entities_of_a_killed_silo_answer_again_soon()
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start();
        var officer = cluster.Silos[0].Client(await cluster.Silos[0].SignIn("officer.henan"));
        var certificates = await SiloCluster.Certificates(officer, CertificatesMost);
        // First called through the silo that is to die, so that most of them live there.
        var doomed = cluster.Silos[2].Client(await cluster.Silos[2].SignIn("officer.henan"));
        await Task.WhenAll(certificates.Select(id => Record(doomed, id, "warm")));
        cluster.Silos[2].Signal("KILL");
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(certificates.Select(id => Record(officer, id, "after")));
        output.WriteLine($"all {certificates.Length} entities carried out a command {watch.ElapsedMilliseconds} ms after the kill");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    /// <summary>A silo that is paused is given up or waited for; when it goes on, it must not speak of what it no longer owns.</summary>
    [SkippableFact]
    public async Task A_silo_is_paused_and_goes_on()
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start();
        var (load, officer) = await Load(cluster);
        var running = load.Run(TimeSpan.FromSeconds(40));
        await Task.Delay(TimeSpan.FromSeconds(3));
        cluster.Silos[2].Signal("STOP");
        await Task.Delay(TimeSpan.FromSeconds(20));
        cluster.Silos[2].Signal("CONT");
        await running;
        output.WriteLine($"paused: {load.Acknowledged} acknowledged, {load.Repeats} repeats, longest command {load.LongestMs} ms; the paused silo {(cluster.Silos[2].HasExited ? "ended itself" : "went on")}");
        await load.Check(officer);
    }

    private static async Task<(ClusterLoad Load, HttpClient Officer)> Load(SiloCluster cluster)
    {
        var token = await cluster.Silos[0].SignIn("officer.henan");
        var officer = cluster.Silos[0].Client(token);
        var certificates = await SiloCluster.Certificates(officer, CertificatesMost);
        Assert.NotEmpty(certificates);
        return (new ClusterLoad([.. cluster.Silos.Select(silo => silo.Client(token))], certificates), officer);
    }

    private static async Task Record(HttpClient officer, string id, string what)
    {
        using var answer = await officer.Post($"{Talk.Api}/certificates/{id}/violations", new { points = 1, on = SiloCluster.Today, note = what }, ("Idempotency-Key", $"{what}-{id}"));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
