using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>The certificate on its driver's screen.</summary>
/// <param name="Display">As the API shows it.</param>
/// <param name="Qr">The code of this moment; null: there is none, the trip is over or cancelled.</param>
/// <param name="Saved">The code as on paper, for when the signal is lost; null: none.</param>
/// <param name="Seconds">Until the next code.</param>
public sealed record ShowTripModel(TripDisplayView Display, QrDrawing? Qr, QrDrawing? Saved, int Seconds);

/// <summary>
/// GET /my/trips/{id}/show: the certificate, full screen, with a code and digits that change. A script fetches the next
/// ones; without it the page loads again by itself. When the signal is lost the script takes the digits away and shows
/// the code as on paper, marked as saved: old digits never stay.
/// </summary>
internal static class ShowTripPage
{
    private const int MaxSeconds = 30;

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
        return page.Show<ShowTrip>(new ShowTripModel(
            display, display.Qr is { } qr ? codes.Draw(qr) : null,
            display is { Token: { } token, Qr: { } text } ? codes.Draw(AddressOf(text) + token) : null,
            SecondsOf(display)));
    }

    private static async Task<IResult> Proof(
        string id, PageContext page, IRegistry registry, IQrCodes codes, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(page.Actor).TripDisplay(id, cancellation);
        if (refusal is not null || shown!.View is not { Qr: { } text, Proof: { } proof }) return Results.NotFound();
        var drawing = codes.Draw(text);
        return Results.Bytes(Json(drawing, proof.Code, SecondsOf(shown.View)), "application/json");
    }

    /// <summary>Drawing, digits, and the seconds until the next ones.</summary>
    private static byte[] Json(QrDrawing drawing, string code, int seconds)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("side", drawing.Side);
            json.WriteString("path", drawing.Path);
            json.WriteString("code", code);
            json.WriteNumber("seconds", seconds);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>The address before the token, the same for each code.</summary>
    private static string AddressOf(string text) => text[..(text.LastIndexOf('/') + 1)];

    /// <summary>By the machine's clock: codes change by it, also where the law's clock stands still.</summary>
    private static int SecondsOf(TripDisplayView display)
    {
        if (display.Proof is not { } proof) return 0;
        var left = proof.ChangesAt - TimeProvider.System.GetUtcNow();
        return Math.Clamp((int)Math.Ceiling(left.TotalSeconds), 1, MaxSeconds);
    }
}
