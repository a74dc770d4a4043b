using System.Diagnostics;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: an upgrade, one silo after the other, loses nothing. Method: a build of an older commit is started with two
/// silos; new ones join it and old ones leave under load, until all are new. REGISTRY_TEST_OLD_SILO names the older
/// build's OrleansRegistry.Silo.dll; without it the commit below is built in a scratch folder.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class TwoVersionsTests(ITestOutputHelper output)
{
    /// <summary>
    /// The last one with an embedded host, on Orleans 10.3, whose silos carry out deadlines by reminders alone.
    /// </summary>
    private const string OldCommit = "63ecef5";

    [Theory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task Old_and_new_silos_work_side_by_side_until_all_are_new(string provider)
    {
        SiloCluster.OnlyInLongRuns();
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        using var scratch = new Scratch();
        var old = Environment.GetEnvironmentVariable("REGISTRY_TEST_OLD_SILO") is { Length: > 0 } given
            ? given
            : await Built(scratch["old"]);
        await using var cluster = new SiloCluster(await PostgresServer.Shared.NewDatabase(), null);
        SiloProcess Old() => SiloProcess.StartAt("127.0.0.1", ["dotnet", old], cluster.Database, provider);
        await cluster.Begin(true, Enumerable.Repeat(Old, 2));
        var ledger = await cluster.Load();
        var token = await cluster.Silos[0].SignIn("officer.henan");
        await ledger.Through(async () =>
        {
            for (var turn = 0; turn < 2; turn++)
            {
                var joined = await cluster.Add(provider);
                ledger.Hosts = [.. ledger.Hosts, joined.Client(token)];
                await ledger.More(300); // Old and new together.
                ledger.Hosts = [.. ledger.Hosts.Skip(1)];
                cluster.Silos[turn].Signal("TERM");
                await cluster.Silos[turn].Ended();
            }
            // An old one that a machine has lost is started once more, though the schema is the new one's by now.
            var late = Old();
            cluster.Silos.Add(late);
            await late.Ready();
            ledger.Hosts = [.. ledger.Hosts, late.Client(token)];
            await ledger.More(300);
            ledger.Hosts = [.. ledger.Hosts.SkipLast(1)];
            late.Signal("TERM");
            await late.Ended();
        });
        // What old ones wrote has no reminders armed; this is the rollout's last step (docs/operations.md).
        using var admin = cluster.Silos[2].Client(await cluster.Silos[2].SignIn("admin"));
        await admin.Done(HttpSteps.Api + "/admin/rules/reload", new { });
        output.WriteLine($"{provider}: two old silos gave way to two new ones: {ledger}");
        Assert.Equal(2, await cluster.Alive());
        await cluster.Check(ledger);
    }

    /// <summary>
    /// The older commit out of this repository, built; skipped where there is no repository to take it from.
    /// </summary>
    private static async Task<string> Built(string folder)
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Programs.PathOf("Silo"))!, "../../../../.."));
        Directory.CreateDirectory(folder);
        var (taken, why) = await Run("sh", root, "-c", $"git archive {OldCommit} | tar -x -C {folder}");
        Assert.SkipUnless(
            taken && File.Exists(Path.Combine(folder, "global.json")),
            $"no commit {OldCommit} to build, and no REGISTRY_TEST_OLD_SILO: {why}");
        var (built, said) = await Run(
            "dotnet", folder, "build", "src/Silo", "-c", "Release", "-v", "quiet", "-p:Cluster=true",
            "-p:RunAnalyzers=false");
        Assert.True(built, said);
        return Path.Combine(folder, "src/Silo/bin/Release/net10.0/OrleansRegistry.Silo.dll");
    }

    private static async Task<(bool Well, string Said)> Run(string program, string folder, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, failed) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode == 0, await said + await failed);
    }
}
