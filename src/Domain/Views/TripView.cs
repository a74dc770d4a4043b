using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Views;

/// <summary>The vehicle of a trip in short.</summary>
public sealed record TripVehicleView(
    string Id, string Plate, PlateColour PlateColour, string CertificateNumber, int? Seats);

/// <summary>
/// A driver of a trip, and when the driver received the electronic certificate; left out before that.
/// </summary>
public sealed record TripDriverView(string Id, string Name, DateTimeOffset? ReceivedAt);

/// <summary>How it was reviewed.</summary>
public sealed record TripReviewView(bool Automatic, DateTimeOffset At, ImmutableArray<string> Reasons);

/// <summary>Whether an electronic certificate can be issued now; if not, why: OUT_OF_SCOPE or BEFORE_START.</summary>
public sealed record ElectronicView(bool Possible, string? Reason, LocalText? Detail);

/// <summary>
/// A charter trip as its carrier, its drivers and its authority
/// see it (http.md 3, 6), computed for the context's instant.
/// </summary>
public sealed record TripView(
    string Id, string Number, VehicleOperatorView Operator, string Authority, TripVehicleView Vehicle,
    ImmutableArray<TripDriverView> Drivers,
    TripKind Kind,
    TripPlaceView Origin,
    TripPlaceView Destination,
    ImmutableArray<TripPlaceView> Via,
    decimal OneWayKm, bool RoundTrip, DateTimeOffset DepartsAt, DateTimeOffset ReturnsAt, string ContractNumber,
    string? ContractDocumentId,
    string Hirer,
    int Passengers,
    string Purpose,
    string Issuer,
    bool Motorway,
    bool Emergency,
    TripStatus Status, TripMedium Medium, ElectronicView Electronic, DateTimeOffset FiledAt, TripReviewView? Review,
    DateTimeOffset? IssuedAt, string? CancelReason, int PlanVersion, int Version)
{
    /// <summary>The view; <paramref name="version"/> is the entity's version.</summary>
    public static TripView Of(Trip t, Context context, int version)
    {
        var plan = t.Plan;
        return new TripView(
            t.Key, t.Number, new VehicleOperatorView(t.OperatorKey, context.OperatorOf(t.OperatorKey).Name),
            t.Authority, VehicleOf(plan, context), [.. plan.Drivers.Select(driver => DriverOf(driver, t, context))],
            plan.Kind, TripPlaceView.Of(plan.Origin), TripPlaceView.Of(plan.Destination),
            [.. plan.Via.Select(TripPlaceView.Of)], plan.OneWayKm, plan.RoundTrip,
            ShanghaiTime.ToLocal(plan.DepartsAt), ShanghaiTime.ToLocal(plan.ReturnsAt), plan.ContractNumber,
            plan.ContractDocumentId, plan.Hirer, plan.Passengers, plan.Purpose, plan.Issuer, plan.Motorway,
            plan.Emergency, TripTime.StatusAt(context.Now, t), t.Medium, ElectronicOf(t, context),
            ShanghaiTime.ToLocal(t.FiledAt), ReviewOf(t.Review), Local(t.IssuedAt), t.CancelReason, t.PlanVersion,
            version);
    }

    private static TripVehicleView VehicleOf(TripPlan plan, Context context)
    {
        var v = context.Facts.VehicleWith(plan.VehicleKey)
            ?? throw new InvalidOperationException($"vehicle {plan.VehicleKey} was not read before the view");
        return new TripVehicleView(v.Key, v.Plate, v.PlateColour, v.CertificateNumber, v.Seats);
    }

    private static TripDriverView DriverOf(string key, Trip t, Context context) =>
        new(key, context.PersonOf(key).Name, Local(t.ReceiptOf(key)?.At));

    private static ElectronicView ElectronicOf(Trip t, Context context) =>
        TripPlaces.OnPaperOnly(t.Plan, t.Authority, context.CharterRulebook, context.Now) is { } no
            ? new ElectronicView(false, RefusalCodes.Text(no.Code), no.Detail) : new ElectronicView(true, null, null);

    private static TripReviewView? ReviewOf(TripReview? review) =>
        review is null ? null : new TripReviewView(review.Automatic, ShanghaiTime.ToLocal(review.At), review.Reasons);

    private static DateTimeOffset? Local(DateTimeOffset? instant) =>
        instant is { } at ? ShanghaiTime.ToLocal(at) : null;
}
