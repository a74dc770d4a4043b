using OrleansRegistry.Infrastructure;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Whether requests may be sent to this silo: not while it joins or leaves, without its guard, with a wrong clock, or
/// without its store.
/// </summary>
internal sealed class Readiness(
    RegistryOptions options, IRegistryStore store, ISiloStatusOracle members, IMembershipProof proof,
    IHostApplicationLifetime lifetime)
{
    /// <summary>Why it is not ready; null: it is.</summary>
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
