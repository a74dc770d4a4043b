using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What the driver's phone shows (电子包车牌).</summary>
/// <param name="Token">The token of the certificate, as on paper.</param>
/// <param name="QrText">The text of the QR code for the screen; another one in each slot.</param>
/// <param name="Code">Six digits that change with it; the officer's page shows the same.</param>
/// <param name="ShownAt">From when this picture is shown.</param>
/// <param name="ChangesAt">When the next one is to be asked for.</param>
public sealed record DisplayView(
    string TripId, string Number, TripStatus Status, string Token, string QrText, string Code, DateTimeOffset ShownAt, DateTimeOffset ChangesAt);

/// <summary>GET /trips/{id}/display: for the driver who has received the certificate, until the trip is over (C.5, G.6 #105, #106).</summary>
internal static class Displays
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/trips/{id}/display", Get).WithTags("trips").For(Access.Of(Roles.Holder))
        .WithName("displayTrip").WithSummary("The certificate on the screen of a driver who has received it, with a proof that rotates.");

    private static async Task<Reply<DisplayView>> Get(string id, HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (!Reading.TryKey(EntityKind.Trip, id, out var entity) || caller.Actor.PersonKey is not { } driver
            || await registry.Load(entity, cancellation) is not { State: Trip trip } || !trip.Plan.Drivers.Contains(driver)) return Refusals.NotFound();
        var status = TripTime.StatusAt(registry.Now, trip);
        if (trip.ReceiptOf(driver) is null) return Refusals.WrongState("请先接收电子包车牌。", "Receive the certificate first.");
        if (status is not (TripStatus.Received or TripStatus.InProgress))
            return Refusals.WrongState("该包车任务已结束或作废。", "The trip is over or cancelled.");
        if (await registry.Verification.DisplayOf(entity, cancellation) is not { } proof) return Refusals.NotFound();
        return new DisplayView(trip.Key, trip.Number, status, proof.Printed.Token, proof.Shown.QrText, proof.Code, proof.ShownAt, proof.ChangesAt);
    }
}
