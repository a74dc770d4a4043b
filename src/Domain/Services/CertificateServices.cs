using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Services;

/// <summary>The services for certificates (rules.md A.3-A.7, contradictions resolved as in A.13).</summary>
internal static class CertificateServices
{
    private static readonly ImmutableArray<string> _all = [.. Enum.GetValues<CertificateKind>().Select(
        kind => kind.Name())];
    private static readonly ImmutableArray<string> _drivers =
        [.. Enum.GetValues<CertificateKind>().Where(kind => kind.Drives()).Select(kind => kind.Name())];
    private static readonly ImmutableArray<DeliveryWay> _delivered = [DeliveryWay.Post, DeliveryWay.PickUp];

    private static readonly MaterialLine _infoPage = new(MaterialKind.CertificateInfoPage,
        new LocalText("从业资格证个人信息页", "Personal-information page of the certificate"), MaterialNeed.Required);

    private static readonly MaterialLine _violationPage = new(MaterialKind.CertificateViolationPage,
        new LocalText("从业资格证违章记录页", "Violation-record page of the certificate"), MaterialNeed.Required);

    private static readonly MaterialLine _photo = new(MaterialKind.PortraitPhoto,
        new LocalText("近期二寸正面免冠彩色证件照片", "Recent 2-inch frontal colour photo"), MaterialNeed.Required);

    private static readonly MaterialLine _licence = new(MaterialKind.DrivingLicence,
        new LocalText("机动车驾驶证（正本、副本）", "Driving licence, main and duplicate page"), MaterialNeed.RequiredOfDrivers);

    private static readonly MaterialLine _licenceDuplicate = new(MaterialKind.DrivingLicenceDuplicate,
        new LocalText(
            "机动车驾驶证副页（含档案编号），正页单独上传时",
            "Duplicate page with the archive number, where it is a file of its own"),
        MaterialNeed.Optional);

    /// <summary>Every service, in the order of rules.md.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(
            ServiceId.CertificateAssessment,
            EntityKind.Certificate,
            new LocalText("诚信考核申请", "Integrity assessment"),
            _drivers,
            [FieldLines.ServiceUnit, FieldLines.Phone, FieldLines.Address],
            [
                new(
                    MaterialKind.StudyRecord,
                    new LocalText("考核周期学习教育情况", "Study record of the cycle"),
                    MaterialNeed.Required),
                _infoPage,
                _violationPage],
            [],
            [Citations.Assessment, Citations.GuideAssessment]),
        new(ServiceId.CertificateRenewal, EntityKind.Certificate, new LocalText("从业资格证换发", "Certificate renewal"), _all,
            [FieldLines.ServiceUnit.Optional, FieldLines.Phone, FieldLines.Address],
            [_licence, _licenceDuplicate, _infoPage, _violationPage, _photo],
            _delivered, [Citations.PersonnelRenewal, Citations.GuideRenewal])
        { Beside = [ServiceId.CertificateReissue, ServiceId.CertificateChange, ServiceId.CertificateAssessment] },
        new(ServiceId.CertificateReissue, EntityKind.Certificate, new LocalText("从业资格证补发", "Certificate reissue"), _all,
            [FieldLines.LostOrDamaged],
            [_licence, _licenceDuplicate, _photo],
            _delivered, [Citations.PersonnelRenewal, Citations.GuideReissue]),
        new(ServiceId.CertificateChange, EntityKind.Certificate, new LocalText("从业资格证变更", "Certificate change"), _all,
            [new FieldLine("newServiceUnit", new("新服务单位", "New service unit")) { IsName = true }],
            [
                _infoPage, _violationPage, _photo,
                new(
                    MaterialKind.EmploymentContract,
                    new LocalText("新服务单位聘用合同", "Employment contract with the new unit"),
                    MaterialNeed.Required),
            ],
            _delivered, [Citations.PersonnelRenewal, Citations.GuideChange]),
        new(
            ServiceId.CertificateCancellation,
            EntityKind.Certificate,
            new LocalText("从业资格证注销", "Certificate cancellation"),
            _all,
            [FieldLines.Reason with { Label = new("注销原因", "Why it is cancelled") }],
            [_infoPage, _violationPage],
            [],
            [Citations.PersonnelCancellation, Citations.GuideCancellation]),
    ];
}
