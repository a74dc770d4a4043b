using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Showing;

namespace OrleansRegistry.Portal.My;

/// <summary>A driver's trips.</summary>
/// <param name="ToReceive">Certificates that the driver has not received yet.</param>
/// <param name="Current">Received and not over.</param>
/// <param name="Past">Over, cancelled or refused.</param>
/// <param name="Today">The legal date.</param>
public sealed record TripListModel(
    ImmutableArray<TripView> ToReceive, ImmutableArray<TripView> Current, ImmutableArray<TripView> Past,
    DateOnly Today);

/// <summary>One trip of a driver's.</summary>
/// <param name="Trip">The trip as the API shows it.</param>
/// <param name="Today">The legal date.</param>
/// <param name="Received">True: this driver has received the certificate.</param>
/// <param name="CanReceive">True: the driver has not received it yet, and can.</param>
/// <param name="Form">The form of receiving it.</param>
public sealed record TripModel(TripView Trip, DateOnly Today, bool Received, bool CanReceive, FormState Form);

/// <summary>GET /my/trips and /my/trips/{id}: receive (接收电子包车牌), look up, show.</summary>
internal static class TripPages
{
    private const int MaxListed = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/trips", List).For(PageAccess.Of(Roles.Holder));
        pages.MapGet("/my/trips/{id}", Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost("/my/trips/{id}/receive", Receive).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> List(PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var wanted = new PageRequest(MaxListed);
        var toReceive = (await reads.TripsToReceive(wanted, cancellation)).Items;
        var current = (await reads.CurrentTrips(wanted, cancellation)).Items;
        var known = toReceive.Concat(current).Select(trip => trip.Id).ToHashSet();
        var past = (await reads.OwnTrips(new TripsWanted(), wanted, cancellation))
            .Items.Where(trip => !known.Contains(trip.Id));
        return page.Show<TripList>(new TripListModel(
            toReceive, current, [.. past.OrderByDescending(trip => trip.DepartsAt)],
            ShanghaiTime.DateOf(registry.Now)));
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        return refusal is null ? page.Show<TripDetails>(model) : page.Refused(refusal);
    }

    private static async Task<IResult> Receive(
        string id, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        var (model, refusal) = await Read(id, page, registry, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var trip = new EntityId(EntityKind.Trip, model!.Trip.Id);
        // Bound to this phone: only this phone gets the next codes ahead.
        var received = new ReceiveTrip(ShowTripPage.DevicesOf(page)[0]);
        return await registry.Execute(trip, form.Envelope(received), cancellation)
            is Answer.No { Refusal: var no }
            ? page.Again<TripDetails>(model with { Form = FormState.Again(form, no) }, no)
            : Go.To("/my/trips/" + trip.Key);
    }

    private static async Task<Result<TripModel>> Read(
        string id, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).Trip(id, cancellation);
        if (refusal is not null) return refusal;
        var trip = shown!.View;
        var received = trip.Drivers.Any(driver => driver.Id == page.Actor.PersonKey && driver.ReceivedAt is not null);
        return new TripModel(trip, ShanghaiTime.DateOf(registry.Now), received,
            !received && trip.Medium == TripMedium.Electronic && trip.Status
                is TripStatus.Issued or TripStatus.Received or TripStatus.InProgress, FormState.New());
    }
}
