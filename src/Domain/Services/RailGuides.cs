using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>Guides of the railway services (seed 002; rules.md B).</summary>
internal static class RailGuides
{
    private static readonly LocalText _employer = new(
        "换证、补证、注销由驾驶人员提交，所在企业初审后报考试中心；不能以个人名义办理。",
        "Renewal, reissue and cancellation go through the employer; not in one's own name.");

    private static readonly LocalText _papers = new(
        "PDF 不超过 5 MB；体检报告为近1年内出具，符合 TB/T 3091。",
        "PDFs of at most 5 MB; the health report to TB/T 3091 is at most a year old.");

    private static readonly LocalText _police = new(
        "姓名等信息由公安数据源校验，校验时段为每日 8:00-18:00。", "The police data source answers from 8:00 to 18:00 each day.");

    private static readonly Fee _exam = new(
        new("铁路机车车辆驾驶资格考试费", "Exam fee"), new("不允许减免；无其他行政收费。", "No reduction; there is no other charge."),
        [
            "《财政部 国家发改委关于发布国家铁路局行政性收费项目的通知》（财税﹝2015﹞75号）",
            "《国家发改委 财政部关于核发国家铁路局行政事业性收费标准有关问题的通知》（发改价格﹝2015﹞2672号）",
            "《关于铁路机车车辆驾驶人员资格考试行政事业性收费标准的通知》（国铁设备监﹝2016﹞10号）",
        ]);

    private static readonly Fee _courier = new(new("邮寄费", "Courier"),
        new("邮寄证件的，由申请人向快递企业支付；付费后制证。", "Paid to the courier; the licence is made after that."), []);

    private static readonly ImmutableArray<LocalText> _change =
    [
        new("企业管理人员初审，提交考试中心。", "The employer reviews and hands it to the exam centre."),
        new("考试中心审核上报，国家铁路局作出决定，网上公告。", "The centre reports, the administration decides and announces."),
    ];

    public static ServiceGuide First { get; } = Exam(
        new("申请 J9、J8、J7、J6、J5 之一或者 L3、L2 之一；年龄按理论考试报名截止日期计算。",
            "One of J9 to J5, or one of L3, L2; ages count on the registration deadline of the theory exam."));

    public static ServiceGuide Upgrade { get; } = Exam(
        new("每次申请某一系列的一种机车车辆类型。", "Each application is for one class of one series."));

    public static ServiceGuide Renewal { get; } = Of(
        [new("换证原因不同，填写的信息和材料不同；目前仅支持变更企业和变更姓名。",
            "Fields and papers depend on the reason; only employer and name can be changed."),
            _employer, _papers, _police,
            new("录制视频时须照读系统显示的语句。", "In the video the sentence that is shown is spoken word for word.")],
        [new("选择换证原因，填写信息。", "Choose the reason and fill it in."),
            new("上传材料，照读语句录制视频。", "Upload the papers and the video."), .. _change,
            new("领取驾驶证。", "Receive the licence.")], _courier);

    public static ServiceGuide Reissue { get; } = Of(
        [new("单位同意证明为竖版正向，扩展名为小写 .pdf。", "The consent stands upright; its extension is .pdf in lower case."),
            _employer, _papers],
        [new("上传补证申请表、单位同意证明和视频。", "Upload form, consent and video."), .. _change,
            new("领取驾驶证。", "Receive the licence.")], _courier);

    public static ServiceGuide Cancellation { get; } = Of(
        [_employer, new("企业发现应当撤销、注销情形的，30 日内报告。", "An employer reports such a case within 30 days.")],
        [new("选择注销情形，说明原因。", "Choose the ground and say why."), .. _change]);

    private static ServiceGuide Exam(LocalText which) => Of(
        [which, new("符合年龄、健康、学历、经历条件，无涉毒、涉恐情形。",
            "Age, health, education and experience as the law asks; no case of drugs or terrorism."), _papers],
        [
            new("在线提交预审材料。", "Hand in the papers for review."),
            new("携带纸质材料到考点现场核验。", "Bring the originals to the exam point."),
            new("查询受理状态。", "See whether it is accepted."),
            new("参加理论考试和实际操作考试。", "Take the theory and the practical exam."),
            new("领取驾驶证。", "Receive the licence."),
        ], _exam, _courier) with
    { Visits = 1 };

    private static ServiceGuide Of(
        ImmutableArray<LocalText> notice, ImmutableArray<LocalText> steps, params ReadOnlySpan<Fee> fees) => new()
        {
            Notice = new ServiceNotice(Guides.Version, Consent: false, notice),
            Steps = [Guides.ReadNotice, .. steps],
            Fees = [.. fees],
            Contacts = ContactPlaces.Rail,
            Questions = RailQuestions.All,
            OfficeHours = new LocalText("工作日 8:30-17:00", "Working days 8:30-17:00"),
            Nature = new LocalText("行政许可，承诺件，国家级，国家铁路局实施",
            "Administrative licence with a promised time, national, by the National Railway Administration"),
        };
}
