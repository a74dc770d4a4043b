using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>What a desk has to hand out or to post.</summary>
public sealed partial class Reads
{
    /// <summary>
    /// Documents that are ready at the caller's desk, or whose delivery has <paramref name="status"/>, with recipient,
    /// phone and address in full: those in an officer's reach, or all of the railway's for the exam centre.
    /// </summary>
    public async Task<Result<Page<ApplicationView>>> DeliveryQueue(
        ApplicationStatus? status, DeliveryWay? way, PageRequest page, CancellationToken cancellation = default)
    {
        var reach = actor.Is(Roles.ExamCentre) ? RailQueues.ReachOf(actor)
            : actor.Is(Roles.Officer) && (actor.Desks & Desks.Road) != 0 ? actor.Authority : null;
        if (string.IsNullOrEmpty(reach)) return Refusals.NotAllowed();
        var found = await registry.Queries.Queue(
            new QueueQuery(reach, null, [status ?? ApplicationStatus.AwaitingDelivery], null), page, cancellation);
        var views = await Views(found, cancellation);
        return views with
        {
            Items = [.. views.Items.Where(
                view => view.Delivery is { } delivery && (way ?? delivery.Way) == delivery.Way)],
        };
    }
}
