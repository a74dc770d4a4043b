using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Consequences;
using OrleansRegistry.Hosting;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Operations on a silo: as on an embedded registry, but commands go to grains, the clock is nobody's to move, and a silo
/// is ready only while it is a member of its cluster.
/// </summary>
internal sealed class ClusterOperations(
    IRegistryStore store, LawBooks books, Law law, IGrainFactory grains, ISiloStatusOracle members, TimeProvider machineClock,
    IHostApplicationLifetime lifetime, ILogger<ClusterOperations> log) : IOperations
{
    private readonly RegistryOperations _operations = new(store, books, law,
        async (id, envelope, _) => EntityGrains.Unwrap(await grains.Entity(id).Execute(envelope)),
        () => grains.GetGrain<IConsequencePump>(ConsequencePumpGrain.Key).Wake().Ignore(), null, machineClock, log);

    /// <summary>Not ready while it joins or leaves, without the guard, with a clock that is off, or without its store.</summary>
    public async Task<string?> NotReady(CancellationToken cancellation = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return "this silo is leaving the cluster";
        return members.CurrentStatus is var status && status != SiloStatus.Active
            ? $"this silo is {status}, not a member of the cluster"
            : await store.NotReady(cancellation);
    }

    /// <summary>
    /// Another silo has loaded a calendar: this one follows, and what lives here must be counted by it too.
    /// </summary>
    public Task LookAgain(CancellationToken cancellation) => _operations.LookAgain(cancellation);

    public Task<Backlog> Backlog(CancellationToken cancellation = default) => _operations.Backlog(cancellation);

    public Task<Page<ParkedItem>> Parked(PageRequest page, CancellationToken cancellation = default) => _operations.Parked(page, cancellation);

    public Task<bool> Retry(string parkedId, CancellationToken cancellation = default) => _operations.Retry(parkedId, cancellation);

    public Task<Page<NoticeRecord>> Notices(
        string? personKey, bool failedOnly, PageRequest page, CancellationToken cancellation = default) =>
        _operations.Notices(personKey, failedOnly, page, cancellation);

    public Task<Refusal?> LoadCalendar(ReadOnlyMemory<byte> json, CancellationToken cancellation = default) =>
        _operations.LoadCalendar(json, cancellation);

    public Task<Refusal?> ReloadRules(CancellationToken cancellation = default) => _operations.ReloadRules(cancellation);

    public Task<Refusal?> MoveClock(DateTimeOffset to, CancellationToken cancellation = default) => _operations.MoveClock(to, cancellation);

    public Task Audit(Actor actor, string what, string detail, CancellationToken cancellation = default) =>
        _operations.Audit(actor, what, detail, cancellation);

    public ImmutableArray<int> CalendarYears => _operations.CalendarYears;
}
