using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Showing;

/// <summary>The picture on a screen until it changes.</summary>
/// <param name="Qr">The text of its QR code.</param>
/// <param name="Code">Six digits, which the officer's page shows, too.</param>
/// <param name="ChangesAt">Until when, exclusive.</param>
public sealed record ScreenSlot(string Qr, string Code, DateTimeOffset ChangesAt)
{
    private const int MaxSeconds = 30;

    /// <summary>
    /// Milliseconds until the next picture, by the machine's clock: codes change by it, even if the legal clock stands
    /// still.
    /// </summary>
    public int Left => Math.Max(0, (int)(ChangesAt - TimeProvider.System.GetUtcNow()).TotalMilliseconds);

    /// <summary>Seconds until the next picture, for people and for a page that reloads itself: 1 to 30.</summary>
    public int Seconds => Math.Clamp((Left + 999) / 1000, 1, MaxSeconds);
}

/// <summary>A certificate on its holder's screen, with the code and the digits of this moment.</summary>
/// <param name="Slot">What is shown now.</param>
/// <param name="Drawing">Its code, drawn.</param>
/// <param name="Saved">
/// The code as on paper, for when there is no network: for a trip it has the plate, so that other provinces recognise
/// it, too.
/// </param>
/// <param name="ProofPath">The address from which the next pictures are fetched.</param>
public sealed record ScreenModel(ScreenSlot Slot, QrDrawing Drawing, QrDrawing? Saved, string ProofPath)
{
    /// <summary>The screen of this moment; null: there is nothing to show.</summary>
    internal static ScreenModel? Of(ScreenSlot? slot, string? token, IQrCodes codes, string proofPath) =>
        slot is null ? null : new ScreenModel(slot, codes.Draw(slot.Qr),
            token is null ? null : codes.Draw(slot.Qr[..(slot.Qr.LastIndexOf('/') + 1)] + token), proofPath);

    /// <summary>These slots for the page's script, in order: {"slots": [{side, path, code, left}]}.</summary>
    internal static IResult Json(ImmutableArray<ScreenSlot> slots, IQrCodes codes)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("slots");
            foreach (var slot in slots)
            {
                var drawing = codes.Draw(slot.Qr);
                json.WriteStartObject();
                json.WriteNumber("side", drawing.Side);
                json.WriteString("path", drawing.Path);
                json.WriteString("code", slot.Code);
                json.WriteNumber("left", slot.Left);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Results.Bytes(bytes.ToArray(), "application/json");
    }
}
