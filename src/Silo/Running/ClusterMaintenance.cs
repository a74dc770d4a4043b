using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Auditing;
using OrleansRegistry.Silo.Identity;
using OrleansRegistry.Silo.Notices;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// What each silo does every few seconds: it makes sure that the cluster's pumps are active, takes over the calendar
/// and the rules that another silo has loaded, and recounts what was counted by earlier ones.
/// </summary>
internal sealed class ClusterMaintenance(
    IGrainFactory grains,
    RulebookStore rulebooks,
    RulesInForce rulesInForce,
    Recounting recounting,
    RegistryOptions options)
{
    /// <summary>For how long another silo may still decide by the earlier calendar or rules.</summary>
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);

    /// <summary>One round; the result is when the next is due.</summary>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        await grains.GetGrain<IConsequencePump>(PumpGrain.Key).Wake();
        await grains.GetGrain<INoticePump>(PumpGrain.Key).Wake();
        await grains.GetGrain<IIdentityPump>(PumpGrain.Key).Wake();
        if (options.AuditSink is not null) await grains.GetGrain<IAuditSinkPump>(PumpGrain.Key).Wake();
        // The silo that loaded them recounted at once, while the entities of this silo still used the earlier ones: so
        // each silo recounts once more after it has taken them over.
        if (!options.IsAlone) await rulebooks.Follow(rulesInForce, cancellation);
        await recounting.IfChanged(cancellation);
        return _every;
    }
}
