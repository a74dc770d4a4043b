using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Showing;

/// <summary>The certificate of a trip on its driver's screen.</summary>
/// <param name="Display">As the API shows it.</param>
/// <param name="Screen">Code and digits of this moment; null: the trip is over or cancelled.</param>
public sealed record ShowTripModel(TripDisplayView Display, ScreenModel? Screen);

/// <summary>
/// GET /my/trips/{id}/show: the certificate, full screen, with a code and digits that change. A script fetches those
/// that come next, some minutes ahead on the phone that received the certificate; without it the page loads again by
/// itself. When they are used up without a signal the digits go and the code as on paper stays, marked as saved: old
/// digits never stay.
/// </summary>
internal static class ShowTripPage
{
    /// <summary>Five minutes: a tunnel. More would be a second certificate in other hands for longer.</summary>
    private const int Ahead = 10;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/trips/{id}/show", Show).For(PageAccess.Of(Roles.Holder));
        pages.MapGet("/my/trips/{id}/proof", Proof).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> Show(
        string id, PageContext page, IRegistry registry, IQrCodes codes, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).TripDisplay(id, cancellation);
        if (refusal is not null) return page.Refused(refusal);
        var display = shown!.View;
        return page.Show<ShowTrip>(new ShowTripModel(display, ScreenModel.Of(
            SlotOf(display.Qr, display.Proof), display.Token, codes, $"/my/trips/{display.Id}/proof")));
    }

    private static async Task<IResult> Proof(
        string id, PageContext page, IRegistry registry, IQrCodes codes, CancellationToken cancellation)
    {
        var reads = registry.As(page.Actor);
        var device = ReceivingDevice.NameOf(page.SignedIn!.Session);
        if ((await reads.TripSlots(id, device, Ahead, cancellation)).Value is { View.Slots: { IsEmpty: false } ahead })
            return ScreenModel.Json(
                [.. ahead.Select(slot => new ScreenSlot(slot.Qr, slot.Code, slot.ChangesAt))], codes);
        // Another phone of the driver's shows it as well, but is given nothing ahead.
        var (shown, refusal) = await reads.TripDisplay(id, cancellation);
        return refusal is null && SlotOf(shown!.View.Qr, shown.View.Proof) is { } slot
            ? ScreenModel.Json([slot], codes) : Results.NotFound();
    }

    /// <summary>What the screen shows now; null: nothing.</summary>
    internal static ScreenSlot? SlotOf(string? qr, ScreenProofView? proof) =>
        qr is null || proof is null ? null : new ScreenSlot(qr, proof.Code, proof.ChangesAt);
}
