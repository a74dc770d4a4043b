using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: on three silos a reader sees what was acknowledged before it asked, at whichever silo (docs/consistency.md).
/// Method: the registry as each silo's API sees it, over the silo's own snapshots.
/// </summary>
public sealed class SnapshotTests
{
    private const int Writes = 60;
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    [Fact]
    public async Task What_was_acknowledged_at_one_silo_is_read_at_each()
    {
        await using var cluster = await GrainCluster.Start("Registry");
        var id = await cluster.Registered();
        var fronts = cluster.Fronts();
        for (var n = 0; n < Writes; n++)
        {
            var done = Assert.IsType<Answer.Done>(await fronts[n % 3].Execute(id, Education(n)));
            foreach (var front in fronts)
                Assert.True((await front.Load(id))!.Version >= done.Version, $"write {n} is not seen");
        }
        Assert.Equal(
            1, cluster.Hosts.Count(silo => silo.GetRequiredService<ActivationSnapshots>().Find(id) is not null));
    }

    [Fact]
    public async Task Readers_beside_a_writer_never_go_back()
    {
        await using var cluster = await GrainCluster.Start("Registry");
        var id = await cluster.Registered();
        using var end = new CancellationTokenSource();
        var reading = cluster.Fronts().Select(front => Task.Run(async () =>
        {
            for (var seen = 0; !end.IsCancellationRequested;)
            {
                var version = (await front.Load(id))!.Version;
                Assert.True(version >= seen, $"{version} after {seen}");
                seen = version;
            }
        })).ToArray();
        for (var n = 0; n < Writes; n++) await cluster.Fronts()[n % 3].Execute(id, Education(n));
        await end.CancelAsync();
        await Task.WhenAll(reading);
    }

    /// <summary>
    /// A page of deadlines was read, then the entity changed elsewhere and left memory; then somebody asks here.
    /// </summary>
    [Fact]
    public async Task What_was_read_ahead_is_not_shown()
    {
        await using var cluster = await GrainCluster.Start("Registry");
        var id = await cluster.Registered();
        foreach (var silo in cluster.Hosts)
            await silo.GetRequiredService<EntityReader>().ReadAhead([id], new PassTime(), default);
        var done = Assert.IsType<Answer.Done>(await cluster.Fronts()[0].Execute(id, Education(1)));
        await cluster.LeaveMemory();
        foreach (var front in cluster.Fronts()) Assert.Equal(done.Version, (await front.Load(id))!.Version);
        // The old state is still at hand for a deadline; its commit would have been refused by the version.
        Assert.All(
            cluster.Hosts,
            silo => Assert.True(silo.GetRequiredService<EntityReader>().AtHand(id)!.Version < done.Version));
    }

    [Fact]
    public async Task Entities_in_memory_stay_within_their_number()
    {
        await using var cluster =
            await GrainCluster.Start("Registry", options: new GrainOptions { MaxActivations = 20 });
        for (var n = 0; n < 100; n++) await cluster.Registered(n);
        foreach (var silo in cluster.Hosts)
        {
            var limit = silo.GetRequiredService<ActivationLimit>();
            for (var waited = 0; limit.Count > 22; waited++)
            {
                Assert.True(waited < 100, $"{limit.Count} are in memory");
                await Task.Delay(50);
            }
        }
    }

    private static Envelope Education(int n) =>
        new($"education-{n}", new RecordEducation(1, new DateOnly(2026, 2, 2)), _import) { Fingerprint = "f" };
}
