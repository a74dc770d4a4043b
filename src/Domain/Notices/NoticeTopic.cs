using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Notices;

/// <summary>Topics of notices, by which people choose. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<NoticeTopic>))]
public enum NoticeTopic
{
    /// <summary>Decisions, and what takes a right away: required by law, cannot be switched off.</summary>
    Legal = 1,

    /// <summary>Who acts in the recipient's name: cannot be switched off.</summary>
    Security = 2,

    /// <summary>What can be done now, and until when.</summary>
    Reminder = 3,

    /// <summary>Where an application stands, and its document.</summary>
    Progress = 4,

    /// <summary>Charter trips.</summary>
    Trip = 5,

    /// <summary>Who drives for whom.</summary>
    Link = 6,

    /// <summary>Work that waits for an enterprise or a desk.</summary>
    Work = 7,
}

/// <summary>The topics of notices, and which of them are required.</summary>
public static class NoticeTopics
{
    /// <summary>
    /// The topic of a kind; a kind that this program does not know gets a topic that cannot be switched off.
    /// </summary>
    public static NoticeTopic Of(string kind) => kind switch
    {
        "renewalOpens" or "assessmentOpens" or "vehicleRenewalOpens" or "reviewOpens" or "rail.renewalOpens"
            or "lapseAhead" => NoticeTopic.Reminder,
        "applicationAccepted" or "applicationApproved" or "applicationClosed" or "documentReady" or "documentDelivered"
            or "documentPosted" or "documentReturned" or "pickUpMissed" or "pointsCleared" or "assessmentMissed"
            or "cancellationUndone" => NoticeTopic.Progress,
        "rail.centreReceived" or "rail.accepted" or "rail.reported" or "rail.granted" or "rail.announced"
            or "rail.ready" or "rail.delivered" or "rail.posted" or "rail.returned" or "rail.withdrawn" or "rail.closed"
            or "rail.restored" or "rail.examPassed" => NoticeTopic.Progress,
        "rail.toReview" or "rail.reportDue" => NoticeTopic.Work,
        "link.requested" or "operator.ownerRecorded" or "operator.ownerEnded" => NoticeTopic.Security,
        _ when kind.StartsWith("remind.", StringComparison.Ordinal) => NoticeTopic.Reminder,
        _ when kind.StartsWith("desk.", StringComparison.Ordinal) => NoticeTopic.Work,
        _ when kind.StartsWith("trip", StringComparison.Ordinal) => NoticeTopic.Trip,
        _ when kind.StartsWith("link.", StringComparison.Ordinal) => NoticeTopic.Link,
        _ when kind.StartsWith("identity.", StringComparison.Ordinal)
            || kind.StartsWith("account.", StringComparison.Ordinal) => NoticeTopic.Security,
        _ => NoticeTopic.Legal,
    };

    /// <summary>True for what cannot be switched off (H.27).</summary>
    public static bool IsDemanded(NoticeTopic topic) => topic is NoticeTopic.Legal or NoticeTopic.Security;

    /// <summary>The name of a topic, as people read it.</summary>
    public static LocalText NameOf(NoticeTopic topic) => topic switch
    {
        NoticeTopic.Legal => new("决定和法定告知", "Decisions, and what the law demands"),
        NoticeTopic.Security => new("账号和身份安全", "Security of the account and identity"),
        NoticeTopic.Reminder => new("办理期限提醒", "Reminders of windows and last days"),
        NoticeTopic.Progress => new("办理进度", "Where applications stand"),
        NoticeTopic.Trip => new("包车任务", "Charter trips"),
        NoticeTopic.Link => new("驾驶人员关联", "Who drives for whom"),
        NoticeTopic.Work => new("待办工作", "Work that waits"),
        _ => throw new ArgumentOutOfRangeException(nameof(topic)),
    };
}
