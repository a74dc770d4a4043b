using Orleans.Runtime;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Tests.Conformance;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>Three silos of Orleans' testing host with the registry's own storage.</summary>
public class SilosOnOwnStorage : RegistrySubject
{
    private GrainCluster? _cluster;

    /// <summary>Which provider is behind the grains.</summary>
    protected virtual string Provider => "Registry";

    /// <inheritdoc/>
    public override string? Missing => PostgresServer.Shared.Missing;

    /// <inheritdoc/>
    public override IRegistry Registry => _cluster!.Registry;

    /// <inheritdoc/>
    public override IRegistryStore Store => _cluster!.Store;

    /// <summary>
    /// Silos have no clock to move: it stands in the test, and what is due gets its tick as from Orleans' service.
    /// </summary>
    public override async Task MoveTo(DateTimeOffset then)
    {
        while (await Store.Work.NextDueAt() is { } next && next <= then)
        {
            if (next > Registry.Now) _cluster!.Clock.MoveTo(next);
            var machineNow = TimeProvider.System.GetUtcNow();
            foreach (var due in await Store.Work.Due(RingPart.Whole, Registry.Now, machineNow, null, 1000))
            {
                var grain = _cluster!.Silos.Client.GetGrain<IRemindable>(GrainId.Create(due.Id.KindName, due.Id.Key));
                await grain.ReceiveReminder(
                    due.Name, new TickStatus(due.DueAt.UtcDateTime, TimeSpan.FromSeconds(10), due.DueAt.UtcDateTime));
            }
        }
        if (then > Registry.Now) _cluster!.Clock.MoveTo(then);
        await Settle();
    }

    /// <inheritdoc/>
    public override async Task Settle()
    {
        for (var tries = 0; (await Store.Work.Backlog(Registry.Now)).Consequences > 0; tries++)
        {
            Assert.True(tries < 600, "consequences were not delivered in half a minute");
            await Task.Delay(50);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (Missing is null) _cluster = await GrainCluster.Start(Provider);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
    }
}

/// <summary>The same with Orleans' AdoNet persistence.</summary>
public sealed class SilosOnAdoNet : SilosOnOwnStorage
{
    /// <inheritdoc/>
    protected override string Provider => "AdoNet";
}

/// <summary>The suite on grains and own storage.</summary>
public sealed class SilosOnOwnStorageConform(
    SilosOnOwnStorage subject) : RegistryConformance<SilosOnOwnStorage>(subject);

/// <summary>The suite on grains and AdoNet.</summary>
public sealed class SilosOnAdoNetConform(SilosOnAdoNet subject) : RegistryConformance<SilosOnAdoNet>(subject);
