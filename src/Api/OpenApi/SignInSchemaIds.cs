using OrleansRegistry.Api.Audit;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Retention;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>The names of schemas around signing in (<see cref="SchemaIds"/>).</summary>
internal static class SignInSchemaIds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(AuditClass)] = "AuditClass",
        [typeof(AuditProofStep)] = "AuditProofStep",
        [typeof(AuditProofView)] = "AuditProof",
        [typeof(AuditRootView)] = "AuditRoot",
        [typeof(AuditRecordView)] = "AuditRecord",
        [typeof(AuditSearchRequest)] = "AuditSearch",
        [typeof(AgreeRequest)] = "AgreeRequest",
        [typeof(AgreedVersion)] = "AgreedVersion",
        [typeof(AgreementView)] = "Agreement",
        [typeof(AgreementsView)] = "Agreements",
        [typeof(CodePurpose)] = "CodePurpose",
        [typeof(CodeRequestView)] = "CodeRequested",
        [typeof(ExportedConsent)] = "ExportedConsent",
        [typeof(ExportedDocument)] = "ExportedDocument",
        [typeof(ExportedDraft)] = "ExportedDraft",
        [typeof(ReaderView)] = "Reader",
        [typeof(OwnDevice)] = "Device",
        [typeof(OwnDevicesView)] = "Devices",
        [typeof(OwnSession)] = "OwnSession",
        [typeof(OwnSessionsView)] = "OwnSessions",
        [typeof(PasswordResetRequest)] = "PasswordResetRequest",
        [typeof(ReadinessView)] = "Readiness",
        [typeof(PersonPhoneForm)] = "PersonPhoneForm",
        [typeof(OwnerForm)] = "OwnerForm",
        [typeof(OwnerRequest)] = "OwnerRequest",
        [typeof(OwnerEndRequest)] = "OwnerEndRequest",
        [typeof(OwnerView)] = "OperatorOwner",
        [typeof(PartyView)] = "Party",
        [typeof(PersonPhoneRequest)] = "PersonPhoneRequest",
        [typeof(RecoveryCodeView)] = "RecoveryCode",
        [typeof(RecoveryRequest)] = "RecoveryRequest",
        [typeof(RecoveryView)] = "Recovery",
        [typeof(RetentionKind)] = "RetentionKind",
        [typeof(RetentionView)] = "Retention",
        [typeof(SmsReceiptRequest)] = "SmsReceipt",
    };
}
