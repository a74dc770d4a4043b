using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Services;

/// <summary>
/// The services for railway drivers (rules.md B.3-B.9). The dated tables of the railway rules say which materials they
/// need, by reason (<see cref="RailRulebook.Materials"/>); here are the names.
/// </summary>
public static class RailServices
{
    private static readonly ImmutableArray<DeliveryWay> _delivered = [DeliveryWay.Post, DeliveryWay.PickUp];

    private static readonly ImmutableArray<FieldLine> _exam =
    [
        FieldLines.RailClasses,
        new("examSessionId", new("考试批次", "Exam session")),
        new("examPlaceId", new("考点", "Exam point"), Required: false),
        FieldLines.HealthReportOn,
        new("education", new("学历", "Education"), "object", Required: false),
        new("experience", new("学习和乘务经历", "Study and crew experience"), "object", Required: false),
        new("fitness", new("健康、适应性、语言和行为声明", "Declaration of health, aptitude, language and conduct"), "object",
            Required: false)
        {
            Hint = new LocalText("尚无记录的项目由本人声明", "What nobody has reported is declared by the driver"),
        }];

    private static readonly FieldLine _renewalReason = new("reason", new("换证原因", "Reason"))
    {
        Choices =
        [
            new("expiry", new("驾驶证有效期满", "Expiry")),
            new("expiryAndEmployer", new("驾驶证有效期满+变更企业", "Expiry and change of employer")),
            new("employer", new("变更企业", "Change of employer")),
            new("expiryAndName", new("驾驶证有效期满+变更姓名", "Expiry and change of name")),
            new("name", new("变更姓名", "Change of name")),
        ],
    };

    private static readonly FieldLine _ground = new("ground", new("注销情形", "Ground"))
    {
        Choices =
        [
            new("deathOrIncapacity", new("死亡或者丧失行为能力", "Death or lost capacity")),
            new("otherCancellation", new("法律、法规规定的其他情形", "Other cases in law")),
        ],
    };

    private static readonly Dictionary<MaterialKind, LocalText> _names = new()
    {
        [MaterialKind.ExamForm] = new("铁路机车车辆驾驶人员资格考试申请表", "Exam application form"),
        [MaterialKind.IdentityFront] = new("本人身份证件（双面扫描至同一页）", "Identity document, both sides on one page"),
        [MaterialKind.HealthReport] = new("近1年内的体检合格报告（TB/T 3091）", "Health report to TB/T 3091, at most a year old"),
        [MaterialKind.Education] = new("本人学历证明", "Proof of education"),
        [MaterialKind.MechanicProof] = new("动车组机械师任职材料", "Proof of the post as EMU mechanic"),
        [MaterialKind.RailPhoto] = new("免冠照片（20×25mm，不低于300dpi）", "Photo, 20 x 25 mm, 300 dpi or more"),
        [MaterialKind.EmploymentProof] = new("单位聘用证明和记载内容变化相关证明", "Employment and change proof"),
        [MaterialKind.CorrectionProof] = new("更正证明", "Correction proof"),
        [MaterialKind.Video] = new("录制视频", "Video with the spoken statement"),
        [MaterialKind.ReissueForm] = new("铁路机车车辆驾驶证补证申请表", "Reissue form"),
        [MaterialKind.EmployerConsent] = new("单位同意证明（竖版正向，后缀 .pdf）", "Consent of the unit, portrait, extension .pdf"),
    };

    /// <summary>Every material that a railway service may ask for.</summary>
    public static IEnumerable<MaterialKind> Materials => _names.Keys;

    /// <summary>The name of a railway material.</summary>
    public static LocalText NameOf(MaterialKind kind) => _names[kind];

    /// <summary>All of them, in the order of rules.md.</summary>
    public static ImmutableArray<Service> All { get; } =
    [
        Of(
            ServiceId.RailFirst,
            new LocalText("初次申请驾驶证", "First application for a railway driver licence"),
            _exam,
            _delivered,
            Citations.RailFirst),
        Of(ServiceId.RailUpgrade, new LocalText("增驾", "Upgrade to another class"), _exam, _delivered,
            Citations.RailUpgrade),
        Of(ServiceId.RailRenewal, new LocalText("换证", "Renewal of a railway driver licence"),
        [
            _renewalReason,
            new("newEmployerId", new("变更后企业", "New employer"), Required: false)
            {
                RequiredIf = "reason: expiryAndEmployer employer",
                Hint = new LocalText("按名称查找，请仔细核对", "Found by name; compare it carefully"),
            },
            new("newUnit", new("子级单位", "Unit of the new employer"), Required: false),
            new("newName", new("变更后姓名", "New name"), Required: false)
            {
                RequiredIf = "reason: expiryAndName name",
            },
            FieldLines.HealthReportOn.Optional with
            {
                RequiredIf = "reason: expiry expiryAndEmployer expiryAndName",
            }],
        _delivered,
        Citations.RailRenewal),
        Of(ServiceId.RailReissue, new LocalText("补证", "Reissue of a railway driver licence"),
            [FieldLines.LostOrDamaged], _delivered, Citations.RailChanges),
        Of(ServiceId.RailCancellation, new LocalText("注销", "Cancellation of a railway driver licence"),
            [_ground, FieldLines.Reason],
            [], Citations.RailCancellation),
    ];

    private static Service Of(
        ServiceId id,
        LocalText names,
        ImmutableArray<FieldLine> fields,
        ImmutableArray<DeliveryWay> delivery,
        params string[] rulesInForce) =>
        new(
            id,
            EntityKind.RailLicence,
            names,
            [.. RailClass.All.Select(one => one.ToString())],
            fields,
            [],
            delivery,
            [.. rulesInForce]);
}
