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
/// GET /my/trips/{id}/show: the certificate, full screen, with a code and digits that change. A script
/// fetches the next ones, some minutes ahead on the phone that received the certificate; without the script the page
/// reloads itself. When they are used up and there is no network, the digits are removed and the code as on paper
/// stays, marked as saved, so that old digits are never shown.
/// </summary>
internal static class ShowTripPage
{
    /// <summary>
    /// Five minutes, enough for a tunnel. With more, a copy of the certificate could be used for longer.
    /// </summary>
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
        foreach (var device in DevicesOf(page))
            if ((await reads.TripSlots(id, device, Ahead, cancellation)).Value
                is { View.Slots: { IsEmpty: false } ahead })
                return ScreenModel.Json(
                    [.. ahead.Select(slot => new ScreenSlot(slot.Qr, slot.Code, slot.ChangesAt))], codes);
        // Another phone of the driver shows the certificate as well, but gets no codes ahead.
        var (shown, refusal) = await reads.TripDisplay(id, cancellation);
        return refusal is null && SlotOf(shown!.View.Qr, shown.View.Proof) is { } slot
            ? ScreenModel.Json([slot], codes) : Results.NotFound();
    }

    /// <summary>
    /// The names of the phone, the lasting one first: a trip takes days, a session twelve hours, so a certificate is
    /// bound to the device that signed in (docs/adr/0182). By its session it was received where there is no such token,
    /// and over the API.
    /// </summary>
    internal static ImmutableArray<string> DevicesOf(PageContext page) =>
    [
        .. page.Origin.Device is { } device ? [ReceivingDevice.NameOf(device)] : Array.Empty<string>(),
        ReceivingDevice.NameOf(page.SignedIn!.Session),
    ];

    /// <summary>The picture of the screen now; null: there is none.</summary>
    internal static ScreenSlot? SlotOf(string? qr, ScreenProofView? proof) =>
        qr is null || proof is null ? null : new ScreenSlot(qr, proof.Code, proof.ChangesAt);
}
