using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// The one JSON contract of state, events, outbox commands and views (design.md 5). Unknown members are skipped, so
/// that silos that can read a new member may be deployed before those that write it.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [typeof(CamelCaseNames<IdentityKind>), typeof(CamelCaseNames<PlateColour>)])]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Command))]
[JsonSerializable(typeof(Certificate))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Operator))]
[JsonSerializable(typeof(Vehicle))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(CertificateRow))]
[JsonSerializable(typeof(CertificateView))]
[JsonSerializable(typeof(ApplicationView))]
[JsonSerializable(typeof(PersonView))]
[JsonSerializable(typeof(LinkView))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(DriverAskView))]
[JsonSerializable(typeof(TimelineView))]
[JsonSerializable(typeof(OperatorView))]
[JsonSerializable(typeof(VehicleView))]
[JsonSerializable(typeof(VehicleRow))]
[JsonSerializable(typeof(OperatorRow))]
[JsonSerializable(typeof(EntitySnapshot))]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(Answer.No), TypeInfoPropertyName = "AnswerNo")]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(SignIn.No), TypeInfoPropertyName = "SignInNo")]
[JsonSerializable(typeof(OpenedAccount))]
[JsonSerializable(typeof(PasswordProof))]
[JsonSerializable(typeof(HashedPassword))]
[JsonSerializable(typeof(AuthenticatorChange))]
[JsonSerializable(typeof(ProvenPhone))]
[JsonSerializable(typeof(RecoveryProof))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Origin))]
[JsonSerializable(typeof(GivenCode))]
[JsonSerializable(typeof(SentCodes))]
[JsonSerializable(typeof(Agreements.AgreedVersions))]
[JsonSerializable(typeof(RailCareer))]
[JsonSerializable(typeof(RailApplication))]
[JsonSerializable(typeof(RailLicenceView))]
[JsonSerializable(typeof(Announcement))]
[JsonSerializable(typeof(ImmutableArray<Eligibility>))]
[JsonSerializable(typeof(RegisterRailDriver))]
[JsonSerializable(typeof(RailRow))]
[JsonSerializable(typeof(EmployerRow))]
[JsonSerializable(typeof(EmployerView))]
[JsonSerializable(typeof(ExamSessionView))]
[JsonSerializable(typeof(LetterView))]
[JsonSerializable(typeof(Employer))]
[JsonSerializable(typeof(ExamSession))]
[JsonSerializable(typeof(Keyrings.Keyring))]
[JsonSerializable(typeof(KeyringView))]
[JsonSerializable(typeof(TrustLists.TrustList))]
[JsonSerializable(typeof(TrustListView))]
[JsonSerializable(typeof(Verification.Verdict))]
[JsonSerializable(typeof(Trip))]
[JsonSerializable(typeof(TripView))]
[JsonSerializable(typeof(TripRow))]
[JsonSerializable(typeof(IdentityBinding))]
[JsonSerializable(typeof(Objections.Objection))]
[JsonSerializable(typeof(ObjectionView))]
[JsonSerializable(typeof(Findings.RoadsideFinding))]
[JsonSerializable(typeof(FindingView))]
[JsonSerializable(typeof(Opinions.Opinion))]
[JsonSerializable(typeof(OpinionView))]
[JsonSerializable(typeof(BindingApplication))]
[JsonSerializable(typeof(AuditProofView))]
public sealed partial class RegistryJson : JsonSerializerContext
{
    /// <summary>The contract for writing: Chinese is not escaped, so that it stays readable and short.</summary>
    public static RegistryJson Wire => _wire ??= new RegistryJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    // Made at first use, because the order in which static members are initialised is not certain.
    private static RegistryJson? _wire;
}
