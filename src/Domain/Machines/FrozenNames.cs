using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Machines;

// The names under which events are stored for ever. The list only grows; a test compares it with a golden file.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ApplicationSubmitted), "application.submitted")]
[JsonDerivedType(typeof(ApplicationWithdrawn), "application.withdrawn")]
[JsonDerivedType(typeof(DeskClaimed), "application.deskClaimed")]
[JsonDerivedType(typeof(DeskReleased), "application.deskReleased")]
[JsonDerivedType(typeof(ApplicationAccepted), "application.accepted")]
[JsonDerivedType(typeof(ApplicationNotAccepted), "application.notAccepted")]
[JsonDerivedType(typeof(SupplementRequested), "application.supplementRequested")]
[JsonDerivedType(typeof(SupplementAnswered), "application.supplementAnswered")]
[JsonDerivedType(typeof(ApplicationApproved), "application.approved")]
[JsonDerivedType(typeof(ApplicationRefused), "application.refused")]
[JsonDerivedType(typeof(DocumentReady), "application.documentReady")]
[JsonDerivedType(typeof(DocumentDelivered), "application.documentDelivered")]
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
public abstract partial record Event;

// The commands that wait in an outbox, and so are stored for a while. The list only grows.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(PassTime), "passTime")]
[JsonDerivedType(typeof(AttachCertificate), "person.attachCertificate")]
[JsonDerivedType(typeof(RegisterCertificate), "certificate.register")]
[JsonDerivedType(typeof(RecordViolation), "certificate.recordViolation")]
[JsonDerivedType(typeof(RecordEducation), "certificate.recordEducation")]
[JsonDerivedType(typeof(Reassess), "certificate.reassess")]
[JsonDerivedType(typeof(CancelCertificate), "certificate.cancel")]
[JsonDerivedType(typeof(Apply), "application.apply")]
[JsonDerivedType(typeof(Withdraw), "application.withdraw")]
[JsonDerivedType(typeof(AnswerSupplement), "application.answerSupplement")]
[JsonDerivedType(typeof(ClaimDesk), "application.claimDesk")]
[JsonDerivedType(typeof(ReleaseDesk), "application.releaseDesk")]
[JsonDerivedType(typeof(Accept), "application.accept")]
[JsonDerivedType(typeof(NotAccept), "application.notAccept")]
[JsonDerivedType(typeof(RequestSupplement), "application.requestSupplement")]
[JsonDerivedType(typeof(Approve), "application.approve")]
[JsonDerivedType(typeof(Refuse), "application.refuse")]
[JsonDerivedType(typeof(MakeReady), "application.makeReady")]
[JsonDerivedType(typeof(Deliver), "application.deliver")]
[JsonDerivedType(typeof(RegisterPerson), "person.register")]
[JsonDerivedType(typeof(BindAccount), "person.bindAccount")]
[JsonDerivedType(typeof(RecordDeath), "person.recordDeath")]
[JsonDerivedType(typeof(RecordDrivingLicence), "person.recordDrivingLicence")]
[JsonDerivedType(typeof(CorrectFact), "person.correctFact")]
[JsonDerivedType(typeof(ChangeIdentity), "person.changeIdentity")]
[JsonDerivedType(typeof(RegisterOperator), "operator.register")]
[JsonDerivedType(typeof(RegisterPermit), "operator.registerPermit")]
[JsonDerivedType(typeof(BindPermit), "operator.bindPermit")]
[JsonDerivedType(typeof(EndPermit), "operator.endPermit")]
[JsonDerivedType(typeof(SetAutoReview), "operator.setAutoReview")]
[JsonDerivedType(typeof(ChangeContacts), "operator.changeContacts")]
[JsonDerivedType(typeof(LinkDriver), "operator.linkDriver")]
[JsonDerivedType(typeof(UnlinkDriver), "operator.unlinkDriver")]
[JsonDerivedType(typeof(RegisterVehicle), "vehicle.register")]
[JsonDerivedType(typeof(SetOperatingStatus), "vehicle.setOperatingStatus")]
[JsonDerivedType(typeof(RecordTechnicalGrade), "vehicle.recordTechnicalGrade")]
[JsonDerivedType(typeof(RecordVehicleViolation), "vehicle.recordViolation")]
[JsonDerivedType(typeof(SettleVehicleViolation), "vehicle.settleViolation")]
[JsonDerivedType(typeof(CancelVehicle), "vehicle.cancel")]
public abstract partial record Command;

/// <summary>The frozen names of events and stored commands.</summary>
public static class FrozenNames
{
    private static readonly FrozenDictionary<Type, string> _names = Read(typeof(Event)).Concat(Read(typeof(Command)))
        .ToFrozenDictionary(entry => entry.DerivedType, entry => (string)entry.TypeDiscriminator!);

    /// <summary>The name under which <paramref name="happened"/> is stored.</summary>
    public static string Of(Event happened) => _names[happened.GetType()];

    /// <summary>The name under which <paramref name="command"/> waits in an outbox and goes from silo to silo.</summary>
    public static string Of(Command command) => _names[command.GetType()];

    /// <summary>Every event name, in order.</summary>
    public static IEnumerable<string> Events =>
        Read(typeof(Event)).Select(entry => (string)entry.TypeDiscriminator!).Order(StringComparer.Ordinal);

    private static IEnumerable<JsonDerivedTypeAttribute> Read(Type root) =>
        root.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false);
}
