using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>When a material must be handed in.</summary>
public enum MaterialNeed
{
    /// <summary>Always.</summary>
    Required = 1,

    /// <summary>For the three kinds that drive; others may (C-02, note to A.4).</summary>
    RequiredOfDrivers = 2,
}

/// <summary>One line of a service's material table.</summary>
public sealed record MaterialLine(MaterialKind Kind, LocalText Names, MaterialNeed Need)
{
    /// <summary>True when an application about a certificate of <paramref name="kind"/> must have it.</summary>
    public bool IsRequiredOf(CertificateKind kind) => Need == MaterialNeed.Required || kind.Drives();
}

/// <summary>One field of a service's form.</summary>
public sealed record FieldLine(string Name, string Type, bool Required, ImmutableArray<string> Choices);

/// <summary>One service of the catalogue: what the portal shows and what Decide checks are this same object.</summary>
public sealed record Service(
    ServiceId Id, LocalText Names, ImmutableArray<CertificateKind> Kinds, ImmutableArray<FieldLine> Fields,
    ImmutableArray<MaterialLine> Materials, ImmutableArray<DeliveryWay> Delivery, ImmutableArray<string> Law)
{
    /// <summary>True when it ends with a new document to be delivered.</summary>
    public bool Delivers => Delivery.Length > 0;
}

/// <summary>The services for certificates (rules.md A.3-A.7, contradictions resolved as in A.13).</summary>
public static class Catalogue
{
    private static readonly ImmutableArray<CertificateKind> _all = [.. Enum.GetValues<CertificateKind>()];
    private static readonly ImmutableArray<CertificateKind> _drivers = [.. _all.Where(kind => kind.Drives())];
    private static readonly ImmutableArray<DeliveryWay> _delivered = [DeliveryWay.Post, DeliveryWay.PickUp];

    private static readonly MaterialLine _infoPage = new(MaterialKind.CertificateInfoPage,
        new LocalText("从业资格证个人信息页", "Personal-information page of the certificate"), MaterialNeed.Required);

    private static readonly MaterialLine _violationPage = new(MaterialKind.CertificateViolationPage,
        new LocalText("从业资格证违章记录页", "Violation-record page of the certificate"), MaterialNeed.Required);

    private static readonly MaterialLine _photo = new(MaterialKind.PortraitPhoto,
        new LocalText("近期二寸正面免冠彩色证件照片", "Recent 2-inch frontal colour photo"), MaterialNeed.Required);

    private static readonly MaterialLine _licence = new(MaterialKind.DrivingLicence,
        new LocalText("机动车驾驶证（正本、副本）", "Driving licence, main and duplicate page"), MaterialNeed.RequiredOfDrivers);

    private static readonly FieldLine _phone = new("phone", "string", false, []);
    private static readonly FieldLine _address = new("address", "string", false, []);

    /// <summary>Every service, in the order of rules.md.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(ServiceId.CertificateAssessment, new LocalText("诚信考核申请", "Integrity assessment"), _drivers,
            [new("serviceUnit", "string", true, []), _phone, _address],
            [
                new(MaterialKind.StudyRecord, new LocalText("考核周期学习教育情况", "Study record of the cycle"), MaterialNeed.Required),
                _infoPage, _violationPage,
            ],
            [], ["道路运输驾驶员诚信考核办法（交运规〔2022〕6号）", "rules.md A.3"]),
        new(ServiceId.CertificateRenewal, new LocalText("从业资格证换发", "Certificate renewal"), _all,
            [new("serviceUnit", "string", false, []), _phone, _address],
            [_licence, _infoPage, _violationPage, _photo],
            _delivered, ["道路运输从业人员管理规定 art. 29", "rules.md A.4"]),
        new(ServiceId.CertificateReissue, new LocalText("从业资格证补发", "Certificate reissue"), _all,
            [new("reason", "string", true, ["lost", "damaged"])],
            [_licence, _photo],
            _delivered, ["道路运输从业人员管理规定 art. 29", "rules.md A.5, C-02"]),
        new(ServiceId.CertificateChange, new LocalText("从业资格证变更", "Certificate change"), _all,
            [new("newServiceUnit", "string", true, [])],
            [
                _infoPage, _violationPage, _photo,
                new(MaterialKind.EmploymentContract, new LocalText("新服务单位聘用合同", "Employment contract with the new unit"), MaterialNeed.Required),
            ],
            _delivered, ["道路运输从业人员管理规定 art. 29", "rules.md A.6, C-03"]),
        new(ServiceId.CertificateCancellation, new LocalText("从业资格证注销", "Certificate cancellation"), _all,
            [new("reason", "string", true, [])],
            [_infoPage, _violationPage],
            [], ["道路运输从业人员管理规定 art. 32", "rules.md A.7, C-06"]),
    ];

    /// <summary>The service with this id.</summary>
    public static Service Of(ServiceId id)
    {
        foreach (var service in All)
            if (service.Id == id) return service;
        throw new ArgumentOutOfRangeException(nameof(id));
    }

    /// <summary>The service whose form this is.</summary>
    public static Service Of(ApplicationForm form) => Of(form switch
    {
        AssessmentForm => ServiceId.CertificateAssessment,
        RenewalForm => ServiceId.CertificateRenewal,
        ReissueForm => ServiceId.CertificateReissue,
        ChangeForm => ServiceId.CertificateChange,
        CancellationForm => ServiceId.CertificateCancellation,
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    });
}
