using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Silo;

/// <summary>
/// The queries of API and pages. Lists, searches and counts are turned away while others of them have been waiting too
/// long; reads by key, or of one party, never are. The registry's own reads do not use this class. Callers who ask for
/// the same counts at the same moment share one read, because counts take longest.
/// </summary>
internal sealed class BoundedQueries(IRegistryQueries inner, WaitLimit waits) : QueriesDecorator(inner)
{
    private readonly
        SharedReads<(string, DateOnly), (ImmutableArray<CertificateCount>, ImmutableArray<ApplicationCount>)> _states =
            new();

    private readonly SharedReads<(string, DateOnly), ImmutableArray<CertificateCount>> _vehicles = new();
    private readonly SharedReads<(string, DateOnly, DateOnly), ImmutableArray<TripCount>> _trips = new();
    private readonly SharedReads<(string, DateTimeOffset, DateTimeOffset), WorkFigures> _work = new();
    private readonly SharedReads<(string, DateOnly, DateOnly), ImmutableArray<DueCount>> _forecasts = new();

    /// <exception cref="BusyException">Too much waits.</exception>
    protected override IRegistryQueries Lists
    {
        get
        {
            waits.Enter(ShedWork.List);
            return base.Lists;
        }
    }

    public override Task<(ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications)>
        Statistics(string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        _states.Read((authorityPrefix, today), Read(lists => lists.Statistics(authorityPrefix, today)), cancellation);

    public override Task<ImmutableArray<CertificateCount>> VehicleCounts(
        string authorityPrefix, DateOnly today, CancellationToken cancellation = default) =>
        _vehicles.Read(
            (authorityPrefix, today), Read(lists => lists.VehicleCounts(authorityPrefix, today)), cancellation);

    public override Task<ImmutableArray<TripCount>> TripCounts(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        _trips.Read(
            (authorityPrefix, from, to), Read(lists => lists.TripCounts(authorityPrefix, from, to)), cancellation);

    public override Task<WorkFigures> Work(
        string authorityPrefix, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation = default) =>
        _work.Read((authorityPrefix, from, until), Read(lists => lists.Work(authorityPrefix, from, until)),
            cancellation);

    public override Task<ImmutableArray<DueCount>> Forecast(
        string authorityPrefix, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        _forecasts.Read(
            (authorityPrefix, from, to), Read(lists => lists.Forecast(authorityPrefix, from, to)), cancellation);

    /// <summary>Asks the limit once for each caller, whether that caller reads or shares a read.</summary>
    private Func<Task<T>> Read<T>(Func<IRegistryQueries, Task<T>> read)
    {
        var lists = Lists;
        return () => read(lists);
    }
}
