using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Trips;

/// <summary>A driver in the row of a trip.</summary>
/// <param name="Name">As on the register.</param>
/// <param name="IdentityNumber">As on the register.</param>
/// <param name="ReceivedAt">When the driver received the electronic certificate; null: not received.</param>
public sealed record TripDriverRow(string Name, string IdentityNumber, DateTimeOffset? ReceivedAt = null);

/// <summary>The review in the row of a trip; see <see cref="TripReview"/>.</summary>
public sealed record TripReviewRow(
    bool Automatic, DateTimeOffset At, string? By = null, ImmutableArray<string>? Reasons = null)
{
    /// <summary>The review as the trip has it.</summary>
    public TripReview ToReview() => new(Automatic, By, At, Reasons ?? []);

    /// <summary>The row of a review.</summary>
    public static TripReviewRow? Of(TripReview? r) =>
        r is null ? null : new(r.Automatic, r.At, r.By, r.Reasons.IsDefaultOrEmpty ? null : r.Reasons);
}

/// <summary>
/// One charter trip as registers exchange it: a line of an imported or exported file. Carrier, vehicle and drivers are
/// named by numbers that are known everywhere. <see cref="Trip"/> and <see cref="TripPlan"/> say what the members mean.
/// </summary>
public sealed record TripRow(
    [property: JsonPropertyOrder(-2)] string Number,
    [property: JsonPropertyOrder(-2)] string CreditCode,
    string Plate,
    PlateColour PlateColour,
    ImmutableArray<TripDriverRow> Drivers,
    string Authority,
    TripKind Kind,
    TripPlace Origin,
    TripPlace Destination,
    decimal OneWayKm,
    DateTimeOffset DepartsAt,
    DateTimeOffset ReturnsAt,
    string ContractNumber,
    string Hirer,
    int Passengers,
    string Purpose,
    string Issuer,
    DateTimeOffset FiledAt,
    TripStatus Status,
    TripMedium Medium = TripMedium.None,
    ImmutableArray<TripPlace>? Via = null,
    bool RoundTrip = false,
    bool Motorway = false,
    bool Emergency = false,
    int PlanVersion = 1,
    DateTimeOffset? IssuedAt = null, TripReviewRow? Review = null, string? CancelReason = null)
{
    /// <summary>The plate in its stored form, however it was typed (rules.md H.23).</summary>
    [JsonPropertyOrder(-1)]
    public string Plate { get; init; } = Identifiers.Plate.Normalize(Plate);

    /// <summary>
    /// The trip as it was; the keys are filled in when carrier, vehicle and drivers are known. The contract's scan is
    /// not exchanged.
    /// </summary>
    public Trip ToTrip(string key, string operatorKey, string vehicleKey, ImmutableArray<string> drivers) => new()
    {
        Key = key, Number = Number, OperatorKey = operatorKey, Authority = Authority, PlanVersion = PlanVersion,
        FiledAt = FiledAt,
        Recorded = Status, Medium = Medium, IssuedAt = IssuedAt, Review = Review?.ToReview(),
        CancelReason = CancelReason,
        Receipts = [.. Drivers.Zip(drivers).Where(pair => pair.First.ReceivedAt is not null)
            .Select(pair => new TripReceipt(pair.Second, pair.First.ReceivedAt!.Value)).OrderBy(receipt => receipt.At)],
        Plan = new TripPlan
        {
            VehicleKey = vehicleKey, Drivers = drivers, Kind = Kind, Origin = Origin, Destination = Destination,
            Via = Via ?? [],
            OneWayKm = OneWayKm, RoundTrip = RoundTrip, DepartsAt = DepartsAt.ToUniversalTime(),
            ReturnsAt = ReturnsAt.ToUniversalTime(),
            ContractNumber = ContractNumber, Hirer = Hirer, Passengers = Passengers, Purpose = Purpose,
            Issuer = Issuer, Motorway = Motorway,
            Emergency = Emergency,
        },
    };

    /// <summary>The row of a trip on this register.</summary>
    public static TripRow Of(
        Trip t, string creditCode, string plate, PlateColour colour, IEnumerable<Person> drivers) =>
        new(
            t.Number, creditCode, plate, colour,
            [.. drivers.Select(
                driver => new TripDriverRow(driver.Name, driver.IdentityNumber, t.ReceiptOf(driver.Key)?.At))],
            t.Authority, t.Plan.Kind, t.Plan.Origin, t.Plan.Destination, t.Plan.OneWayKm, t.Plan.DepartsAt,
            t.Plan.ReturnsAt, t.Plan.ContractNumber, t.Plan.Hirer, t.Plan.Passengers, t.Plan.Purpose, t.Plan.Issuer,
            t.FiledAt, t.Recorded, t.Medium, t.Plan.Via.IsEmpty ? null : t.Plan.Via, t.Plan.RoundTrip, t.Plan.Motorway,
            t.Plan.Emergency, t.PlanVersion, t.IssuedAt, TripReviewRow.Of(t.Review), t.CancelReason);

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.TripRow);
}
