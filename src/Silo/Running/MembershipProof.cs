using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Proves every two seconds that this silo is a member of its cluster, by the table of members, and holds the guard of
/// its store. A proof counts from before the query, by the monotonic clock: a process that was suspended and resumes
/// has no recent proof. A silo that is alone only needs the guard.
/// </summary>
internal sealed class MembershipProof(
    RegistryOptions options, IMembershipTable members, ILocalSiloDetails self, IRegistryStore store,
    MachineClock machineClock, IServiceProvider services, ILogger<MembershipProof> log) : IMembershipProof
{
    /// <summary>
    /// How old a proof may be; a silo that the cluster has given up may answer from memory for this long.
    /// </summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private volatile Proof? _proven;

    private sealed record Proof(long At);

    /// <inheritdoc/>
    public bool IsFresh => store.SinceGuarded < GoodFor
        && (options.IsAlone || (_proven is { } proven && machineClock.Time.GetElapsedTime(proven.At) < GoodFor));

    /// <summary>Proves once; the result is when the next proof is due.</summary>
    public async Task<TimeSpan> Prove(CancellationToken cancellation)
    {
        var asked = machineClock.Time.GetTimestamp();
        var read = options.IsAlone ? null : await members.ReadRowAsync(self.SiloAddress, cancellation);
        var isMember = read is null || read.Members is [{ Item1.Status: not (SiloStatus.Dead or SiloStatus.None) }];
        if (isMember) _proven = new Proof(asked);
        else log.NotListed();
        if (!isMember || store.SinceGuarded >= GoodFor) services.GetService<ActivationSnapshots>()?.Clear();
        return _every;
    }
}
