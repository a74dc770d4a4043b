using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Machines;

// The names under which events are stored for ever. The list only grows; a test compares it with a golden file.
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "type",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ApplicationSubmitted), "application.submitted")]
[JsonDerivedType(typeof(ApplicationWithdrawn), "application.withdrawn")]
[JsonDerivedType(typeof(ReviewerAssigned), "application.deskClaimed")]
[JsonDerivedType(typeof(ReviewerUnassigned), "application.deskReleased")]
[JsonDerivedType(typeof(ApplicationAccepted), "application.accepted")]
[JsonDerivedType(typeof(ApplicationNotAccepted), "application.notAccepted")]
[JsonDerivedType(typeof(SupplementRequested), "application.supplementRequested")]
[JsonDerivedType(typeof(SupplementAnswered), "application.supplementAnswered")]
[JsonDerivedType(typeof(ApplicationApproved), "application.approved")]
[JsonDerivedType(typeof(ApplicationRefused), "application.refused")]
[JsonDerivedType(typeof(DocumentReady), "application.documentReady")]
[JsonDerivedType(typeof(DocumentDelivered), "application.documentDelivered")]
[JsonDerivedType(typeof(DocumentReturned), "application.documentReturned")]
[JsonDerivedType(typeof(PickUpMissed), "application.pickUpMissed")]
[JsonDerivedType(typeof(LimitMissed), "application.limitMissed")]
[JsonDerivedType(typeof(LimitsRecomputed), "application.limitsRecomputed")]
[JsonDerivedType(typeof(ApplicationClosed), "application.closed")]
[JsonDerivedType(typeof(ApplicationRestored), "application.restored")]
[JsonDerivedType(typeof(CertificateRegistered), "certificate.registered")]
[JsonDerivedType(typeof(RenewalOpened), "certificate.renewalOpened")]
[JsonDerivedType(typeof(CertificateExpired), "certificate.expired")]
[JsonDerivedType(typeof(LapseWarned), "certificate.lapseWarned")]
[JsonDerivedType(typeof(CertificateCancelled), "certificate.cancelled")]
[JsonDerivedType(typeof(CancellationUndone), "certificate.cancellationUndone")]
[JsonDerivedType(typeof(CertificateRenewed), "certificate.renewed")]
[JsonDerivedType(typeof(CertificateReissued), "certificate.reissued")]
[JsonDerivedType(typeof(ServiceUnitChanged), "certificate.serviceUnitChanged")]
[JsonDerivedType(typeof(AssessmentWindowOpened), "certificate.assessmentWindowOpened")]
[JsonDerivedType(typeof(CycleAssessed), "certificate.cycleAssessed")]
[JsonDerivedType(typeof(CycleMissed), "certificate.cycleMissed")]
[JsonDerivedType(typeof(ViolationRecorded), "certificate.violationRecorded")]
[JsonDerivedType(typeof(EducationRecorded), "certificate.educationRecorded")]
[JsonDerivedType(typeof(PointsCleared), "certificate.pointsCleared")]
[JsonDerivedType(typeof(CycleReassessed), "certificate.cycleReassessed")]
[JsonDerivedType(typeof(PersonRegistered), "person.registered")]
[JsonDerivedType(typeof(CertificateAttached), "person.certificateAttached")]
[JsonDerivedType(typeof(AccountBound), "person.accountBound")]
[JsonDerivedType(typeof(DeathRecorded), "person.deathRecorded")]
[JsonDerivedType(typeof(DrivingLicenceRecorded), "person.drivingLicenceRecorded")]
[JsonDerivedType(typeof(FactCorrected), "person.factCorrected")]
[JsonDerivedType(typeof(IdentityChanged), "person.identityChanged")]
[JsonDerivedType(typeof(OperatorRegistered), "operator.registered")]
[JsonDerivedType(typeof(PermitRegistered), "operator.permitRegistered")]
[JsonDerivedType(typeof(PermitBound), "operator.permitBound")]
[JsonDerivedType(typeof(PermitEnded), "operator.permitEnded")]
[JsonDerivedType(typeof(PermitExpired), "operator.permitExpired")]
[JsonDerivedType(typeof(AutoReviewSet), "operator.autoReviewSet")]
[JsonDerivedType(typeof(ContactsChanged), "operator.contactsChanged")]
[JsonDerivedType(typeof(DriverLinked), "operator.driverLinked")]
[JsonDerivedType(typeof(DriverUnlinked), "operator.driverUnlinked")]
[JsonDerivedType(typeof(VehicleRegistered), "vehicle.registered")]
[JsonDerivedType(typeof(VehicleRenewalOpened), "vehicle.renewalOpened")]
[JsonDerivedType(typeof(VehicleExpired), "vehicle.expired")]
[JsonDerivedType(typeof(ReviewOpened), "vehicle.reviewOpened")]
[JsonDerivedType(typeof(ReviewMissed), "vehicle.reviewMissed")]
[JsonDerivedType(typeof(ReviewPassed), "vehicle.reviewPassed")]
[JsonDerivedType(typeof(VehicleRenewed), "vehicle.renewed")]
[JsonDerivedType(typeof(VehicleReissued), "vehicle.reissued")]
[JsonDerivedType(typeof(VehicleCancelled), "vehicle.cancelled")]
[JsonDerivedType(typeof(OperatingStatusSet), "vehicle.operatingStatusSet")]
[JsonDerivedType(typeof(TechnicalStateRecorded), "vehicle.technicalStateRecorded")]
[JsonDerivedType(typeof(VehicleViolationRecorded), "vehicle.violationRecorded")]
[JsonDerivedType(typeof(VehicleViolationSettled), "vehicle.violationSettled")]
[JsonDerivedType(typeof(RailDriverRegistered), "railLicence.registered")]
[JsonDerivedType(typeof(StudyRecorded), "railLicence.studyRecorded")]
[JsonDerivedType(typeof(RetirementRecorded), "railLicence.retirementRecorded")]
[JsonDerivedType(typeof(EmployerLinked), "railLicence.employerLinked")]
[JsonDerivedType(typeof(LicenceIssued), "railLicence.issued")]
[JsonDerivedType(typeof(ClassAdded), "railLicence.classAdded")]
[JsonDerivedType(typeof(LicenceExtended), "railLicence.extended")]
[JsonDerivedType(typeof(LicenceCopied), "railLicence.copied")]
[JsonDerivedType(typeof(LicenceNameChanged), "railLicence.nameChanged")]
[JsonDerivedType(typeof(LicenceRenewalOpened), "railLicence.renewalOpened")]
[JsonDerivedType(typeof(LicenceExpired), "railLicence.expired")]
[JsonDerivedType(typeof(LicenceRevoked), "railLicence.revoked")]
[JsonDerivedType(typeof(LicenceCancelled), "railLicence.cancelled")]
[JsonDerivedType(typeof(LicenceRestored), "railLicence.restored")]
[JsonDerivedType(typeof(FindingRecorded), "railLicence.findingRecorded")]
[JsonDerivedType(typeof(FindingReported), "railLicence.findingReported")]
[JsonDerivedType(typeof(FindingReportMissed), "railLicence.findingReportMissed")]
[JsonDerivedType(typeof(RailSubmitted), "railApplication.submitted")]
[JsonDerivedType(typeof(RailResubmitted), "railApplication.resubmitted")]
[JsonDerivedType(typeof(RailIdentityAsked), "railApplication.identityAsked")]
[JsonDerivedType(typeof(RailIdentityAnswered), "railApplication.identityAnswered")]
[JsonDerivedType(typeof(RailReviewerAssigned), "railApplication.deskClaimed")]
[JsonDerivedType(typeof(RailReviewerUnassigned), "railApplication.deskReleased")]
[JsonDerivedType(typeof(EmployerReturned), "railApplication.employerReturned")]
[JsonDerivedType(typeof(CentreReceived), "railApplication.centreReceived")]
[JsonDerivedType(typeof(OriginalsChecked), "railApplication.originalsChecked")]
[JsonDerivedType(typeof(RailAccepted), "railApplication.accepted")]
[JsonDerivedType(typeof(RailNotAccepted), "railApplication.notAccepted")]
[JsonDerivedType(typeof(ExamPassed), "railApplication.examPassed")]
[JsonDerivedType(typeof(ExamFailed), "railApplication.examFailed")]
[JsonDerivedType(typeof(RailReported), "railApplication.reported")]
[JsonDerivedType(typeof(RailGranted), "railApplication.granted")]
[JsonDerivedType(typeof(RailRefused), "railApplication.refused")]
[JsonDerivedType(typeof(RailAnnounced), "railApplication.announced")]
[JsonDerivedType(typeof(RailReady), "railApplication.ready")]
[JsonDerivedType(typeof(RailDelivered), "railApplication.delivered")]
[JsonDerivedType(typeof(RailReturned), "railApplication.returned")]
[JsonDerivedType(typeof(RailWithdrawn), "railApplication.withdrawn")]
[JsonDerivedType(typeof(RailLimitMissed), "railApplication.limitMissed")]
[JsonDerivedType(typeof(RailLimitsRecomputed), "railApplication.limitsRecomputed")]
[JsonDerivedType(typeof(RailClosed), "railApplication.closed")]
[JsonDerivedType(typeof(RailReopened), "railApplication.reopened")]
[JsonDerivedType(typeof(EmployerRegistered), "employer.registered")]
[JsonDerivedType(typeof(EmployerUnitAdded), "employer.unitAdded")]
[JsonDerivedType(typeof(EmployerRenamed), "employer.renamed")]
[JsonDerivedType(typeof(EmployerDisabled), "employer.disabled")]
[JsonDerivedType(typeof(EmployerLetterReceived), "employer.letterReceived")]
[JsonDerivedType(typeof(EmployerEnabled), "employer.enabled")]
[JsonDerivedType(typeof(EmployerLetterDone), "employer.letterDone")]
[JsonDerivedType(typeof(DriverAttached), "employer.driverAttached")]
[JsonDerivedType(typeof(DriverDetached), "employer.driverDetached")]
[JsonDerivedType(typeof(ExamSessionRegistered), "examSession.registered")]
[JsonDerivedType(typeof(TripFiled), "trip.filed")]
[JsonDerivedType(typeof(TripRegistered), "trip.registered")]
[JsonDerivedType(typeof(TripAmended), "trip.amended")]
[JsonDerivedType(typeof(TripReviewAsked), "trip.reviewAsked")]
[JsonDerivedType(typeof(TripApproved), "trip.approved")]
[JsonDerivedType(typeof(TripRefused), "trip.refused")]
[JsonDerivedType(typeof(TripIssued), "trip.issued")]
[JsonDerivedType(typeof(TripPaperPrinted), "trip.paperPrinted")]
[JsonDerivedType(typeof(TripReceived), "trip.received")]
[JsonDerivedType(typeof(TripStarted), "trip.started")]
[JsonDerivedType(typeof(TripEnded), "trip.ended")]
[JsonDerivedType(typeof(TripExpired), "trip.expired")]
[JsonDerivedType(typeof(TripCancelled), "trip.cancelled")]
[JsonDerivedType(typeof(Keyrings.KeyAdded), "keyring.keyAdded")]
[JsonDerivedType(typeof(Keyrings.KeyRetired), "keyring.keyRetired")]
[JsonDerivedType(typeof(TrustLists.TrustListAccepted), "trustList.accepted")]
[JsonDerivedType(typeof(AccountUnbound), "person.accountUnbound")]
[JsonDerivedType(typeof(BindingFiled), "identity.filed")]
[JsonDerivedType(typeof(BindingRegistered), "identity.registered")]
[JsonDerivedType(typeof(BindingSourceAsked), "identity.sourceAsked")]
[JsonDerivedType(typeof(BindingSourceAnswered), "identity.sourceAnswered")]
[JsonDerivedType(typeof(BindingClaimed), "identity.claimed")]
[JsonDerivedType(typeof(BindingReleased), "identity.released")]
[JsonDerivedType(typeof(BindingSupplementRequested), "identity.supplementRequested")]
[JsonDerivedType(typeof(BindingSupplementAnswered), "identity.supplementAnswered")]
[JsonDerivedType(typeof(BindingApproved), "identity.approved")]
[JsonDerivedType(typeof(BindingRefused), "identity.refused")]
[JsonDerivedType(typeof(BindingWithdrawn), "identity.withdrawn")]
[JsonDerivedType(typeof(BindingLimitMissed), "identity.limitMissed")]
[JsonDerivedType(typeof(BindingLimitsRecomputed), "identity.limitsRecomputed")]
[JsonDerivedType(typeof(UnbindingRequested), "identity.unbindingRequested")]
[JsonDerivedType(typeof(BindingUndone), "identity.undone")]
[JsonDerivedType(typeof(ApprovalDeclined), "identity.unbindingDeclined")]
[JsonDerivedType(typeof(ApprovalLapsed), "identity.unbindingLapsed")]
[JsonDerivedType(typeof(BindingBarEnded), "identity.barEnded")]
[JsonDerivedType(typeof(BindingFollowed), "identity.followed")]
[JsonDerivedType(typeof(DriverAsked), "link.asked")]
[JsonDerivedType(typeof(DriverAskAnswered), "link.askAnswered")]
[JsonDerivedType(typeof(LinkRequested), "person.linkRequested")]
[JsonDerivedType(typeof(LinkMade), "person.linkMade")]
[JsonDerivedType(typeof(LinkDeclined), "person.linkDeclined")]
[JsonDerivedType(typeof(LinkEnded), "person.linkEnded")]
[JsonDerivedType(typeof(EmployerUnlinked), "railLicence.employerUnlinked")]
[JsonDerivedType(typeof(LicenceCorrected), "railLicence.corrected")]
[JsonDerivedType(typeof(RailCorrectionRequested), "railApplication.correctionRequested")]
[JsonDerivedType(typeof(RailCorrected), "railApplication.corrected")]
[JsonDerivedType(typeof(RailCorrectionDeclined), "railApplication.correctionDeclined")]
[JsonDerivedType(typeof(RailCorrectionLapsed), "railApplication.correctionLapsed")]
[JsonDerivedType(typeof(AccountActRequested), "identity.accountActRequested")]
[JsonDerivedType(typeof(AccountActConfirmed), "identity.accountActConfirmed")]
[JsonDerivedType(typeof(AccountActRecorded), "identity.accountActRecorded")]
[JsonDerivedType(typeof(PersonActRequested), "identity.personActRequested")]
[JsonDerivedType(typeof(PersonActConfirmed), "identity.personActConfirmed")]
[JsonDerivedType(typeof(PhoneRecoveryBegun), "identity.phoneRecoveryBegun")]
[JsonDerivedType(typeof(PhoneRecoveryObjected), "identity.phoneRecoveryObjected")]
[JsonDerivedType(typeof(PhoneRecovered), "identity.phoneRecovered")]
[JsonDerivedType(typeof(PersonBarred), "person.barred")]
public abstract partial record Event;

/// <summary>The frozen names of events and stored commands.</summary>
public static class FrozenNames
{
    private static readonly FrozenDictionary<Type, string> _names = Read(typeof(Event)).Concat(Read(typeof(Command)))
        .ToFrozenDictionary(entry => entry.DerivedType, entry => (string)entry.TypeDiscriminator!);

    /// <summary>The name under which <paramref name="happened"/> is stored.</summary>
    public static string Of(Event happened) => _names[happened.GetType()];

    /// <summary>
    /// The name under which <paramref name="command"/> waits in an outbox and goes from silo to silo.
    /// </summary>
    public static string Of(Command command) => _names[command.GetType()];

    /// <summary>Every event name, in order.</summary>
    public static IEnumerable<string> Events =>
        Read(typeof(Event)).Select(entry => (string)entry.TypeDiscriminator!).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonDerivedTypeAttribute> Read(Type root) =>
        root.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false);
}
