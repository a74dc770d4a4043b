using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Findings;
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
    /// it, or enforcement while the trip is not over. Each read is on record before it is given.
    /// </summary>
    private async Task<bool> IsContractFor(DocumentRecord document, CancellationToken cancellation)
    {
        if (document.Kind != MaterialKind.CharterContract
            || !actor.Is(Roles.Operator | Roles.Holder | Roles.Officer | Roles.Enforcement)) return false;
        if (await registry.Accounts.Find(document.OwnerAccountId, cancellation) is not { } owner) return false;
        foreach (var party in await registry.EverPartiesOf(owner, cancellation))
            if (EntityId.TryParse(EntityKind.Operator, party, out var carrier)
                && await IsContractOf(carrier.Key, document, cancellation)) return true;
        return false;
    }

    private async Task<bool> IsContractOf(string carrier, DocumentRecord document, CancellationToken cancellation)
    {
        // A contract is handed in before its trip is filed, and a trip is filed before it departs.
        var search = new TripSearch(OperatorKey: carrier, DepartsFrom: ShanghaiTime.DateOf(document.UploadedAt));
        await foreach (var id in Pages.All(page => registry.Queries.Trips(search, page, cancellation)))
        {
            if (await registry.Load(id, cancellation) is not { State: Trip trip }
                || trip.Plan.ContractDocumentId != document.Id || !MayReadContract(trip)) continue;
            // The audit record of the route counts this as a read of another's data; for the trip's drivers the
            // contract is their own.
            if (trip.Plan.Drivers.Any(actor.StandsFor))
                await Audit("document.contract", document.Id, trip.Key, cancellation);
            return true;
        }
        return false;
    }

    private bool MayReadContract(Trip trip) =>
        actor.MayNotRead(trip) is null || (actor.Is(Roles.Enforcement) && !IsOver(trip));

    /// <summary>
    /// True when an objection that the caller decides, or a finding that the caller may read, names the document. It
    /// was handed in before they were filed.
    /// </summary>
    private async Task<bool> IsProof(DocumentRecord document, CancellationToken cancellation)
    {
        var since = ShanghaiTime.DateOf(document.UploadedAt);
        var owner = await registry.Accounts.Find(document.OwnerAccountId, cancellation);
        if (owner is null) return false;
        if (owner.Roles.HasFlag(Roles.Enforcement))
            return await IsNamed(new RowSearch(EntityKind.Finding, Number: owner.Id, From: since));
        if (!actor.Is(Roles.Officer | National)) return false;
        foreach (var party in await registry.EverPartiesOf(owner, cancellation))
            if (await IsNamed(new RowSearch(EntityKind.Objection, PartyKey: party, From: since))) return true;
        return false;

        async Task<bool> IsNamed(RowSearch search)
        {
            await foreach (var id in Pages.All(page => registry.Queries.Rows(search, page, cancellation)))
                if (await registry.Load(id, cancellation) is { } loaded && Names(loaded.State)
                    && actor.MayNotRead(loaded.State) is null) return true;
            return false;
        }

        bool Names(EntityState state) => state switch
        {
            Objection o => o.DocumentIds.Contains(document.Id),
            RoadsideFinding f => f.DocumentIds.Contains(document.Id),
            _ => false,
        };
    }
}
