using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// The names of schemas in the OpenAPI document. Clients make their types of them, so renaming a type in C# changes
/// nothing that was published. A new type is a new line; a test names those that are not here yet.
/// </summary>
internal static class SchemaIds
{
    private static readonly FrozenDictionary<Type, string> _ids = new Dictionary<Type, string>
    {
        [typeof(AccountAct)] = "AccountAct",
        [typeof(AccountActForm)] = "AccountActForm",
        [typeof(AskedIdentity)] = "AskedIdentity",
        [typeof(IdentityChangeForm)] = "IdentityChangeForm",
        [typeof(FactCorrectionForm)] = "FactCorrectionForm",
        [typeof(AccountView)] = "Account",
        [typeof(AccountRequest)] = "AccountRequest",
        [typeof(AccountSearchRequest)] = "AccountSearchRequest",
        [typeof(AnnouncementView)] = "Announcement",
        [typeof(AnnualReviewForm)] = "AnnualReviewForm",
        [typeof(ApplicantView)] = "Applicant",
        [typeof(ApplicationView)] = "Application",
        [typeof(ApplicationCountView)] = "ApplicationCount",
        [typeof(ApplicationForm)] = "ApplicationForm",
        [typeof(ApplicationStatus)] = "ApplicationStatus",
        [typeof(ApplyRequest)] = "ApplyRequest",
        [typeof(ApprovalView)] = "Approval",
        [typeof(ApproveRequest)] = "ApproveRequest",
        [typeof(AssessmentView)] = "Assessment",
        [typeof(AssessmentForm)] = "AssessmentForm",
        [typeof(AutoReviewRequest)] = "AutoReviewRequest",
        [typeof(AwaitedApprovalView)] = "AwaitedApproval",
        [typeof(BindingDeskView)] = "BindingDesk",
        [typeof(CalendarView)] = "Calendar",
        [typeof(CancelRequest)] = "CancelRequest",
        [typeof(CloseAccountRequest)] = "CloseAccountRequest",
        [typeof(ClosingView)] = "Closing",
        [typeof(CancellationForm)] = "CancellationForm",
        [typeof(CancellationGround)] = "CancellationGround",
        [typeof(CardReading)] = "CardReading",
        [typeof(CertificateView)] = "Certificate",
        [typeof(CertificateCountView)] = "CertificateCount",
        [typeof(CertificateKind)] = "CertificateKind",
        [typeof(CertificateStatus)] = "CertificateStatus",
        [typeof(ChangeForm)] = "ChangeForm",
        [typeof(CodeRequest)] = "CodeRequest",
        [typeof(ConfirmTotpRequest)] = "ConfirmTotpRequest",
        [typeof(ContactPerson)] = "ContactPerson",
        [typeof(ContactsRequest)] = "ContactsRequest",
        [typeof(CorrectRequest)] = "CorrectRequest",
        [typeof(CredentialKind)] = "CredentialKind",
        [typeof(DeathFact)] = "DeathFact",
        [typeof(DeathRequest)] = "DeathRequest",
        [typeof(DeclineRequest)] = "DeclineRequest",
        [typeof(DeliveryWay)] = "DeliveryWay",
        [typeof(Desks)] = "Desks",
        [typeof(DisplayState)] = "DisplayState",
        [typeof(DocumentView)] = "Document",
        [typeof(DriverAskStatus)] = "DriverAskStatus",
        [typeof(DriverAskView)] = "DriverAsk",
        [typeof(DriverView)] = "Driver",
        [typeof(LinkStatus)] = "LinkStatus",
        [typeof(LinkView)] = "Link",
        [typeof(RailDriverUnlinkRequest)] = "RailDriverUnlinkRequest",
        [typeof(DriverRequest)] = "DriverRequest",
        [typeof(DrivingLicenceFact)] = "DrivingLicenceFact",
        [typeof(DrivingLicenceRequest)] = "DrivingLicenceRequest",
        [typeof(DrivingLicenceState)] = "DrivingLicenceState",
        [typeof(Education)] = "Education",
        [typeof(EducationLevel)] = "EducationLevel",
        [typeof(EducationRequest)] = "EducationRequest",
        [typeof(ElectronicView)] = "Electronic",
        [typeof(EligibilityView)] = "Eligibility",
        [typeof(EmployerView)] = "Employer",
        [typeof(EmployerLink)] = "EmployerLink",
        [typeof(EmployerLinkView)] = "DriverEmployer",
        [typeof(EmployerLinkRequest)] = "EmployerLinkRequest",
        [typeof(EmployerProfile)] = "EmployerProfile",
        [typeof(EmployerRequest)] = "EmployerRequest",
        [typeof(EmployerUnit)] = "EmployerUnit",
        [typeof(EmployerUserRequest)] = "EmployerUserRequest",
        [typeof(EnterpriseRequest)] = "EnterpriseRequest",
        [typeof(Experience)] = "Experience",
        [typeof(ExportView)] = "Export",
        [typeof(ExportedCertificate)] = "ExportedCertificate",
        [typeof(ExportedOperator)] = "ExportedOperator",
        [typeof(ExportedPerson)] = "ExportedPerson",
        [typeof(ExportedRailLicence)] = "ExportedRailLicence",
        [typeof(ExportedVehicle)] = "ExportedVehicle",
        [typeof(FieldView)] = "Field",
        [typeof(Finding)] = "Finding",
        [typeof(FindingRequest)] = "FindingRequest",
        [typeof(ForecastView)] = "Forecast",
        [typeof(ForecastEntry)] = "ForecastEntry",
        [typeof(Grade)] = "Grade",
        [typeof(HealthView)] = "Health",
        [typeof(HistoryView)] = "History",
        [typeof(HolderView)] = "Holder",
        [typeof(IdentifierView)] = "Identifier",
        [typeof(IdentifierKind)] = "IdentifierKind",
        [typeof(IdentifierRequest)] = "IdentifierRequest",
        [typeof(IdentityChangeRequest)] = "IdentityChangeRequest",
        [typeof(IdentityCheckState)] = "IdentityCheckState",
        [typeof(IdentityForm)] = "IdentityForm",
        [typeof(IdentityKind)] = "IdentityKind",
        [typeof(JwkView)] = "Jwk",
        [typeof(JwksView)] = "Jwks",
        [typeof(KeyringView)] = "Keyring",
        [typeof(LimitsView)] = "Limits",
        [typeof(LocalText)] = "LocalText",
        [typeof(LookupView)] = "Lookup",
        [typeof(LookupPurpose)] = "LookupPurpose",
        [typeof(LookupRequest)] = "LookupRequest",
        [typeof(LookupVehicleView)] = "LookupVehicle",
        [typeof(HandedIn)] = "HandedInMaterial",
        [typeof(Material)] = "Material",
        [typeof(MaterialView)] = "Material",
        [typeof(MaterialKind)] = "MaterialKind",
        [typeof(MeView)] = "Me",
        [typeof(MissingView)] = "Missing",
        [typeof(NoMembers)] = "NoMembers",
        [typeof(NoticeStateView)] = "NoticeState",
        [typeof(OfficerRequest)] = "OfficerRequest",
        [typeof(OlderLicence)] = "OlderLicence",
        [typeof(OpenApplicationView)] = "OpenApplication",
        [typeof(OperatorUserRequest)] = "OperatorUserRequest",
        [typeof(ReAuthenticateRequest)] = "ReAuthenticateRequest",
        [typeof(RecoveryCodesView)] = "RecoveryCodes",
        [typeof(TotpView)] = "Totp",
        [typeof(OperatingScope)] = "OperatingScope",
        [typeof(OperatingStatus)] = "OperatingStatus",
        [typeof(OperatingStatusRequest)] = "OperatingStatusRequest",
        [typeof(OperatorView)] = "Operator",
        [typeof(OperatorRequest)] = "OperatorRequest",
        [typeof(ParkedView)] = "Parked",
        [typeof(PasswordRequest)] = "PasswordRequest",
        [typeof(PermitView)] = "Permit",
        [typeof(PermitBindRequest)] = "PermitBindRequest",
        [typeof(PermitEndRequest)] = "PermitEndRequest",
        [typeof(PermitRequest)] = "PermitRequest",
        [typeof(PersonView)] = "Person",
        [typeof(PhoneRequest)] = "PhoneRequest",
        [typeof(PlateColour)] = "PlateColour",
        [typeof(PortraitMatch)] = "PortraitMatch",
        [typeof(ProvinceView)] = "Province",
        [typeof(RailApplyRequest)] = "RailApplyRequest",
        [typeof(RailClass)] = "RailClass",
        [typeof(RailDriverRequest)] = "RailDriverRequest",
        [typeof(RailEmployerRow)] = "RailEmployerRow",
        [typeof(RailFirstForm)] = "RailFirstForm",
        [typeof(RailGround)] = "RailGround",
        [typeof(RailLicenceView)] = "RailLicence",
        [typeof(RailLicenceStatus)] = "RailLicenceStatus",
        [typeof(RailMajor)] = "RailMajor",
        [typeof(RailReissueForm)] = "RailReissueForm",
        [typeof(RailRenewalForm)] = "RailRenewalForm",
        [typeof(RailRevokeRequest)] = "RailRevokeRequest",
        [typeof(RailRow)] = "RailRow",
        [typeof(RailUpgradeForm)] = "RailUpgradeForm",
        [typeof(RealNameView)] = "RealName",
        [typeof(RealNameRequest)] = "RealNameRequest",
        [typeof(RealNameStateView)] = "RealNameState",
        [typeof(ReasonsRequest)] = "ReasonsRequest",
        [typeof(ReassessRequest)] = "ReassessRequest",
        [typeof(HolderRow)] = "RegisterHolder",
        [typeof(CertificateRow)] = "RegisterRow",
        [typeof(ReissueForm)] = "ReissueForm",
        [typeof(ReissueReason)] = "ReissueReason",
        [typeof(RenewalView)] = "Renewal",
        [typeof(RenewalForm)] = "RenewalForm",
        [typeof(RenewalReason)] = "RenewalReason",
        [typeof(ResetRequest)] = "ResetRequest",
        [typeof(RetireKeyRequest)] = "RetireKeyRequest",
        [typeof(RetirementRequest)] = "RetirementRequest",
        [typeof(ReviewView)] = "Review",
        [typeof(ReviewRequest)] = "ReviewRequest",
        [typeof(RingKeyView)] = "RingKey",
        [typeof(Roles)] = "Roles",
        [typeof(RulesView)] = "Rules",
        [typeof(ScreenProofView)] = "ScreenProof",
        [typeof(ShiftRequest)] = "ShiftRequest",
        [typeof(ShiftView)] = "Shift",
        [typeof(SearchKind)] = "SearchKind",
        [typeof(SearchRequest)] = "SearchRequest",
        [typeof(ServiceView)] = "Service",
        [typeof(ServiceId)] = "ServiceId",
        [typeof(SessionView)] = "Session",
        [typeof(SessionRequest)] = "SessionRequest",
        [typeof(SettleRequest)] = "SettleRequest",
        [typeof(StatisticsView)] = "Statistics",
        [typeof(StudyRecord)] = "StudyRecord",
        [typeof(SupplementView)] = "Supplement",
        [typeof(SupplementAnswerRequest)] = "SupplementAnswerRequest",
        [typeof(SupplementRequest)] = "SupplementRequest",
        [typeof(TechnicalGrade)] = "TechnicalGrade",
        [typeof(TechnicalGradeRequest)] = "TechnicalGradeRequest",
        [typeof(TechnicalState)] = "TechnicalState",
        [typeof(TimelineView)] = "Timeline",
        [typeof(TimelineEntry)] = "TimelineEntry",
        [typeof(TripView)] = "Trip",
        [typeof(TripCancelRequest)] = "TripCancelRequest",
        [typeof(TripDisplayView)] = "TripDisplay",
        [typeof(TripDriverView)] = "TripDriver",
        [typeof(TripKind)] = "TripKind",
        [typeof(TripMedium)] = "TripMedium",
        [typeof(TripPlace)] = "TripPlace",
        [typeof(TripRequest)] = "TripRequest",
        [typeof(TripReviewView)] = "TripReview",
        [typeof(TripStatus)] = "TripStatus",
        [typeof(TripVehicleView)] = "TripVehicle",
        [typeof(TrustListView)] = "TrustList",
        [typeof(TrustListRequest)] = "TrustListRequest",
        [typeof(TrustedIssuerView)] = "TrustedIssuer",
        [typeof(UnbindRequest)] = "UnbindRequest",
        [typeof(UnbindingForm)] = "UnbindingForm",
        [typeof(UnitRequest)] = "UnitRequest",
        [typeof(UnlinkDriverRequest)] = "UnlinkDriverRequest",
        [typeof(UnsettledViolation)] = "UnsettledViolation",
        [typeof(VehicleView)] = "Vehicle",
        [typeof(VehicleCancelRequest)] = "VehicleCancelRequest",
        [typeof(VehicleCancellationForm)] = "VehicleCancellationForm",
        [typeof(VehicleEndGround)] = "VehicleEndGround",
        [typeof(VehicleKind)] = "VehicleKind",
        [typeof(VehicleOperatorView)] = "VehicleOperator",
        [typeof(VehicleReissueForm)] = "VehicleReissueForm",
        [typeof(VehicleRenewalView)] = "VehicleRenewal",
        [typeof(VehicleRenewalForm)] = "VehicleRenewalForm",
        [typeof(VehicleRow)] = "VehicleRow",
        [typeof(VehicleViolation)] = "VehicleViolation",
        [typeof(VehicleViolationRequest)] = "VehicleViolationRequest",
        [typeof(Verdict)] = "Verdict",
        [typeof(VerdictReason)] = "VerdictReason",
        [typeof(VerdictResult)] = "VerdictResult",
        [typeof(VerifiedDisplay)] = "VerifiedDisplay",
        [typeof(VerifiedDriver)] = "VerifiedDriver",
        [typeof(VerifiedIssuer)] = "VerifiedIssuer",
        [typeof(VerifiedSubject)] = "VerifiedSubject",
        [typeof(ViolationRequest)] = "ViolationRequest",
        [typeof(WindowView)] = "Window",
        [typeof(WorkingDayView)] = "WorkingDay",
    }.Concat(SignInSchemaIds.All).Concat(CarrySchemaIds.All).Concat(NoticeSchemaIds.All).Concat(RailSchemaIds.All)
        .Concat(GuideSchemaIds.All).ToFrozenDictionary();

    /// <summary>The types that have a line here.</summary>
    public static IEnumerable<string> Known => _ids.Values;

    /// <summary>The name of a type; null: it is written in place.</summary>
    public static string? Of(JsonTypeInfo type) =>
        (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(PersonalData) ? null // A text in place.
        : type.Type is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(Listing<>)
            ? OfList(list)
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } asInCSharp ? Find(type.Type) ?? Plain(asInCSharp)
        : null;

    /// <summary>The name of a list of views: CertificateList, not ListingOfCertificateView.</summary>
    public static string OfList(Type list) =>
        list.GetGenericArguments()[0] is var item && Find(item) is { } id ? id + "List" : Plain(item.Name) + "List";

    private static string? Find(Type type) => _ids.GetValueOrDefault(Nullable.GetUnderlyingType(type) ?? type);

    private static string Plain(string name) => name.EndsWith("View", StringComparison.Ordinal) ? name[..^4] : name;
}
