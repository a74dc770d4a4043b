using OrleansRegistry.Infrastructure;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Whether requests may be sent here: not while the silo joins or leaves,
/// without its guard, with a clock that is off, or without its store.
/// </summary>
internal sealed class Readiness(
    RegistryOptions options, IRegistryStore store, ISiloStatusOracle members, IMembershipProof proof,
    IHostApplicationLifetime lifetime)
{
    /// <summary>Why not; null: it is ready.</summary>
    public async Task<string?> NotReady(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "this silo is stopping";
        if (members.CurrentStatus is var status && status != SiloStatus.Active)
            return $"this silo is {status}, and not active";
        if (await store.NotReady(cancellation) is { } trouble) return trouble;
        return options.IsAlone || proof.IsFresh
            ? null
            : "this silo has not seen lately that it is a member of its cluster";
    }
}
