using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// Reservations and histories, with what the dry run would have changed; lists and searches are those of the store
/// below.
/// </summary>
/// <param name="real">The queries of the store below.</param>
/// <param name="changes">What the dry run would have changed.</param>
/// <param name="absent">What is known not to be in the store below; null: the store is asked each time.</param>
internal sealed class DryRunQueries(IRegistryQueries real, DryRunChanges changes, KnownAbsent? absent)
    : QueriesDecorator(real)
{
    public override ValueTask<EntityId?> HolderOf(Reservation reservation, CancellationToken cancellation = default) =>
        changes.Knows(reservation, out var holder) ? ValueTask.FromResult(holder)
        : absent is not null ? absent.Look(reservation, looked => ByKey.HolderOf(looked, cancellation))
        : ByKey.HolderOf(reservation, cancellation);

    public override ValueTask<EntityId?> PersonByIdentity(
        string identityNumber, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(PersonMachine.IdentitySpace, identityNumber), cancellation);

    public override ValueTask<EntityId?> OperatorByCode(
        string creditCode, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(OperatorMachine.CreditCodeSpace, creditCode), cancellation);

    public override ValueTask<EntityId?> EmployerByCode(
        string creditCode, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(EmployerMachine.CreditCodeSpace, creditCode), cancellation);

    public override ValueTask<EntityId?> RailCareerOf(string personKey, CancellationToken cancellation = default) =>
        HolderOf(new Reservation(RailMachine.PersonSpace, personKey), cancellation);

    /// <summary>Events of the dry run are appended to the last page, which can exceed the page size.</summary>
    public override async Task<Page<HistoryEntry>> History(
        EntityId id, PageRequest page, CancellationToken cancellation = default)
    {
        var kept = changes.HistoryOf(id); // First: what is here is in the real one a moment later.
        var found = await ByKey.History(id, page, cancellation);
        if (found.Next is not null || kept.Count == 0) return found;
        var last = found.Items.IsEmpty ? 0 : found.Items[^1].Version;
        return found with { Items = [.. found.Items, .. kept.Where(happened => happened.Version > last)] };
    }

    /// <summary>Those of the dry run come last.</summary>
    public override async Task<ImmutableArray<EntityId>> CertificatesOf(
        string personKey, CancellationToken cancellation = default)
    {
        var kept = changes.CertificatesOf(personKey);
        var found = await ByKey.CertificatesOf(personKey, cancellation);
        return kept.Count == 0 ? found : [.. found.Union(kept)];
    }
}
