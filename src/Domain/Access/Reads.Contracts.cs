using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Access;

/// <summary>Documents that no application names: a trip's contract, the proof of a finding or an objection.</summary>
public sealed partial class Reads
{
    /// <summary>
    /// True when it is the contract of a trip and the caller is its carrier, one of its drivers, the desk that reviews
    /// it, or enforcement while the trip is not over. Written down before it is given.
    /// </summary>
    private async Task<bool> IsContractFor(DocumentRecord document, CancellationToken cancellation)
    {
        if (document.Kind != MaterialKind.CharterContract
            || !actor.Is(Roles.Operator | Roles.Holder | Roles.Officer | Roles.Enforcement)) return false;
        var owner = await registry.Accounts.Find(document.OwnerAccountId, cancellation);
        if (!EntityId.TryParse(EntityKind.Operator, owner?.PersonKey, out var carrier)) return false;
        await foreach (var id in Pages.All(page =>
            registry.Queries.Trips(new TripSearch(OperatorKey: carrier.Key), page, cancellation)))
        {
            if (await registry.Load(id, cancellation) is not { State: Trip trip }
                || trip.Plan.ContractDocumentId != document.Id || !MayReadContract(trip)) continue;
            await Audit("document.contract", $"document={document.Id}; trip={trip.Key}", cancellation);
            return true;
        }
        return false;
    }

    private bool MayReadContract(Trip trip) =>
        actor.MayNotRead(trip) is null || (actor.Is(Roles.Enforcement) && !IsOver(trip));

    /// <summary>True when the desk decides about an objection that names the document.</summary>
    private async Task<bool> IsContested(DocumentRecord document, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Officer | National)) return false;
        var owner = await registry.Accounts.Find(document.OwnerAccountId, cancellation);
        if (owner?.PersonKey is not { } party) return false;
        await foreach (var id in Pages.All(page => registry.Queries.Rows(
            new RowSearch(EntityKind.Objection, PartyKey: party), page, cancellation)))
            if (await registry.Load(id, cancellation) is { State: Objection o }
                && o.DocumentIds.Contains(document.Id) && actor.MayNotRead(o) is null) return true;
        return false;
    }
}
