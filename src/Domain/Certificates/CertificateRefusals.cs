using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>Refusals about certificates, in words that a driver understands.</summary>
public static class CertificateRefusals
{
    /// <summary>Cancelled: every later request gets this answer (H.11).</summary>
    public static Refusal Cancelled(CancellationGround ground, DateOnly since) => new(
        RefusalCode.CertCancelled,
        new LocalText(
            $"该从业资格证已于 {since:yyyy-MM-dd} 注销（{GroundZh(ground)}），不能再办理此业务。",
            $"The certificate was cancelled on {since:yyyy-MM-dd} ({GroundEn(ground)}); nothing more can be done "
                + "with it."))
    {
        Law = Citations.PersonnelCancellation,
    };

    /// <summary>Expired, for services that need a valid certificate.</summary>
    public static Refusal NotValid(DateOnly validTo) => new(RefusalCode.CertNotValid,
        new LocalText($"该从业资格证有效期已于 {validTo:yyyy-MM-dd} 届满，请先办理换发。",
            $"The certificate expired on {validTo:yyyy-MM-dd}; please renew it first."))
    {
        Law = Citations.Guide,
    };

    /// <summary>Escorts and loading managers are not assessed.</summary>
    public static Refusal KindNotCovered() => new(RefusalCode.KindNotCovered,
        new LocalText("诚信考核只适用于客运、普货、危货驾驶员，押运人员和装卸管理人员不参加。",
            "Only passenger, freight and dangerous-goods drivers are assessed; escorts and loading managers are not."))
    {
        Law = Citations.GuideAssessment,
    };

    /// <summary>Escorts and loading managers work without a driving licence.</summary>
    public static Refusal LicenceNotNeeded() => new(RefusalCode.KindNotCovered,
        new LocalText("押运人员和装卸管理人员的证件不因机动车驾驶证注销、吊销而注销。",
            "Escorts and loading managers need no driving licence; their certificates are not cancelled for its loss."))
    {
        Law = Citations.PersonnelDrivingLicence,
    };

    /// <summary>The last ended cycle has been graded.</summary>
    public static Refusal AlreadyAssessed(int cycle) => new(RefusalCode.AlreadyAssessed,
        new LocalText($"第 {cycle} 个考核周期已经完成考核。", $"Assessment cycle {cycle} is already assessed."))
    {
        Law = Citations.Assessment,
    };

    /// <summary>The same cycle applied for twice (G.1 #15).</summary>
    public static Refusal Duplicate(string applicationId) => new(RefusalCode.Duplicate,
        new LocalText($"该考核周期已提交申请（{applicationId}），请勿重复提交。",
            $"This cycle has already been applied for ({applicationId})."));

    /// <summary>The driving licence does not allow renewal.</summary>
    public static Refusal DrivingLicence() => new(RefusalCode.DrivingLicence,
        new LocalText(
            "机动车驾驶证当前不在有效状态，不能换发。", "The driving licence is not in force; the certificate cannot be renewed."))
    {
        Law = Citations.PersonnelConditions,
    };

    /// <summary>The class of the driving licence on record is not enough for the kind of certificate.</summary>
    public static Refusal DrivingLicenceClass(string held) => new(
        RefusalCode.DrivingLicence,
        new LocalText(
            $"登记的机动车驾驶证准驾车型 {held} 不满足该从业资格类别的要求，不能换发；如已增驾，请先由主管机关更新登记。",
            $"The driving licence on record has the class {held}, which is not enough for this kind of certificate; it "
            + "cannot be renewed. If you have another class by now, have the authority record it first."))
    {
        Law = Citations.PersonnelConditions,
    };

    /// <summary>The application would change nothing.</summary>
    public static Refusal Unchanged() => new(RefusalCode.Unchanged,
        new LocalText("新服务单位与现服务单位相同，无需变更。", "The new service unit is the present one; there is nothing to change."))
    {
        Law = Citations.GuideChange,
    };

    /// <summary>The number belongs to another certificate of the same kind.</summary>
    public static Refusal NumberTaken() => new(RefusalCode.Duplicate,
        new LocalText(
            "该类别下已有相同证号的有效登记。", "A certificate of this kind with the same number is already on the register."));

    /// <summary>The ground in Chinese.</summary>
    public static string GroundZh(CancellationGround ground) => ground switch
    {
        CancellationGround.Death => "持证人死亡",
        CancellationGround.Request => "持证人申请",
        CancellationGround.Age => "超过法定年龄",
        CancellationGround.DrivingLicenceLost => "机动车驾驶证被注销或吊销",
        CancellationGround.Lapsed => "超过有效期 180 日未申请换证",
        CancellationGround.Authority => "发证机关决定",
        _ => throw new ArgumentOutOfRangeException(nameof(ground)),
    };

    /// <summary>The ground in English.</summary>
    public static string GroundEn(CancellationGround ground) => ground switch
    {
        CancellationGround.Death => "the holder died",
        CancellationGround.Request => "on request",
        CancellationGround.Age => "over the age limit",
        CancellationGround.DrivingLicenceLost => "the driving licence was cancelled or revoked",
        CancellationGround.Lapsed => "not renewed within 180 days after expiry",
        CancellationGround.Authority => "ordered by the authority",
        _ => throw new ArgumentOutOfRangeException(nameof(ground)),
    };
}
