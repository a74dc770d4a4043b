using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Charter trips (省际包车): reading and showing them (http.md 3, 4).</summary>
internal static class Trips
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/trips").WithTags("trips").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).For(Access.Of(Roles.Operator | Roles.Holder | Roles.Officer)).WithName("listTrips")
            .WithSummary(
                "A carrier's or driver's own trips (?mine=true; by status, medium, plate, departure from and to), "
                + "what a driver has to receive (?toReceive=true), "
                + "or the charter desk's work (?queue=true).");
        group.MapGet("/current", Current).For(Access.Of(Roles.Holder)).WithName("listCurrentTrips")
            .WithSummary("The trips whose certificate the driver has received and that are not over (电子包车牌).");
        group.MapGet("/{id}", Get)
            .For(Access.SignedIn)
            .WithName("getTrip")
            .WithSummary("A trip, with its status computed for now.");
        group.MapHistory(EntityKind.Trip)
            .For(Access.SignedIn)
            .WithName("getTripHistory")
            .WithSummary("What happened, oldest first.");
        group.MapTimeline(EntityKind.Trip).For(Access.SignedIn).WithName("getTripTimeline")
            .WithSummary("What happens next and when, if nobody acts.");
        group.MapGet("/{id}/display", Display).For(Access.Of(Roles.Holder)).WithName("displayTrip")
            .WithSummary("The certificate as a driver who has received it shows it.");
        group.MapGet("/{id}/display/slots", Slots).For(Access.Of(Roles.Holder)).WithName("displayTripAhead")
            .WithSummary("What the screen shows in the next minutes, for a way without a signal: on the phone that "
                + "received it alone. ?count= from 1 to 20 slots of 30 seconds.");
    }

    private static async Task<Reply<Listing<TripView>>> List(
        string? mine,
        string? toReceive,
        string? queue,
        string? status,
        string? medium,
        string? plate,
        string? from,
        string? to,
        string? limit,
        string? cursor,
        Caller caller,
        IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Flag("mine", mine, out var own) is { } noMine) return noMine;
        if (Paging.Flag("toReceive", toReceive, out var receive) is { } noReceive) return noReceive;
        if (Paging.Flag("queue", queue, out var desk) is { } noQueue) return noQueue;
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (Paging.Word<TripStatus>("status", status, out var state) is { } noStatus) return noStatus;
        if (Paging.Word<TripMedium>("medium", medium, out var on) is { } noMedium) return noMedium;
        if (Paging.Text("plate", plate) is { } noPlate) return noPlate;
        if (Paging.DateOrNone("from", from, out var first) is { } noFrom) return noFrom;
        if (Paging.DateOrNone("to", to, out var last) is { } noTo) return noTo;
        if (new[] { own, receive, desk }.Count(asked => asked) != 1) return OneOfThree();
        var reads = registry.As(caller.Actor);
        return receive ? caller.Actor.Is(Roles.Holder)
                ? Replies.Of(await reads.TripsToReceive(page, cancellation)) : Refusals.NotAllowed()
            : desk ? Replies.Of(await reads.TripQueue(page, cancellation))
            : caller.Actor.Is(Roles.Holder | Roles.Operator) ? Replies.Of(await reads.OwnTrips(
                    new TripsWanted(state, on, plate, first, last), page, cancellation))
            : OneOfThree();
    }

    private static Refusal OneOfThree() => Refusals.Malformed(Refusals.Fault("mine",
        "请使用 ?mine=true、?toReceive=true 或 ?queue=true。", "Ask for ?mine=true, ?toReceive=true or ?queue=true."));

    private static async Task<Reply<Listing<TripView>>> Current(
        string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } bad
            ? bad
            : Replies.Of(await registry.As(caller.Actor).CurrentTrips(page, cancellation));

    private static async Task<Reply<TripView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Trip(id, cancellation);

    private static async Task<Reply<TripSlotsView>> Slots(
        string id, string? count, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var slots = IVerification.MaxSlots;
        if (count is not null && Paging.Number("count", count, 1, IVerification.MaxSlots, out slots) is { } fault)
            return fault;
        return await registry.As(caller.Actor).TripSlots(
            id, ReceivingDevice.NameOf(caller.Session), slots, cancellation);
    }

    private static async Task<Reply<TripDisplayView>> Display(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).TripDisplay(id, cancellation);
}
