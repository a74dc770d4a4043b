using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Simulation.Users;

/// <summary>
/// How people behave: shares in percent, working days and minutes, from behaviour.json. What the law allows is not here
/// but in the rules in force.
/// </summary>
public sealed record Behaviour
{
    /// <summary>Holders who renew in the thirty days before the end; the others after it or never.</summary>
    public required int RenewEarlyPercent { get; init; }

    /// <summary>Holders who renew within the 180 days after the end.</summary>
    public required int RenewLatePercent { get; init; }

    /// <summary>Drivers who have a cycle assessed.</summary>
    public required int AssessPercent { get; init; }

    /// <summary>Drivers with a breach in a year; they attend a class on the same day.</summary>
    public required int ViolationPercentAYear { get; init; }

    /// <summary>Drivers whose driving licence is withheld in a year, for two months.</summary>
    public required int LicenceSuspendedPercentAYear { get; init; }

    /// <summary>Certificates that are new in a year, of those at the beginning.</summary>
    public required int NewCertificatesPercentAYear { get; init; }

    /// <summary>Applications for which a supplement is asked for.</summary>
    public required int SupplementPercent { get; init; }

    /// <summary>Of these, those whose supplement is never answered.</summary>
    public required int SupplementUnansweredPercent { get; init; }

    /// <summary>Applications that are not accepted.</summary>
    public required int NotAcceptPercent { get; init; }

    /// <summary>Accepted applications that are refused.</summary>
    public required int RefusePercent { get; init; }

    /// <summary>Documents that nobody picks up.</summary>
    public required int NotPickedUpPercent { get; init; }

    /// <summary>An officer accepts within so many working days.</summary>
    public required int AcceptWithinWorkdays { get; init; }

    /// <summary>An officer decides within so many working days after that.</summary>
    public required int DecideWithinWorkdays { get; init; }

    /// <summary>Steps for which an officer takes longer than the legal limit.</summary>
    public required int OfficerLatePercent { get; init; }

    /// <summary>Answers after which a client sends the same request again.</summary>
    public required int RepeatPercent { get; init; }

    /// <summary>
    /// There is one charter carrier (with a coach and two drivers) and one railway enterprise (with four drivers) for
    /// so many certificates.
    /// </summary>
    public required int CertificatesACarrier { get; init; }

    /// <summary>Trips of a carrier in a month.</summary>
    public required int TripsAMonth { get; init; }

    /// <summary>Trips too long for the automatic review.</summary>
    public required int TripManualPercent { get; init; }

    /// <summary>Approved trips that are cancelled.</summary>
    public required int TripCancelledPercent { get; init; }

    /// <summary>Trips for which the carrier files another trip with the same coach at the same moment.</summary>
    public required int TripClashPercent { get; init; }

    /// <summary>An officer's minutes to accept, ask for a supplement or not accept.</summary>
    public required int AcceptMinutes { get; init; }

    /// <summary>An officer's minutes to decide.</summary>
    public required int DecideMinutes { get; init; }

    /// <summary>An officer's minutes to make and hand out a document.</summary>
    public required int HandOutMinutes { get; init; }

    /// <summary>An officer's minutes to review a trip.</summary>
    public required int ReviewTripMinutes { get; init; }

    /// <summary>An officer's minutes to review a coach at the counter.</summary>
    public required int ReviewCoachMinutes { get; init; }

    /// <summary>The model that is built into the program.</summary>
    public static Behaviour Embedded { get; } = Read();

    private static Behaviour Read()
    {
        using var file = typeof(Behaviour).Assembly.GetManifestResourceStream("behaviour.json")!;
        return JsonSerializer.Deserialize(file, BehaviourJson.Default.Behaviour)!;
    }
}

/// <summary>Reads behaviour.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Behaviour))]
internal sealed partial class BehaviourJson : JsonSerializerContext;
