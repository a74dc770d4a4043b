using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What a driver who shows the certificate sees first (G.6 #106).</summary>
[JsonConverter(typeof(CamelCaseNames<DisplayState>))]
public enum DisplayState
{
    /// <summary>The departure is still to come (未开始).</summary>
    NotStarted = 1,

    /// <summary>On its way, and good (行程中).</summary>
    InProgress = 2,

    /// <summary>Its time is over (已结束).</summary>
    Ended = 3,

    /// <summary>Cancelled before its time was over (已作废).</summary>
    Cancelled = 4,
}

/// <summary>The certificate as its driver shows it at the roadside.</summary>
/// <param name="Id">The trip.</param>
/// <param name="Number">Number of the plate.</param>
/// <param name="State">What it is worth now.</param>
/// <param name="AsOf">The instant for which all of this was computed.</param>
/// <param name="Trip">The certificate's contents.</param>
/// <param name="Token">The token of the certificate, as on paper; not there once the trip is over or cancelled.</param>
/// <param name="Qr">The text of the QR code for the screen; another one in each slot.</param>
/// <param name="Proof">What proves that it is on this screen now.</param>
public sealed record TripDisplayView(
    string Id, string Number, DisplayState State, DateTimeOffset AsOf, TripView Trip, string? Token = null,
    string? Qr = null, ScreenProofView? Proof = null);

/// <summary>Charter trips (省际包车): to read and to show (http.md 3, 4).</summary>
internal static class Trips
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/trips").WithTags("trips").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).For(Access.Of(Roles.Operator | Roles.Holder | Roles.Officer)).WithName("listTrips")
            .WithSummary(
                "A carrier's or driver's own trips (?mine=true), what a driver has to receive (?toReceive=true), "
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
    }

    private static async Task<Reply<Listing<TripView>>> List(
        string? mine,
        string? toReceive,
        string? queue,
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
        var actor = caller.Actor;
        if (receive && actor.Is(Roles.Holder))
            return await OfDriver(caller, registry, page, registry.Now, ToReceive, cancellation);
        if (own && actor.OperatorKey is { } carrier)
            return await Found(new TripSearch(OperatorKey: carrier), page, caller, registry, _ => true, cancellation);
        if (own && actor.Is(Roles.Holder))
            return await OfDriver(caller, registry, page, DateTimeOffset.MinValue, (_, _, _) => true, cancellation);
        if (own && actor.Is(Roles.Operator)) return new Listing<TripView>([], null);
        if (desk && actor is { Authority: { Length: > 0 } reach } && (actor.Desks & Desks.Charter) != 0)
            return await Found(new TripSearch(reach, Category: TripMachine.Queued), page, caller, registry,
                trip => TripTime.StatusAt(registry.Now, trip) == TripStatus.ManualReview, cancellation);
        return desk || receive ? Refusals.NotAllowed()
            : Refusals.Malformed(Refusals.Fault("mine",
                "请使用 ?mine=true、?toReceive=true 或 ?queue=true。",
                "Ask for ?mine=true, ?toReceive=true or ?queue=true."));
    }

    private static Task<Reply<Listing<TripView>>> Current(
        string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } bad ? Task.FromResult<Reply<Listing<TripView>>>(bad)
            : OfDriver(caller, registry, page, registry.Now, IsCurrent, cancellation);

    private static bool ToReceive(Trip trip, string driver, DateTimeOffset now) =>
        trip.Medium == TripMedium.Electronic && trip.ReceiptOf(driver) is null && !IsOver(trip, now);

    private static bool IsCurrent(Trip trip, string driver, DateTimeOffset now) =>
        trip.ReceiptOf(driver) is not null && !IsOver(trip, now);

    private static bool IsOver(Trip trip, DateTimeOffset now) =>
        TripTime.StatusAt(
            now, trip) is TripStatus.Ended or TripStatus.Expired or TripStatus.Cancelled or TripStatus.Refused;

    private static async Task<Reply<Listing<TripView>>> Found(
        TripSearch search,
        PageRequest page,
        Caller caller,
        IRegistry registry,
        Func<Trip, bool> counts,
        CancellationToken cancellation)
    {
        var found = await registry.Queries.Trips(search, page, cancellation);
        var views = ImmutableArray.CreateBuilder<TripView>();
        foreach (var id in found.Items)
            if (await registry.Load(id, cancellation) is { } loaded && counts((Trip)loaded.State))
                views.Add(EntityReads.TripOf(registry, caller, loaded));
        return new Listing<TripView>(views.ToImmutable(), found.Next);
    }

    /// <summary>
    /// A driver's trips that end after an instant, earliest first. As one driver's times never overlap, the end of the
    /// last one says where the next page begins; a page has fewer trips than its limit where some do not count.
    /// </summary>
    private static async Task<Reply<Listing<TripView>>> OfDriver(
        Caller caller,
        IRegistry registry,
        PageRequest page,
        DateTimeOffset after,
        Func<Trip, string, DateTimeOffset, bool> counts,
        CancellationToken cancellation)
    {
        if (page.Cursor is { } cursor)
        {
            if (EndIn(cursor) is not { } end) return Refusals.Malformed(Paging.BadCursor());
            if (end > after) after = end;
        }
        if (caller.Actor.PersonKey is not { } driver) return new Listing<TripView>([], null);
        var booked =
            await registry.Queries.Bookings(TripMachine.DriverSpace, driver, after, page.Limit + 1, cancellation);
        var views = ImmutableArray.CreateBuilder<TripView>();
        foreach (var booking in booked.Take(page.Limit))
            if (await registry.Load(booking.Holder, cancellation) is { } loaded
                && counts((Trip)loaded.State, driver, registry.Now))
                views.Add(EntityReads.TripOf(registry, caller, loaded));
        return new Listing<TripView>(views.ToImmutable(), booked.Length > page.Limit
            ? CursorAt(booked[page.Limit - 1].During.Until)
            : null);
    }

    private static string CursorAt(DateTimeOffset end) =>
        "until-" + end.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? EndIn(string cursor) =>
        cursor.StartsWith("until-", StringComparison.Ordinal)
        && long.TryParse(cursor.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    private static async Task<Reply<TripView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (loaded, refusal) = await EntityReads.Find(EntityKind.Trip, registry, caller, id, cancellation);
        return refusal ?? new Reply<TripView>
        {
            Value = EntityReads.TripOf(registry, caller, loaded!),
            Version = loaded!.Version,
        };
    }

    /// <summary>Only who has received it has something to show (C.6 Y-03, G.6 #105).</summary>
    private static async Task<Reply<TripDisplayView>> Display(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (loaded, refusal) = await EntityReads.Find(EntityKind.Trip, registry, caller, id, cancellation);
        if (refusal is not null) return refusal;
        var (trip, now) = ((Trip)loaded!.State, registry.Now);
        if (caller.Actor.PersonKey is not { } driver || trip.ReceiptOf(driver) is null)
            return Refusals.WrongState("您尚未接收该电子包车牌，请先接收或携带纸质标志牌。",
                "You have not received this certificate; receive it first, or carry the paper plate.");
        var state = TripTime.StatusAt(now, trip) switch
        {
            TripStatus.Ended or TripStatus.Expired => DisplayState.Ended,
            TripStatus.Cancelled or TripStatus.Refused => DisplayState.Cancelled,
            TripStatus.InProgress => DisplayState.InProgress,
            _ => DisplayState.NotStarted,
        };
        var proof = state is DisplayState.NotStarted or DisplayState.InProgress
            ? await registry.Verification.DisplayOf(loaded.Id, cancellation)
            : null;
        var view = new TripDisplayView(
            trip.Key,
            trip.Number,
            state,
            ShanghaiTime.ToLocal(now),
            EntityReads.TripOf(registry, caller, loaded),
            proof?.Printed.Token,
            proof?.Shown.QrText,
            proof is null ? null : ScreenProofView.Of(proof));
        return new Reply<TripDisplayView> { Value = view, Version = loaded.Version };
    }
}
