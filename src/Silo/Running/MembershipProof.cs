using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Proves every two seconds that this silo is a member of its cluster, as the table of members says, and holds the guard
/// of its store. By the monotonic clock from before the question: a process that was stopped and goes on has proved
/// nothing lately. A silo that is alone has no others, and needs the guard only.
/// </summary>
internal sealed class MembershipProof(
    RegistryOptions options, IMembershipTable members, ILocalSiloDetails self, IRegistryStore store, IServiceProvider services,
    ILogger<MembershipProof> log) : IMembershipProof
{
    /// <summary>How old a proof may be; a silo that was given up answers from its memory for as long.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    private long _provenAt = TimeProvider.System.GetTimestamp() - (long)(GoodFor.TotalSeconds * TimeProvider.System.TimestampFrequency);

    /// <inheritdoc/>
    public bool IsFresh => store.SinceGuarded < GoodFor
        && (options.IsAlone || TimeProvider.System.GetElapsedTime(Volatile.Read(ref _provenAt)) < GoodFor);

    /// <summary>One proof; gives when the next is due.</summary>
    public async Task<TimeSpan> Prove(CancellationToken cancellation)
    {
        var asked = TimeProvider.System.GetTimestamp();
        var read = options.IsAlone ? null : await members.ReadRowAsync(self.SiloAddress, cancellation);
        var isMember = read is null || read.Members is [{ Item1.Status: not (SiloStatus.Dead or SiloStatus.None) }];
        if (isMember) Volatile.Write(ref _provenAt, asked);
        else log.LogError("The table of members has this silo as dead, or no more: it answers from its memory no longer");
        if (!isMember || store.SinceGuarded >= GoodFor) services.GetService<ActivationSnapshots>()?.Clear();
        return _every;
    }
}
