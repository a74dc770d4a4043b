using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Something happened to a driver's career or licence.</summary>
public abstract record RailEvent : Event;

/// <summary>The driver was registered; the event has the career at that time.</summary>
public sealed record RailDriverRegistered(RailCareer Career) : RailEvent;

/// <summary>Study and fitness were recorded.</summary>
public sealed record StudyRecorded(StudyRecord Study) : RailEvent;

/// <summary>The statutory retirement date was recorded.</summary>
public sealed record RetirementRecorded(DateOnly RetiresOn) : RailEvent;

/// <summary>The driver was linked to this employer.</summary>
public sealed record EmployerLinked(EmployerLink Link) : RailEvent;

/// <summary>The driver no longer belongs to the employer; one side ended it (H.25).</summary>
public sealed record EmployerUnlinked(EmployerLink Link) : RailEvent;

/// <summary>The first licence, or the first after one that ended (核发).</summary>
public sealed record LicenceIssued(string ApplicationId, RailLicence Licence) : RailEvent;

/// <summary>A class was added (增驾); the last day stays the same.</summary>
public sealed record ClassAdded(string ApplicationId, HeldClass Class) : RailEvent;

/// <summary>Renewed with a new period (换证).</summary>
public sealed record LicenceExtended(string ApplicationId, Period Period) : RailEvent;

/// <summary>Renewed or reissued with the same last day: a new copy; the old one is void.</summary>
public sealed record LicenceCopied(string ApplicationId) : RailEvent;

/// <summary>The licence has another name from now on.</summary>
public sealed record LicenceNameChanged(string ApplicationId, string Name) : RailEvent;

/// <summary>The holder was notified that renewal for expiry is open.</summary>
public sealed record LicenceRenewalOpened(DateOnly ValidTo) : RailEvent;

/// <summary>The last day has passed while a renewal keeps the licence from being cancelled.</summary>
public sealed record LicenceExpired(DateOnly ValidTo) : RailEvent;

/// <summary>Revoked (撤销); the cancellation follows in the same commit.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="On">The day of the decision.</param>
/// <param name="BannedUntil">First day on which a new application is allowed; null: no ban.</param>
/// <param name="Reason">The words of the decision.</param>
public sealed record LicenceRevoked(RailGround Ground, DateOnly On, DateOnly? BannedUntil, string? Reason) : RailEvent;

/// <summary>Cancelled (注销).</summary>
public sealed record LicenceCancelled(
    RailGround Ground,
    DateOnly EffectiveOn,
    RailGround? Revocation = null,
    string? Cause = null,
    string? Reason = null) : RailEvent;

/// <summary>The fact that caused the cancellation was corrected; everything is as before (H.10).</summary>
public sealed record LicenceRestored(string Cause) : RailEvent;

/// <summary>Wrong data were corrected (B.10): null leaves a value as it was; the copy in circulation is void.</summary>
public sealed record LicenceCorrected(
    string? Number, ImmutableArray<HeldClass>? Classes, Period? Period) : RailEvent;

/// <summary>
/// An employer recorded a case that it found (B.9); it must be reported by the end of the finding's limit.
/// </summary>
public sealed record FindingRecorded(Finding Finding) : RailEvent;

/// <summary>The finding was reported to the administration.</summary>
public sealed record FindingReported(string FindingId, DateOnly On) : RailEvent;

/// <summary>The limit for the report passed.</summary>
public sealed record FindingReportMissed(string FindingId) : RailEvent;

/// <summary>Something happened to one application.</summary>
public abstract record RailApplicationEvent(string ApplicationId) : RailEvent, IApplicationEvent;

/// <summary>Handed in at the employer.</summary>
public sealed record RailSubmitted(RailApplication Application) : RailApplicationEvent(Application.Id);

/// <summary>A correction of licence data was asked for; it waits for a second officer (H.26).</summary>
public sealed record RailCorrectionRequested(RailApplication Application) : RailApplicationEvent(Application.Id);

/// <summary>The second officer confirmed the correction.</summary>
public sealed record RailCorrected(string ApplicationId, DateTimeOffset At, string AskedBy, string ConfirmedBy)
    : RailApplicationEvent(ApplicationId);

/// <summary>The correction was declined; nothing changes.</summary>
public sealed record RailCorrectionDeclined(string ApplicationId, DateTimeOffset At, string By, string Reason)
    : RailApplicationEvent(ApplicationId);

/// <summary>Nobody confirmed the correction in time; nothing changes.</summary>
public sealed record RailCorrectionLapsed(
    string ApplicationId, DateTimeOffset At) : RailApplicationEvent(ApplicationId);

/// <summary>The driver corrected it and handed it in again after the employer had returned it.</summary>
public sealed record RailResubmitted(RailApplication Application) : RailApplicationEvent(Application.Id);

/// <summary>The question is sent to the police data source.</summary>
public sealed record RailIdentityAsked(string ApplicationId, DateTimeOffset At) : RailApplicationEvent(ApplicationId);

/// <summary>The police data source has answered; if it does not know the name, the application is returned.</summary>
public sealed record RailIdentityAnswered(string ApplicationId, bool Passed) : RailApplicationEvent(ApplicationId);

/// <summary>Assigned to an account of the office whose turn it is.</summary>
public sealed record RailReviewerAssigned(
    string ApplicationId, string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewerTerm? Term = null)
    : RailApplicationEvent(ApplicationId);

/// <summary>The application was put back into the queue.</summary>
public sealed record RailReviewerUnassigned(
    string ApplicationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LapsedAt = null)
    : RailApplicationEvent(ApplicationId);

/// <summary>Returned by the employer with reasons (驳回).</summary>
public sealed record EmployerReturned(
    string ApplicationId, ImmutableArray<string> Reasons) : RailApplicationEvent(ApplicationId);

/// <summary>Submitted by the employer and received by the exam centre; a limit begins.</summary>
public sealed record CentreReceived(
    string ApplicationId, DateTimeOffset At, LegalDate? AcceptBy, LegalDate? ReviewBy, LegalDate? PromisedBy)
    : RailApplicationEvent(ApplicationId);

/// <summary>
/// The paper originals are in order. <paramref name="PlaceId"/> is the exam point that is now the appointed one; null:
/// no other was appointed.
/// </summary>
public sealed record OriginalsChecked(string ApplicationId, DateTimeOffset At, string? PlaceId = null)
    : RailApplicationEvent(ApplicationId);

/// <summary>Accepted for the exam.</summary>
public sealed record RailAccepted(string ApplicationId, DateTimeOffset At) : RailApplicationEvent(ApplicationId);

/// <summary>Not accepted.</summary>
public sealed record RailNotAccepted(string ApplicationId, DateTimeOffset At, ImmutableArray<string> Reasons)
    : RailApplicationEvent(ApplicationId);

/// <summary>
/// A part of the exam was passed; after the last part the centre's review is due by <paramref name="ReviewBy"/>.
/// </summary>
public sealed record ExamPassed(
    string ApplicationId, ExamPart Part, DateTimeOffset At, LegalDate? ReviewBy, int? Points = null)
    : RailApplicationEvent(ApplicationId);

/// <summary>A part of the exam was failed, and with it the exam.</summary>
public sealed record ExamFailed(
    string ApplicationId, ExamPart Part, DateTimeOffset At, int? Points = null) : RailApplicationEvent(ApplicationId);

/// <summary>Reported to the administration, which must decide now.</summary>
public sealed record RailReported(
    string ApplicationId, DateTimeOffset At, LegalDate DecideBy) : RailApplicationEvent(ApplicationId);

/// <summary>Granted. What it changes is an event of the licence, in the same commit.</summary>
public sealed record RailGranted(string ApplicationId, DateTimeOffset At, string ApprovalNumber, LegalDate AnnounceBy)
    : RailApplicationEvent(ApplicationId);

/// <summary>The application was refused.</summary>
public sealed record RailRefused(string ApplicationId, DateTimeOffset At, ImmutableArray<string> Reasons)
    : RailApplicationEvent(ApplicationId);

/// <summary>Announced on the web.</summary>
public sealed record RailAnnounced(string ApplicationId, DateTimeOffset At) : RailApplicationEvent(ApplicationId);

/// <summary>The licence was made.</summary>
public sealed record RailReady(string ApplicationId, DateTimeOffset At) : RailApplicationEvent(ApplicationId);

/// <summary>The licence was handed over or posted.</summary>
public sealed record RailDelivered(string ApplicationId, Consignment? Consignment = null)
    : RailApplicationEvent(ApplicationId);

/// <summary>The licence came back and waits to be sent again, to another place where one is given.</summary>
public sealed record RailReturned(string ApplicationId, ReturnedDelivery Returned, DeliveryAddress? To = null)
    : RailApplicationEvent(ApplicationId);

/// <summary>Withdrawn by a letter of the legal-person unit.</summary>
public sealed record RailWithdrawn(
    string ApplicationId, DateTimeOffset At, string Letter) : RailApplicationEvent(ApplicationId);

/// <summary>
/// The authority's limit passed before the work was done. This is recorded and has no other effect (H.6).
/// </summary>
public sealed record RailLimitMissed(string ApplicationId, RailLimits Limit) : RailApplicationEvent(ApplicationId);

/// <summary>Provisional limits became certain because their year's calendar arrived (F).</summary>
public sealed record RailLimitsRecomputed(
    string ApplicationId,
    LegalDate? AcceptBy,
    LegalDate? ReviewBy,
    LegalDate? PromisedBy,
    LegalDate? DecideBy,
    LegalDate? AnnounceBy)
    : RailApplicationEvent(ApplicationId);

/// <summary>
/// Ended because the licence ended (CERT_CANCELLED), or because another application took its place (SUPERSEDED).
/// </summary>
public sealed record RailClosed(string ApplicationId, string Code) : RailApplicationEvent(ApplicationId);

/// <summary>Taken up again as it was, because the cancellation that closed it was undone (H.10).</summary>
public sealed record RailReopened(RailApplication Application) : RailApplicationEvent(Application.Id);
