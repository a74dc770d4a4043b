using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>Guides of the services for certificates (seed 000, sections 3 to 7; rules.md A.3-A.7).</summary>
internal static class CertificateGuides
{
    private static readonly LocalText _valid = new(
        "申请人应确认从业资格证在有效期内且信息未发生变化；信息有变化的，先申请变更。",
        "The certificate has to be valid and its information unchanged; what changed is changed first.");

    private static readonly LocalText _clear = new(
        "提交的电子影像应清晰、完整、不歪斜；材料应与系统提示的一致。",
        "Pictures are clear, complete and straight, and of the papers that are asked for.");

    private static readonly LocalText _photo = new(
        "照片为近期二寸正面免冠彩色证件照，背景为红、蓝或白色，使用照相馆的电子原件，不得翻拍。",
        "The photo is a recent 2-inch frontal colour photo on plain red, blue or white, the studio's own file.");

    private static readonly LocalText _licence = new(
        "机动车驾驶证应包含正本和副本，副本为载有个人信息和档案编号的一页。",
        "Of the driving licence both pages: the duplicate is the one with personal data and archive number.");

    private static readonly LocalText _limits = new(
        "提交后 {accept} 个工作日内受理；受理后不再接受业务撤销，{decide} 个工作日内反馈办理结果。",
        "Accepted within {accept} working days; afterwards it cannot be withdrawn, and is decided within {decide}.");

    private static readonly LocalText _truth = new(
        "申请人对所提交材料的真实性、有效性与合法性负责。", "The applicant answers for what is handed in.");

    private static readonly ImmutableArray<GuideQuestion> _questions =
    [
        new(new("没有到时间，可以提前办理吗？", "May I apply before the time?"),
            new("不可以，请在规定的时间内申请。", "No; apply while the window is open.")),
        new(new("上传的材料与提示不一致可以吗？", "May I upload another paper than the one asked for?"),
            new("不可以，材料与系统提示不一致的不能通过。", "No; the application cannot succeed then.")),
        new(new("由哪里审核？", "Who decides?"),
            new("由原发证机关核查、审验。", "The authority that issued the certificate.")),
    ];

    public static ServiceGuide Assessment { get; } = Of(consent: true, delivers: false,
        [_valid, new("每 12 个月为一个考核周期，周期届满后 20 日内申请。",
            "A cycle has 12 months; apply within 20 days after its end."), _clear, _limits, _truth],
        new("选择从业资格证，核对并完善个人信息；没有服务单位的填“个人”。",
            "Choose the certificate and complete your details; without a unit write 个人."),
        new("上传考核周期学习教育情况、从业资格证个人信息页和违章记录页。",
            "Upload the study record of the cycle and two pages of the certificate."),
        new("审核通过并评级后，下载考核凭证。", "When it is graded, download the voucher."));

    public static ServiceGuide Renewal { get; } = Of(consent: false, delivers: true,
        [new("从业资格证有效期六年，届满 30 日前起可以申请换发。",
            "A certificate is valid for six years; renewal opens 30 days before its end."),
            new("超过有效期 180 日未申请的，证件由发证机关注销。", "Not renewed within 180 days after it, it is cancelled."),
            _licence, _photo, _clear, _limits, _truth],
        new("核对自动关联的证件和基本信息。", "Look at the certificate and your details."),
        new("上传机动车驾驶证、从业资格证个人信息页及违章记录页、证件照。",
            "Upload driving licence, two pages of the certificate and the photo."), Guides.Receive);

    public static ServiceGuide Reissue { get; } = Of(consent: false, delivers: true,
        [new("证件遗失、毁损的可以申请补发；原证自补发之日起失效，有效期不变。",
            "For what was lost or damaged; the old document counts no longer, the validity stays."),
            _licence, _photo, _clear, _limits, _truth],
        new("核对自动关联的证件和基本信息，选择补发原因。", "Look at the certificate and choose why."),
        new("上传证件照；驾驶员另上传机动车驾驶证。", "Upload the photo; drivers the driving licence too."), Guides.Receive);

    public static ServiceGuide Change { get; } = Of(consent: false, delivers: true,
        [new("工作单位变动的，应当申请变更；有效期不变。", "Whoever changes the unit has it changed; the validity stays."),
            _photo, _clear, _limits, _truth],
        new("核对自动关联的证件，填写新服务单位。", "Look at the certificate and name the new unit."),
        new("上传从业资格证个人信息页及违章记录页、证件照、新服务单位聘用合同。",
            "Upload two pages of the certificate, the photo and the new contract."), Guides.Receive);

    public static ServiceGuide Cancellation { get; } = Of(consent: false, delivers: false,
        [new("注销后证件不再有效，不能恢复；没有需要领取的新证件。",
            "A cancelled certificate cannot be revived; there is nothing to receive."), _clear, _limits, _truth],
        new("核对自动关联的证件，填写注销原因。", "Look at the certificate and say why."),
        new("上传从业资格证个人信息页及违章记录页。", "Upload two pages of the certificate."));

    private static ServiceGuide Of(
        bool consent, bool delivers, ImmutableArray<LocalText> notice, params ReadOnlySpan<LocalText> steps) => new()
        {
            Notice = new ServiceNotice(Guides.Version, consent, notice),
            Steps = [Guides.ReadNotice, steps[0], steps[1], Guides.Follow, .. steps[2..], Guides.Ask],
            Fees = delivers ? [Guides.Courier] : [],
            Contacts = [ContactPlaces.Road, ContactPlaces.RoadComplaints],
            Questions = _questions,
            Nature = Guides.RoadNature,
        };
}
