using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Auditing;
using OrleansRegistry.Silo.Identity;
using OrleansRegistry.Silo.Notices;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// What each silo does every few seconds: makes sure that the cluster's pumps live, wherever they are, takes over the
/// calendar and the rules that another silo has loaded, and counts anew what was counted by others than those in force.
/// </summary>
internal sealed class ClusterMaintenance(
    IGrainFactory grains,
    RulebookStore rulebooks,
    RulesInForce rulesInForce,
    Recounting recounting,
    RegistryOptions options)
{
    /// <summary>How long another silo may still decide by the old calendar or rules.</summary>
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);

    /// <summary>One round; gives when the next is due.</summary>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        await grains.GetGrain<IConsequencePump>(PumpGrain.Key).Wake();
        await grains.GetGrain<INoticePump>(PumpGrain.Key).Wake();
        await grains.GetGrain<IIdentityPump>(PumpGrain.Key).Wake();
        if (options.AuditSink is not null) await grains.GetGrain<IAuditSinkPump>(PumpGrain.Key).Wake();
        // The silo that loaded them counted at once, while what lives here still went by the old ones: so each silo
        // counts once more when it has followed.
        if (!options.IsAlone) await rulebooks.Follow(rulesInForce, cancellation);
        await recounting.IfChanged(cancellation);
        return _every;
    }
}
