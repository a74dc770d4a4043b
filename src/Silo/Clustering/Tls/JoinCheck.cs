using OrleansRegistry.Infrastructure;

namespace OrleansRegistry.Silo.Clustering.Tls;

/// <summary>
/// A silo that cannot communicate with the members would take them for dead, and they would take it for dead. So it
/// tries each of them before it enters the table of members, and stops if one does not work. It tries again between its
/// entry and its activation: if two silos start at the same time and cannot communicate, the later one stops, because
/// by then it sees the other's entry or is seen (docs/adr/0070).
/// </summary>
internal sealed class JoinCheck(
    IMembershipTable members, ILocalSiloDetails self, Contact contact, ILogger<JoinCheck> log)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>
    /// How many attempts in a row must fail, because a member that is stopping also breaks connections.
    /// </summary>
    private const int MinTries = 3;

    /// <summary>How many attempts are made while one that came later may still see this one and stop.</summary>
    private const int MaxTries = 60;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>An entry that was not renewed for so long is not one of a member.</summary>
    private static readonly TimeSpan _lately = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(JoinCheck), ServiceLifecycleStage.BecomeActive - 1, Check);

    /// <summary>The first check, before Orleans has started.</summary>
    /// <exception cref="SettingException">This silo cannot communicate with a member.</exception>
    public async Task BeforeJoining(CancellationToken cancellation)
    {
        await members.InitializeMembershipTableAsync(true, cancellation);
        await Check(cancellation);
    }

    private async Task Check(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (me, others) = await Read(cancellation);
            var faults = await Task.WhenAll(
                others.Select(one => contact.Fault(one.SiloAddress.Endpoint, cancellation)));
            var unfit = others.Zip(faults).Where(pair => pair.Second is not null).ToList();
            if (unfit.Count == 0) return;
            var (member, fault) = unfit[0];
            log.MemberDoesNotFit(member.SiloAddress, attempt, fault);
            if (attempt >= MaxTries || (attempt >= MinTries && unfit.Exists(pair => CameBefore(pair.First, me))))
                throw new SettingException(Informed(member, fault!));
            await Task.Delay(_pause, cancellation);
        }
    }

    private static string Informed(MembershipEntry member, string fault) =>
        $"This silo does not join: it and the member {member.SiloName} at {member.SiloAddress.Endpoint} do not fit. "
        + $"{fault}. All silos of a cluster have certificates of one authority with a name in common, or all have "
        + "Registry__Silo__Tls__Mode=off (docs/operations.md).";

    private static bool CameBefore(MembershipEntry other, MembershipEntry? me) =>
        other.Status != SiloStatus.Joining || me is null || other.StartTime < me.StartTime;

    /// <summary>This silo's own entry, if it exists yet, and those of others that are joining or are members.</summary>
    private async Task<(MembershipEntry? Me, List<MembershipEntry> Others)> Read(CancellationToken cancellation)
    {
        var all = (await members.ReadAllAsync(cancellation)).Members.Select(row => row.Item1).ToList();
        var newest = all.Select(Seen).DefaultIfEmpty().Max();
        return (all.Find(one => one.SiloAddress.Equals(self.SiloAddress)), all.FindAll(one =>
            one.Status is SiloStatus.Joining or SiloStatus.Active && newest - Seen(one) < _lately
            && !one.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint)));
    }

    private static DateTime Seen(MembershipEntry one) =>
        one.IAmAliveTime > one.StartTime ? one.IAmAliveTime : one.StartTime;
}
