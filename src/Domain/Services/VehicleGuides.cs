using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>Guides of the services for vehicles (seed 000 L315-L524; rules.md A.8-A.11).</summary>
internal static class VehicleGuides
{
    private static readonly LocalText _valid = new(
        "申请人应确认道路运输经营许可证及车辆道路运输证在有效期内且信息未发生变化。",
        "Operating permit and certificate of the vehicle have to be valid and their information unchanged.");

    private static readonly LocalText _clear = new(
        "提交申请材料时确保上传的电子影像清晰可见。", "What is uploaded has to be clearly readable.");

    private static readonly LocalText _limits = new(
        "申请将于提交后 {accept} 个工作日内受理；业务状态更新为已受理后，不再接受业务撤销操作请求。",
        "It is accepted within {accept} working days; after that it cannot be withdrawn.");

    private static readonly LocalText _progress = new(
        "受理成功后 {decide} 个工作日内，可以查询办理进度和结果。", "The result is there within {decide} working days after that.");

    private static readonly LocalText _pickUp = new(
        "可以通过邮寄或自取方式获取证件，选择自取的，需在 {months} 个月内领取证件。",
        "By post or picked up; picked up within {months} month(s).");

    private static readonly LocalText _truth = new(
        "申请人对所提交材料的真实性、有效性与合法性负责。", "The applicant answers for what is handed in.");

    private static readonly LocalText _choose = new(
        "填写联系人、联系电话和申请原因，选择车辆。", "Name a contact and the reason, and choose the vehicle.");

    public static ServiceGuide Review { get; } = Of(consent: true, delivers: false,
        [_valid, _clear, _limits, new(
            "受理成功后 {decide} 个工作日内，可以查询办理进度，下载审核凭证。",
            "Within {decide} working days after that the voucher can be downloaded."),
            new("年审凭证的有效期为审核通过之日起一年，请在凭证到期前通过下一年度年审。",
                "The voucher is valid for one year; pass the next review before its end."), _truth],
        new("填写联系人、联系电话，选择车辆。", "Name a contact and choose the vehicle."),
        new("上传行驶证正、副本正面；副页背面有检验记录的，一并上传。",
            "Upload the vehicle licence; the back of its sub-page if it bears inspection records."),
        new("审核通过后下载年度审核凭证。", "When it is approved, download the voucher."));

    public static ServiceGuide Reissue { get; } = Of(consent: true, delivers: true,
        [_valid, _clear, _limits, _progress, _pickUp, _truth], _choose,
        new("上传行驶证和车辆45度角防伪彩色照片，勾选承诺。", "Upload vehicle licence and photo, and declare that it is true."),
        Guides.Receive);

    public static ServiceGuide Renewal { get; } = Of(consent: false, delivers: true,
        [new("道路运输证有效期三年，届满 30 日前起可以向原发证机关申请换发。",
            "A certificate is valid for three years; renewal opens 30 days before its end."),
            _valid, _clear, _limits, _progress, _pickUp, _truth], _choose,
        new("上传行驶证、车辆45度角防伪彩色照片、道路运输证主页和记录页。",
            "Upload vehicle licence, photo, main and record page of the certificate."), Guides.Receive);

    public static ServiceGuide Cancellation { get; } = Of(consent: false, delivers: false,
        [new("车辆报废或者不再从业运营的，在道路运输证有效期内申请注销。",
            "For a vehicle that is scrapped or operated no longer, while its certificate is valid."),
            _clear, _limits, _progress, _truth], _choose,
        new("上传车辆45度角防伪彩色照片、道路运输证主页和有记录的副页。",
            "Upload the photo, the main page of the certificate and sub-pages with records."));

    private static ServiceGuide Of(
        bool consent, bool delivers, ImmutableArray<LocalText> notice, params ReadOnlySpan<LocalText> steps) => new()
        {
            Notice = new ServiceNotice(Guides.Version, consent, notice),
            Steps = [Guides.ReadNotice, steps[0], steps[1], Guides.Follow, .. steps[2..], Guides.Ask],
            Fees = delivers ? [Guides.Courier] : [],
            Contacts = [ContactPlaces.Road, ContactPlaces.RoadComplaints],
            Questions =
        [
            new(new("危险货物运输车辆可以网上年审吗？", "Can dangerous-goods vehicles be reviewed online?"),
                new("不可以，网上年审只适用于普通货运车辆。", "No; online review is for general freight only.")),
        ],
            Nature = Guides.RoadNature,
        };
}
