using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>The notices to an applicant about an application, whatever it is about.</summary>
public static class ApplicationNotices
{
    /// <summary>The notice of <paramref name="happened"/>; null: nobody needs to be notified.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="applicantKey">To whom.</param>
    /// <param name="subject">The name of the value that says what it is about, and the entity's key.</param>
    public static Notice? Of(ApplicationEvent happened, string applicantKey, (string Name, object Key) subject)
    {
        Notice NoticeOf(string kind, params ReadOnlySpan<(string Name, object Value)> values) =>
            Notice.Of(kind, applicantKey, [subject, ("application", happened.ApplicationId), .. values]);

        return happened switch
        {
            ApplicationAccepted e => NoticeOf("applicationAccepted", ("decideBy", e.DecideBy.Date)),
            ApplicationNotAccepted e => NoticeOf("applicationNotAccepted", ("reasons", string.Join("; ", e.Reasons))),
            SupplementRequested e =>
                NoticeOf("supplementRequested", ("message", e.Message), ("answerBy", e.AnswerBy.Date)),
            ApplicationApproved => NoticeOf("applicationApproved"),
            ApplicationRefused e => NoticeOf("applicationRefused", ("reasons", string.Join("; ", e.Reasons))),
            DocumentReady { PickUpBy: { } by } => NoticeOf("documentReady", ("pickUpBy", by.Date)),
            DocumentDelivered => NoticeOf("documentDelivered"),
            PickUpMissed => NoticeOf("pickUpMissed"),
            ApplicationClosed => NoticeOf("applicationClosed"),
            _ => null,
        };
    }
}
