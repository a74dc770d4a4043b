using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Services;

/// <summary>The services for vehicles (rules.md A.8-A.11, contradictions resolved as in A.13).</summary>
internal static class VehicleServices
{
    private static readonly ImmutableArray<string> _generalFreight = [VehicleKind.GeneralFreight.Name()];
    private static readonly ImmutableArray<string> _freight = [
        VehicleKind.GeneralFreight.Name(), VehicleKind.DangerousGoods.Name()];
    private static readonly ImmutableArray<DeliveryWay> _delivered = [DeliveryWay.Post, DeliveryWay.PickUp];

    private static readonly MaterialLine _licence = new(MaterialKind.VehicleLicenceFront,
        new LocalText("机动车行驶证正、副本正面", "Vehicle licence, fronts of main and sub-page"), MaterialNeed.Required);

    private static readonly MaterialLine _subPageBack = new(MaterialKind.VehicleLicenceSubPageBack,
        new LocalText("行驶证副页背面", "Back of the vehicle licence's sub-page"), MaterialNeed.RequiredWithInspectionRecords);

    private static readonly MaterialLine _photo45 = new(MaterialKind.VehiclePhoto45,
        new LocalText("车辆45度角防伪彩色照片", "45-degree anti-forgery colour photo of the vehicle"), MaterialNeed.Required);

    private static readonly MaterialLine _mainPage = new(MaterialKind.VehicleCertificateMainPage,
        new LocalText("道路运输证主页", "Main page of the road-transport certificate"), MaterialNeed.Required);

    private static readonly LocalText _recordPage = new("道路运输证记录页", "Record page of the road-transport certificate");

    private static readonly FieldLine _declared =
        new("declared", new("承诺申请事项情况属实，特此声明", "Declaration that everything is true"), "boolean");

    private static readonly FieldLine _inspection = new("hasInspectionRecords",
        new("行驶证副页背面有检验记录", "Inspection records on the back of the sub-page"), "boolean", Required: false);

    private static readonly FieldLine _records = new("hasCertificateRecords",
        new("道路运输证副页有记录", "The certificate's sub-pages bear records"), "boolean", Required: false);

    private static readonly FieldLine _permit =
        new("permitNumber", new("道路运输经营许可证号", "Operating permit number"));

    private static ImmutableArray<FieldLine> Fields(LocalText? reason, bool permit, FieldLine more) =>
    [
        new("contactName", new("联系人", "Contact person")),
        new("contactPhone", new("联系电话", "Contact telephone"))
        {
            IsPhone = true, MaxLength = Applications.FormCheck.MaxPhone,
        },
        reason is null ? FieldLines.Reason.Optional : FieldLines.Reason with { Label = reason },
        permit ? _permit : _permit.Optional, more, _declared,
    ];

    /// <summary>All of them, in the order of rules.md.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(
            ServiceId.VehicleAnnualReview,
            EntityKind.Vehicle,
            new LocalText("普通货运车辆年审", "Annual review of a freight vehicle"),
            _generalFreight,
            Fields(reason: null, permit: false, _inspection),
            [_licence, _subPageBack],
            [],
            [Citations.Freight, Citations.GuideReview])
        { Beside = [ServiceId.VehicleRenewal] },
        new(
            ServiceId.VehicleReissue,
            EntityKind.Vehicle,
            new LocalText("道路运输证补发", "Reissue of a vehicle's certificate"),
            _freight,
            Fields(new("申请原因", "Why it is made again"), permit: false, _inspection),
            [_licence, _subPageBack, _photo45],
            _delivered,
            [Citations.Freight, Citations.GuideVehicleReissue]),
        new(
            ServiceId.VehicleRenewal,
            EntityKind.Vehicle,
            new LocalText("道路运输证换发", "Renewal of a vehicle's certificate"),
            _freight,
            Fields(new("换证原因", "Why it is renewed"), permit: true, _inspection),
            [
                _licence,
                _subPageBack,
                _photo45,
                _mainPage,
                new(MaterialKind.VehicleCertificateRecordPage, _recordPage, MaterialNeed.Required)],
            _delivered,
            [Citations.Freight, Citations.GuideVehicleRenewal])
        { Beside = [ServiceId.VehicleAnnualReview, ServiceId.VehicleReissue] },
        new(
            ServiceId.VehicleCancellation,
            EntityKind.Vehicle,
            new LocalText("道路运输证注销", "Cancellation of a vehicle's certificate"),
            _freight,
            Fields(new("注销原因", "Why it is cancelled"), permit: true, _records),
            [
                _photo45,
                _mainPage,
                new(
                    MaterialKind.VehicleCertificateRecordPage,
                    _recordPage,
                    MaterialNeed.RequiredWithCertificateRecords)],
            [],
            [Citations.Freight, Citations.GuideVehicleCancellation]),
    ];
}
