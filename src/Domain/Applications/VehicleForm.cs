namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// What every form about a vehicle asks (http.md 6). Which answers are required depends on the service.
/// </summary>
/// <param name="ContactName">Contact person (联系人).</param>
/// <param name="ContactPhone">Contact phone (联系电话).</param>
/// <param name="Declared">The applicant answers for the truth (A.0, A.9): must be true.</param>
/// <param name="Reason">Why (申请原因); not asked for the annual review.</param>
/// <param name="PermitNumber">
/// The operating permit (A.10, A.11); null: any permit that covers the vehicle counts.
/// </param>
/// <param name="HasInspectionRecords">
/// Whether the back of the licence's sub-page has inspection records. Null means no (C-07).
/// </param>
/// <param name="HasCertificateRecords">Whether the certificate's sub-pages have records. Null means no (C-10).</param>
public abstract record VehicleForm(
    string ContactName, string ContactPhone, bool Declared, string? Reason = null, string? PermitNumber = null,
    bool? HasInspectionRecords = null, bool? HasCertificateRecords = null) : ApplicationForm;

/// <summary>Annual review (A.8).</summary>
public sealed record AnnualReviewForm(
    string ContactName, string ContactPhone, bool Declared, string? Reason = null, string? PermitNumber = null,
    bool? HasInspectionRecords = null, bool? HasCertificateRecords = null)
    : VehicleForm(
        ContactName, ContactPhone, Declared, Reason, PermitNumber, HasInspectionRecords, HasCertificateRecords);

/// <summary>Reissue of the certificate (A.9).</summary>
public sealed record VehicleReissueForm(
    string ContactName, string ContactPhone, bool Declared, string? Reason = null, string? PermitNumber = null,
    bool? HasInspectionRecords = null, bool? HasCertificateRecords = null)
    : VehicleForm(
        ContactName, ContactPhone, Declared, Reason, PermitNumber, HasInspectionRecords, HasCertificateRecords);

/// <summary>Renewal of the certificate (A.10).</summary>
public sealed record VehicleRenewalForm(
    string ContactName, string ContactPhone, bool Declared, string? Reason = null, string? PermitNumber = null,
    bool? HasInspectionRecords = null, bool? HasCertificateRecords = null)
    : VehicleForm(
        ContactName, ContactPhone, Declared, Reason, PermitNumber, HasInspectionRecords, HasCertificateRecords);

/// <summary>Cancellation of the certificate (A.11).</summary>
public sealed record VehicleCancellationForm(
    string ContactName, string ContactPhone, bool Declared, string? Reason = null, string? PermitNumber = null,
    bool? HasInspectionRecords = null, bool? HasCertificateRecords = null)
    : VehicleForm(
        ContactName, ContactPhone, Declared, Reason, PermitNumber, HasInspectionRecords, HasCertificateRecords);
