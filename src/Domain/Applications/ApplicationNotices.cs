using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>The notices to an applicant about an application of any kind.</summary>
public static class ApplicationNotices
{
    /// <summary>The notice of <paramref name="happened"/>; null: nobody needs to be notified.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="applications">The applications of the entity after it.</param>
    /// <param name="applicantKey">To whom.</param>
    /// <param name="subject">The values that say what it is about, the entity's key first.</param>
    public static Notice? Of(
        ApplicationEvent happened, ImmutableArray<Application> applications, string applicantKey,
        params ReadOnlySpan<(string Name, object Value)> subject)
    {
        var about = subject.ToArray();
        var application = applications.At(happened.ApplicationId);
        Notice NoticeOf(string kind, params ReadOnlySpan<(string Name, object Value)> values) => Notice.Of(
            kind, applicantKey,
            [.. about, ("application", happened.ApplicationId), .. ServiceOf(application), .. values]);

        return happened switch
        {
            ApplicationAccepted e => NoticeOf("applicationAccepted", ("decideBy", e.DecideBy.Date)),
            ApplicationNotAccepted e => NoticeOf("applicationNotAccepted", ("reasons", string.Join("; ", e.Reasons))),
            SupplementRequested e =>
                NoticeOf("supplementRequested", ("message", e.Message), ("answerBy", e.AnswerBy.Date)),
            ApplicationApproved => NoticeOf("applicationApproved"),
            ApplicationRefused e => NoticeOf("applicationRefused", ("reasons", string.Join("; ", e.Reasons))),
            DocumentReady { PickUpBy: { } by } => NoticeOf("documentReady", ("pickUpBy", by.Date)),
            DocumentDelivered { Consignment: { Carrier: { } carrier, TrackingNumber: { } number } } =>
                NoticeOf("documentPosted", ("carrier", carrier), ("trackingNumber", number)),
            DocumentDelivered => NoticeOf("documentDelivered"),
            DocumentReturned e => NoticeOf("documentReturned", ("reason", e.Returned.Reason)),
            PickUpMissed => NoticeOf("pickUpMissed"),
            ApplicationClosed => NoticeOf("applicationClosed"),
            _ => null,
        };
    }

    /// <summary>
    /// Whoever runs the registry is notified of each refusal that the authority's own delay has brought about (H.16).
    /// </summary>
    public static IEnumerable<Notice> OfDelay(ImmutableArray<Event> events, ImmutableArray<Application> applications) =>
        from refused in events.OfType<ApplicationRefused>()
        where refused.AuthorityLate
        select Notice.Of("desk.authorityLate", NoticeReach.Administrators,
            [("application", refused.ApplicationId), .. ServiceOf(applications.At(refused.ApplicationId))]);

    private static (string Name, object Value)[] ServiceOf(Application? application) =>
        application is null ? [] : [("service", ServiceNames.Of(application.Service))];
}
