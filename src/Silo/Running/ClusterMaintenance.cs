using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Grains.Pumps;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Auditing;
using OrleansRegistry.Silo.Identity;
using OrleansRegistry.Silo.Notices;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// What each silo does every few seconds: makes sure that the cluster's pumps live, wherever they are, and takes over
/// the calendar and the rules that another silo has loaded.
/// </summary>
internal sealed class ClusterMaintenance(
    IGrainFactory grains,
    RulebookStore rulebooks,
    RulesInForce rulesInForce,
    RegistryOperations operations,
    RegistryOptions options)
{
    /// <summary>How long another silo may still decide by the old calendar or rules.</summary>
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(5);

    private bool _looksAgain;

    /// <summary>One round; gives when the next is due.</summary>
    public async Task<TimeSpan> RunOnce(CancellationToken cancellation)
    {
        await grains.GetGrain<IConsequencePump>(PumpGrain.Key).Wake();
        await grains.GetGrain<INoticePump>(PumpGrain.Key).Wake();
        await grains.GetGrain<IIdentityPump>(PumpGrain.Key).Wake();
        if (options.AuditSink is not null) await grains.GetGrain<IAuditSinkPump>(PumpGrain.Key).Wake();
        if (!options.IsAlone) await Follow(cancellation);
        return _every;
    }

    /// <summary>
    /// The silo that loaded a calendar looked at everything at once, while what lives here still counted by the old
    /// one. So each silo looks again when it has followed, until that has gone through.
    /// </summary>
    private async Task Follow(CancellationToken cancellation)
    {
        _looksAgain |= await rulebooks.Follow(rulesInForce, cancellation);
        if (!_looksAgain) return;
        await operations.LookAgain(cancellation);
        _looksAgain = false;
    }
}
