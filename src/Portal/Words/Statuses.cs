using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Portal.Words;

/// <summary>Statuses in words, with the style that shows the same by symbol, border and colour.</summary>
public static class Statuses
{
    /// <summary>The words for the status of a certificate.</summary>
    public static LocalText Of(CertificateStatus status) => StatusWords.Of(status);

    /// <summary>Why a certificate is cancelled.</summary>
    public static LocalText Of(CancellationGround ground) => StatusWords.Of(ground);

    /// <summary>The words for the state of a driving licence.</summary>
    public static LocalText Of(DrivingLicenceState state) => StatusWords.Of(state);

    /// <summary>The words for the status of an application.</summary>
    public static LocalText Of(ApplicationStatus status) => ApplicationWords.Of(status);

    /// <summary>Its style: good, carey, bad, ask or now.</summary>
    public static string LookOf(ApplicationStatus status) => status switch
    {
        ApplicationStatus.SupplementRequested or ApplicationStatus.EmployerReturned
            or ApplicationStatus.AwaitingDelivery => "carey",
        ApplicationStatus.Approved or ApplicationStatus.Delivered or ApplicationStatus.Decided
            or ApplicationStatus.Announced => "good",
        ApplicationStatus.NotAccepted or ApplicationStatus.Refused or ApplicationStatus.Uncollected => "bad",
        ApplicationStatus.Withdrawn or ApplicationStatus.Closed => "ask",
        _ => "now",
    };

    /// <summary>The words for the status of a link to an enterprise.</summary>
    public static LocalText Of(LinkStatus status) => StatusWords.Of(status);

    /// <summary>The words for the status of a trip, for its driver.</summary>
    public static LocalText Of(TripStatus status) => StatusWords.Of(status);

    /// <summary>The style in which the state is shown.</summary>
    public static string LookOf(TripStatus status) => status switch
    {
        TripStatus.Received or TripStatus.InProgress => "good",
        TripStatus.Issued => "carey",
        TripStatus.Refused or TripStatus.Cancelled or TripStatus.Expired => "bad",
        TripStatus.Ended => "ask",
        _ => "now",
    };
}
