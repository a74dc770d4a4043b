using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>What closing the caller's account would meet now.</summary>
/// <param name="MayNot">Why it is not taken now; null: it is.</param>
/// <param name="UnderWay">Applications about which nobody could be notified any more, newest first.</param>
/// <param name="Links">Relations that would end.</param>
/// <param name="Trips">Charter trips still to be driven, whose certificate no account could show.</param>
public sealed record ClosingOutlook(
    Refusal? MayNot, ImmutableArray<ApplicationView> UnderWay, ImmutableArray<LinkView> Links,
    ImmutableArray<TripView> Trips);

/// <summary>What is to be read before an account is closed.</summary>
public sealed partial class Reads
{
    private const int TripsShown = 20;

    /// <summary>What closing the caller's account would meet now.</summary>
    public async Task<ClosingOutlook> Closing(CancellationToken cancellation = default)
    {
        var mayNot = AccountClosing.MayAsk(actor.Roles)
            ? AccountClosing.MayNot(await OwnBinding(cancellation), registry.Now) : Refusals.NotAllowed();
        var links = actor.PersonKey is null ? [] : (await OwnLinks(cancellation)).Value;
        var trips = await OfDriver(
            new PageRequest(TripsShown), registry.Now, (trip, _) => !IsOver(trip), cancellation);
        return new ClosingOutlook(mayNot, await UnderWay(cancellation),
            [.. links.Where(link => link.Status is LinkStatus.Active or LinkStatus.Waiting)], trips.Items);
    }

    private async Task<ImmutableArray<ApplicationView>> UnderWay(CancellationToken cancellation)
    {
        var live = ImmutableArray.CreateBuilder<ApplicationView>();
        foreach (var party in new[] { actor.PartyKey, actor.AccountId })
        {
            if (party is null) continue;
            await foreach (var row in Pages.All(page =>
                registry.Queries.ApplicationsOf(new PartyApplications(party), page, cancellation)))
                if (row.Application.IsLive && ReadAccess.IsFiling(row)) live.Add(ViewOf(row));
        }
        return live.ToImmutable();
    }
}
