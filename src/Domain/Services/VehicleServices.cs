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

    private static readonly FieldLine _declared = new("declared", "boolean", true, []);
    private static readonly FieldLine _inspection = new("hasInspectionRecords", "boolean", false, []);

    private static ImmutableArray<FieldLine> Fields(bool reason, bool permit, params ReadOnlySpan<FieldLine> more) =>
    [
        new("contactName", "string", true, []), new("contactPhone", "string", true, []),
        new("reason", "string", reason, []), new("permitNumber", "string", permit, []), .. more, _declared,
    ];

    /// <summary>All of them, in the order of rules.md.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        new(
            ServiceId.VehicleAnnualReview,
            EntityKind.Vehicle,
            new LocalText("普通货运车辆年审", "Annual review of a freight vehicle"),
            _generalFreight,
            Fields(reason: false, permit: false, _inspection),
            [_licence, _subPageBack],
            [],
            [Citations.Freight, Citations.GuideReview])
        { ParallelTo = ServiceId.VehicleRenewal },
        new(
            ServiceId.VehicleReissue,
            EntityKind.Vehicle,
            new LocalText("道路运输证补发", "Reissue of a vehicle's certificate"),
            _freight,
            Fields(reason: true, permit: false, _inspection),
            [_licence, _subPageBack, _photo45],
            _delivered,
            [Citations.Freight, Citations.GuideVehicleReissue]),
        new(
            ServiceId.VehicleRenewal,
            EntityKind.Vehicle,
            new LocalText("道路运输证换发", "Renewal of a vehicle's certificate"),
            _freight,
            Fields(reason: true, permit: true, _inspection),
            [
                _licence,
                _subPageBack,
                _photo45,
                _mainPage,
                new(MaterialKind.VehicleCertificateRecordPage, _recordPage, MaterialNeed.Required)],
            _delivered,
            [Citations.Freight, Citations.GuideVehicleRenewal])
        { ParallelTo = ServiceId.VehicleAnnualReview },
        new(
            ServiceId.VehicleCancellation,
            EntityKind.Vehicle,
            new LocalText("道路运输证注销", "Cancellation of a vehicle's certificate"),
            _freight,
            Fields(reason: true, permit: true, new FieldLine("hasCertificateRecords", "boolean", false, [])),
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
