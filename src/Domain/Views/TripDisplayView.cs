using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Views;

/// <summary>What an officer sees first on the screen of a driver who shows the certificate (G.6 #106).</summary>
[JsonConverter(typeof(CamelCaseNames<DisplayState>))]
public enum DisplayState
{
    /// <summary>The departure is still to come (未开始).</summary>
    NotStarted = 1,

    /// <summary>Under way, and valid (行程中).</summary>
    InProgress = 2,

    /// <summary>Its time is over (已结束).</summary>
    Ended = 3,

    /// <summary>Cancelled before its time was over (已作废).</summary>
    Cancelled = 4,
}

/// <summary>The certificate as its driver shows it at the roadside.</summary>
/// <param name="Id">The trip.</param>
/// <param name="Number">Number of the plate.</param>
/// <param name="State">Its status now.</param>
/// <param name="AsOf">The instant for which the view was computed.</param>
/// <param name="Trip">The certificate's contents.</param>
/// <param name="Token">The token of the certificate, as on paper; left out once the trip is over or cancelled.</param>
/// <param name="Qr">The text of the QR code for the screen; it is different in each slot.</param>
/// <param name="Proof">The proof that it is on this screen now.</param>
public sealed record TripDisplayView(
    string Id, string Number, DisplayState State, DateTimeOffset AsOf, TripView Trip, string? Token = null,
    string? Qr = null, ScreenProofView? Proof = null)
{
    /// <summary>The status of the certificate at an instant, for its driver's screen.</summary>
    public static DisplayState StateAt(DateTimeOffset now, Trip trip) => TripTime.StatusAt(now, trip) switch
    {
        TripStatus.Ended or TripStatus.Expired => DisplayState.Ended,
        TripStatus.Cancelled or TripStatus.Refused => DisplayState.Cancelled,
        TripStatus.InProgress => DisplayState.InProgress,
        _ => DisplayState.NotStarted,
    };

    /// <summary>
    /// The view of a trip's certificate; <paramref name="proof"/> is null for a trip that is over or cancelled.
    /// </summary>
    public static TripDisplayView Of(Trip trip, Context context, int version, DisplayProof? proof) => new(
        trip.Key, trip.Number, StateAt(context.Now, trip), ShanghaiTime.ToLocal(context.Now),
        TripView.Of(trip, context, version), proof?.Printed.Token, proof?.Shown.QrText,
        proof is null ? null : ScreenProofView.Of(proof));
}

/// <summary>What the screen shows from one instant to another.</summary>
/// <param name="ShownAt">From when, inclusive.</param>
/// <param name="ChangesAt">Until when, exclusive.</param>
/// <param name="Qr">The text of the QR code.</param>
/// <param name="Code">Six digits, which the officer's page shows, too.</param>
public sealed record ScreenSlotView(DateTimeOffset ShownAt, DateTimeOffset ChangesAt, string Qr, string Code);

/// <summary>The coming slots, one after the other.</summary>
public sealed record TripSlotsView(
    string Id, string Number, DateTimeOffset AsOf, ImmutableArray<ScreenSlotView> Slots)
{
    /// <summary>The view of proofs for several slots.</summary>
    public static TripSlotsView Of(Trip trip, Context context, ImmutableArray<DisplayProof> proofs) => new(
        trip.Key, trip.Number, context.Local,
        [.. proofs.Select(proof => new ScreenSlotView(
            proof.ShownAt, proof.ChangesAt, proof.Shown.QrText, proof.Code))]);
}

/// <summary>The proof that the certificate is on this screen now (docs/adr/0053).</summary>
/// <param name="Code">Six digits that change with the QR code; the officer's page shows the same.</param>
/// <param name="ShownAt">When this picture appears on the screen.</param>
/// <param name="ChangesAt">When the next picture must be fetched.</param>
public sealed record ScreenProofView(string Code, DateTimeOffset ShownAt, DateTimeOffset ChangesAt)
{
    /// <summary>The view of a proof.</summary>
    public static ScreenProofView Of(DisplayProof proof) =>
        new(proof.Code, proof.ShownAt, proof.ChangesAt);
}
