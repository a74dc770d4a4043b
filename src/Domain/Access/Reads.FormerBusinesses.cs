using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Access;

/// <summary>Documents that a former owner handed in for a business stay with the business (docs/adr/0117).</summary>
public sealed partial class Reads
{
    /// <summary>
    /// True when the business of which the uploading person is no longer the owner names the document in an
    /// application, a trip or an objection. A document that was never handed in stays with whoever uploaded it.
    /// </summary>
    private async Task<bool> IsOfFormerBusiness(DocumentRecord document, CancellationToken cancellation)
    {
        if (await registry.Accounts.Find(document.OwnerAccountId, cancellation) is not { PersonKey: { } key }
            || !EntityId.TryParse(EntityKind.Person, key, out var id)
            || (await registry.Load(id, cancellation))?.State is not Person { Businesses: { } all }) return false;
        var present = all.Where(one => one.Until is null).Select(one => one.OperatorKey).ToHashSet();
        foreach (var former in all.Select(one => one.OperatorKey).Distinct().Where(one => !present.Contains(one)))
            if (await IsNamedFor(former, document.Id, cancellation)) return true;
        return false;
    }

    private async Task<bool> IsNamedFor(string party, string document, CancellationToken cancellation)
    {
        await foreach (var row in Pages.All(page => registry.Queries.ApplicationsOf(
            new PartyApplications(party), page, cancellation)))
            if (row.Application.Materials.Any(material => material.DocumentId == document)) return true;
        await foreach (var trip in Pages.All(page => registry.Queries.Trips(
            new TripSearch(OperatorKey: party), page, cancellation)))
            if ((await registry.Load(trip, cancellation))?.State is Trip { Plan: var plan }
                && plan.ContractDocumentId == document) return true;
        await foreach (var row in Pages.All(page => registry.Queries.Rows(
            new RowSearch(EntityKind.Objection, PartyKey: party), page, cancellation)))
            if ((await registry.Load(row, cancellation))?.State is Objection objection
                && objection.DocumentIds.Contains(document)) return true;
        return false;
    }
}
