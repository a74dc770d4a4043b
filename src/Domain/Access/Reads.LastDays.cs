using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>The last days that concern the caller.</summary>
public sealed partial class Reads
{
    /// <summary>
    /// The last days that concern the caller: for an enterprise its own and those of its drivers' documents. From today
    /// until <paramref name="until"/>, inclusive, earliest first; at most <paramref name="max"/>.
    /// </summary>
    public async Task<ImmutableArray<LastDay>> LastDays(
        DateOnly until, int max, CancellationToken cancellation = default)
    {
        var all = new List<LastDay>();
        await foreach (var loaded in OwnWithDrivers(cancellation)) AddLastDays(all, loaded, until);
        return [.. InOrder(all).Take(max)];
    }

    private void AddLastDays(List<LastDay> all, Loaded loaded, DateOnly until) =>
        all.AddRange(LastDay.Of(loaded.Id, loaded.State, ContextOf(loaded)).Where(day => day.On <= until));

    private static ImmutableArray<LastDay> InOrder(IEnumerable<LastDay> days) =>
        [.. days.OrderBy(day => day.On).ThenBy(day => day.Id, StringComparer.Ordinal)];

    private async IAsyncEnumerable<Loaded> OwnWithDrivers(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var loaded in Own(kind: null, cancellation)) yield return loaded;
        if (await OwnParty(cancellation) is not { } party) yield break;
        await foreach (var loaded in DriversDocuments(party, cancellation)) yield return loaded;
    }

    private async IAsyncEnumerable<Loaded> DriversDocuments(
        Loaded party, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (party.State is Operator carrier)
            foreach (var driver in carrier.Drivers)
                foreach (var id in await registry.Queries.CertificatesOf(driver, cancellation))
                    if (await registry.Load(id, cancellation) is { } certificate) yield return certificate;
        if (party.State is Employer employer)
            foreach (var key in employer.Drivers)
                if (await registry.Load(new EntityId(EntityKind.RailLicence, key), cancellation) is { } career
                    && actor.MayNotRead(career.State) is null) yield return career;
    }
}
