using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Goal: silos that have lost their registry to another host do not stay as members that refuse everything.
/// Method: their guards are ended, and another epoch begins before they have them back, as when an administrator's
/// command took the guard in between.
/// </summary>
[Collection(RealSilos.Name)]
public sealed class TakenOverTests
{
    [Fact]
    public async Task Silos_whose_registry_was_taken_over_end_and_started_again_they_go_on()
    {
        SiloCluster.OnlyInLongRuns();
        await using var cluster = await SiloCluster.Start();
        await PostgresServer.Run(cluster.Database, """
            UPDATE host_epoch SET epoch = epoch + 1;
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'registry silo,%'
            """);
        foreach (var silo in cluster.Silos)
        {
            await LoneSilo.Until(TimeSpan.FromSeconds(60), () => Task.FromResult(silo.HasExited));
            Assert.Equal(1, silo.ExitCode);
            Assert.Contains("another host has taken over", silo.Log, StringComparison.Ordinal);
        }
        var again = SiloProcess.Start(cluster.Database, "Registry");
        cluster.Silos.Add(again);
        await again.Ready();
        await cluster.Check(null);
    }
}
