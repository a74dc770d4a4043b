using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>A place of a trip.</summary>
/// <param name="Region">Region code, GB/T 2260: 2, 4 or 6 digits.</param>
/// <param name="Place">Its name as the plate has it.</param>
public sealed record TripPlace(string Region, string Place);

/// <summary>What a carrier files (包车备案, rules.md C.3): one journey of one vehicle under one contract.</summary>
public sealed record TripPlan
{
    /// <summary>
    /// The vehicle; plate, seats and certificate are read from it and not copied here, so that they are never outdated.
    /// </summary>
    public required string VehicleKey { get; init; }

    /// <summary>Keys of the persons who drive (驾驶员), each once.</summary>
    public required ImmutableArray<string> Drivers { get; init; }

    /// <summary>The kind of trip.</summary>
    public required TripKind Kind { get; init; }

    /// <summary>Where it begins (起).</summary>
    public required TripPlace Origin { get; init; }

    /// <summary>Where it leads (讫).</summary>
    public required TripPlace Destination { get; init; }

    /// <summary>Main places on the way, in order (主要途经地); not where one only rests or eats.</summary>
    public ImmutableArray<TripPlace> Via { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>One-way distance (单边行程) in kilometres, more than 0, with at most one decimal place.</summary>
    public required decimal OneWayKm { get; init; }

    /// <summary>True: there and back (往返); false: one way (单程).</summary>
    public bool RoundTrip { get; init; }

    /// <summary>Departure, inclusive; UTC.</summary>
    public required DateTimeOffset DepartsAt { get; init; }

    /// <summary>Return, exclusive: at this instant another trip may begin (H.3); UTC.</summary>
    public required DateTimeOffset ReturnsAt { get; init; }

    /// <summary>Number of the charter contract (包车合同); a contract of a carrier can be filed once.</summary>
    public required string ContractNumber { get; init; }

    /// <summary>The uploaded contract; null: not given.</summary>
    public string? ContractDocumentId { get; init; }

    /// <summary>Who hires (包车用户).</summary>
    public required string Hirer { get; init; }

    /// <summary>Passengers under the contract.</summary>
    public required int Passengers { get; init; }

    /// <summary>What it is for (用途), in the carrier's words: tourism, commuting, a meeting.</summary>
    public required string Purpose { get; init; }

    /// <summary>Who signs for the carrier (企业签发人).</summary>
    public required string Issuer { get; init; }

    /// <summary>True when the whole way is motorway, where one driver may drive farther (D.5).</summary>
    public bool Motorway { get; init; }

    /// <summary>
    /// True for an emergency charter (紧急包车任务): it need not touch the registration place, and a person reviews it.
    /// </summary>
    public bool Emergency { get; init; }

    /// <summary>Origin, places on the way and destination, in this order.</summary>
    [JsonIgnore]
    public IEnumerable<TripPlace> Places => [Origin, .. Via, Destination];
}

/// <summary>How it was reviewed (C.2).</summary>
/// <param name="Automatic">True: by rule; false: by an officer.</param>
/// <param name="By">The officer's account; null for an automatic review.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reasons">Why it was refused; empty when it was approved.</param>
public sealed record TripReview(bool Automatic, string? By, DateTimeOffset At, ImmutableArray<string> Reasons);

/// <summary>A driver received the electronic certificate (接收电子包车牌) at this instant, UTC.</summary>
/// <param name="PersonKey">The driver.</param>
/// <param name="At">When first, UTC.</param>
/// <param name="Device">The name of the session by which it was received; null: not known.</param>
public sealed record TripReceipt(string PersonKey, DateTimeOffset At, string? Device = null);

/// <summary>
/// An interprovincial charter trip (省际包车) with its certificate. Whether it is under way or over depends on the instant,
/// not on <see cref="Recorded"/>: see <see cref="TripTime.StatusAt"/>. Whether vehicle, drivers and carrier are still
/// entitled is read from them whenever the law asks.
/// </summary>
public sealed record Trip : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>Number of filing and plate (备案编号、标志牌编号), given by the registry.</summary>
    public required string Number { get; init; }

    /// <summary>The carrier (运输企业).</summary>
    public required string OperatorKey { get; init; }

    /// <summary>Region code of the issuing authority: that of the vehicle's registration place (车籍所在地).</summary>
    public required string Authority { get; init; }

    /// <summary>What was filed, as last amended.</summary>
    public required TripPlan Plan { get; init; }

    /// <summary>
    /// Number of the plan, from 1. An amendment raises it, and what was issued for the earlier plan is replaced.
    /// </summary>
    public required int PlanVersion { get; init; }

    /// <summary>When this plan was filed, UTC.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>The last recorded status. <see cref="TripTime.StatusAt"/> computes the status at an instant.</summary>
    public TripStatus Recorded { get; init; } = TripStatus.Filed;

    /// <summary>The review; null before.</summary>
    public TripReview? Review { get; init; }

    /// <summary>The medium of the certificate.</summary>
    public TripMedium Medium { get; init; }

    /// <summary>When the certificate in circulation was issued, UTC; null: none is.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>
    /// Who has received the electronic certificate, in order; each driver receives it separately (G.6 #105).
    /// </summary>
    public ImmutableArray<TripReceipt> Receipts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Why it was cancelled; null: not cancelled, or no reason was given.</summary>
    public string? CancelReason { get; init; }

    /// <summary>True while the trip may still be driven: it is not recorded as refused, cancelled or over.</summary>
    [JsonIgnore]
    public bool IsLive =>
        Recorded is not (TripStatus.Refused or TripStatus.Cancelled or TripStatus.Ended or TripStatus.Expired);

    /// <summary>
    /// True when a certificate can be shown at the roadside: the paper plate, or one that a driver has received.
    /// </summary>
    [JsonIgnore]
    public bool IsCarried => Medium == TripMedium.Paper || (Medium == TripMedium.Electronic && Receipts.Length > 0);

    /// <summary>The receipt of this driver; null: the driver has not received it.</summary>
    public TripReceipt? ReceiptOf(string personKey)
    {
        foreach (var receipt in Receipts)
            if (receipt.PersonKey == personKey) return receipt;
        return null;
    }
}
