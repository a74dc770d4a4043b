using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Proves every two seconds that this silo is a member of its cluster, as the table of members says, and
/// holds the guard of its store. By the monotonic clock from before the question: a process that was stopped
/// and goes on has proved nothing lately. A silo that is alone has no others, and needs the guard only.
/// </summary>
internal sealed class MembershipProof(
    RegistryOptions options, IMembershipTable members, ILocalSiloDetails self, IRegistryStore store,
    MachineClock machineClock, IServiceProvider services, ILogger<MembershipProof> log) : IMembershipProof
{
    /// <summary>How old a proof may be; a silo that was given up answers from its memory for as long.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private volatile Proof? _proven;

    private sealed record Proof(long At);

    /// <inheritdoc/>
    public bool IsFresh => store.SinceGuarded < GoodFor
        && (options.IsAlone || (_proven is { } proven && machineClock.Time.GetElapsedTime(proven.At) < GoodFor));

    /// <summary>One proof; gives when the next is due.</summary>
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
