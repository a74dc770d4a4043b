using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Services;

/// <summary>The services of the catalogue (http.md 5). Their names are published and stored: frozen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ServiceId>))]
public enum ServiceId
{
    /// <summary>Integrity assessment (诚信考核), rules.md A.3.</summary>
    [JsonStringEnumMemberName("certificate.assessment")]
    CertificateAssessment = 1,

    /// <summary>Renewal (换发), rules.md A.4.</summary>
    [JsonStringEnumMemberName("certificate.renewal")]
    CertificateRenewal = 2,

    /// <summary>Reissue (补发), rules.md A.5.</summary>
    [JsonStringEnumMemberName("certificate.reissue")]
    CertificateReissue = 3,

    /// <summary>Change of the service unit (变更), rules.md A.6.</summary>
    [JsonStringEnumMemberName("certificate.change")]
    CertificateChange = 4,

    /// <summary>Cancellation on request (注销), rules.md A.7.</summary>
    [JsonStringEnumMemberName("certificate.cancellation")]
    CertificateCancellation = 5,

    /// <summary>Annual review of a general-freight vehicle (年审), rules.md A.8.</summary>
    [JsonStringEnumMemberName("vehicle.annualReview")]
    VehicleAnnualReview = 11,

    /// <summary>Reissue of a vehicle's certificate (道路运输证补发), rules.md A.9.</summary>
    [JsonStringEnumMemberName("vehicle.reissue")]
    VehicleReissue = 12,

    /// <summary>Renewal of a vehicle's certificate (道路运输证换发), rules.md A.10.</summary>
    [JsonStringEnumMemberName("vehicle.renewal")]
    VehicleRenewal = 13,

    /// <summary>Cancellation of a vehicle's certificate on request (道路运输证注销), rules.md A.11.</summary>
    [JsonStringEnumMemberName("vehicle.cancellation")]
    VehicleCancellation = 14,

    /// <summary>First application for a railway driver licence (初次申请), rules.md B.3.</summary>
    [JsonStringEnumMemberName("rail.first")]
    RailFirst = 41,

    /// <summary>Upgrade (增驾), rules.md B.4.</summary>
    [JsonStringEnumMemberName("rail.upgrade")]
    RailUpgrade = 42,

    /// <summary>Renewal (换证), rules.md B.5.</summary>
    [JsonStringEnumMemberName("rail.renewal")]
    RailRenewal = 43,

    /// <summary>Reissue (补证), rules.md B.6.</summary>
    [JsonStringEnumMemberName("rail.reissue")]
    RailReissue = 44,

    /// <summary>Cancellation (注销), rules.md B.9.</summary>
    [JsonStringEnumMemberName("rail.cancellation")]
    RailCancellation = 45,

    /// <summary>
    /// Correction of wrong licence data by two officers, rules.md B.10, H.26. Nobody can apply for it, so it is not in
    /// the catalogue.
    /// </summary>
    [JsonStringEnumMemberName("rail.correction")]
    RailCorrection = 46,

    /// <summary>Filing of an interprovincial charter trip (省际包车备案), rules.md C.3.</summary>
    [JsonStringEnumMemberName("trip.filing")]
    TripFiling = 31,

    /// <summary>Binding of an account to a person by proof (实名认证), rules.md A.1, H.24.</summary>
    [JsonStringEnumMemberName("identity.binding")]
    IdentityBinding = 51,

    /// <summary>
    /// Undoing of such a binding by two officers, rules.md H.24. Nobody can apply for it, so it is not in the
    /// catalogue.
    /// </summary>
    [JsonStringEnumMemberName("identity.unbinding")]
    IdentityUnbinding = 52,

    /// <summary>Another name or number of a person, by two officers, rules.md H.26. Not in the catalogue.</summary>
    [JsonStringEnumMemberName("person.identityChange")]
    PersonIdentityChange = 53,

    /// <summary>
    /// Correction of a fact that another authority recorded, by two officers, rules.md H.26. Not in the catalogue.
    /// </summary>
    [JsonStringEnumMemberName("person.factCorrection")]
    FactCorrection = 54,

    /// <summary>Another phone for a person's account, by two officers, rules.md H.26. Not in the catalogue.</summary>
    [JsonStringEnumMemberName("person.phone")]
    PersonPhone = 55,

    /// <summary>Who owns an individual business, by two officers, docs/adr/0117. Not in the catalogue.</summary>
    [JsonStringEnumMemberName("operator.owner")]
    OperatorOwner = 56,

    /// <summary>
    /// Opening, enabling or reset of an account by two administrators, rules.md H.26. Not in the catalogue.
    /// </summary>
    [JsonStringEnumMemberName("account.act")]
    AccountAct = 61,
}

/// <summary>The published names of services.</summary>
public static class ServiceNames
{
    private static readonly (ServiceId Id, string Name)[] _all =
    [
        (ServiceId.CertificateAssessment, "certificate.assessment"),
        (ServiceId.CertificateRenewal, "certificate.renewal"),
        (ServiceId.CertificateReissue, "certificate.reissue"),
        (ServiceId.CertificateChange, "certificate.change"),
        (ServiceId.CertificateCancellation, "certificate.cancellation"),
        (ServiceId.VehicleAnnualReview, "vehicle.annualReview"),
        (ServiceId.VehicleReissue, "vehicle.reissue"),
        (ServiceId.VehicleRenewal, "vehicle.renewal"),
        (ServiceId.VehicleCancellation, "vehicle.cancellation"),
        (ServiceId.RailFirst, "rail.first"),
        (ServiceId.RailUpgrade, "rail.upgrade"),
        (ServiceId.RailRenewal, "rail.renewal"),
        (ServiceId.RailReissue, "rail.reissue"),
        (ServiceId.RailCancellation, "rail.cancellation"),
        (ServiceId.RailCorrection, "rail.correction"),
        (ServiceId.TripFiling, "trip.filing"),
        (ServiceId.IdentityBinding, "identity.binding"),
        (ServiceId.IdentityUnbinding, "identity.unbinding"),
        (ServiceId.PersonIdentityChange, "person.identityChange"),
        (ServiceId.FactCorrection, "person.factCorrection"),
        (ServiceId.PersonPhone, "person.phone"),
        (ServiceId.OperatorOwner, "operator.owner"),
        (ServiceId.AccountAct, "account.act"),
    ];

    /// <summary>The published name of <paramref name="id"/>.</summary>
    public static string Of(ServiceId id)
    {
        foreach (var (known, name) in _all)
            if (known == id) return name;
        throw new ArgumentOutOfRangeException(nameof(id));
    }

    /// <summary>The service called <paramref name="name"/>; null when there is none.</summary>
    public static ServiceId? Find(string? name)
    {
        foreach (var (id, known) in _all)
            if (known == name) return id;
        return null;
    }
}
