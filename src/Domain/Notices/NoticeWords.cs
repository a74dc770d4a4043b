namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// Codes within the values of notices, in words. Dates, numbers and what officers wrote stay as they are.
/// </summary>
internal static class NoticeWords
{
    private const string Unanswered = "supplementUnanswered", Unknown = "identityCheckFailed";

    public static string Zh(string name, string value) => (name, value) switch
    {
        ("ground", "death") => "持证人死亡",
        ("ground", "request") => "持证人申请",
        ("ground", "age") => "持证人超过规定年龄",
        ("ground", "drivingLicenceLost") => "机动车驾驶证被注销或者吊销",
        ("ground", "lapsed") => "有效期届满后逾期未申请换证",
        ("ground", "authority") => "发证机关依职权注销",
        ("ground", "staffFault") => "工作人员滥用职权、玩忽职守，致使不符合条件的人员取得驾驶证",
        ("ground", "fraudOrBribery") => "以欺骗、贿赂等不正当手段取得驾驶证",
        ("ground", "otherRevocation") => "依法可以撤销驾驶资格许可的其他情形",
        ("ground", "expired") => "有效期届满未延续",
        ("ground", "deathOrIncapacity") => "驾驶人员死亡或者丧失行为能力",
        ("ground", "revoked") => "驾驶证被依法撤销",
        ("ground", "otherCancellation") => "法律、法规规定的其他情形",
        ("part", "theory") => "理论",
        ("part", "practical") => "实际操作",
        ("reasons", Unanswered) => "逾期未补正材料",
        ("reasons", Unknown) =>
            "姓名与证件号码经公安核验不一致，请先到户籍所在地户籍科核实后重新提交",
        _ => value,
    };

    public static string En(string name, string value) => (name, value) switch
    {
        ("ground", "death") => "the holder died",
        ("ground", "request") => "the holder asked for it",
        ("ground", "age") => "the holder is over the age limit",
        ("ground", "drivingLicenceLost") => "the driving licence was cancelled or revoked",
        ("ground", "lapsed") => "no renewal was applied for in time after the expiry",
        ("ground", "authority") => "the issuing authority cancelled it",
        ("ground", "staffFault") => "staff abused power or neglected duty",
        ("ground", "fraudOrBribery") => "it was obtained by fraud, bribery or other improper means",
        ("ground", "otherRevocation") => "another case in which the law revokes",
        ("ground", "expired") => "it expired and was not extended",
        ("ground", "deathOrIncapacity") => "the driver died or lost capacity",
        ("ground", "revoked") => "it was revoked",
        ("ground", "otherCancellation") => "another case in law",
        ("part", "practical") => "practical",
        ("reasons", Unanswered) => "the supplement was not answered in time",
        ("reasons", Unknown) => "the police source does not know this name under this number; "
            + "have the household section verify it, then file again",
        _ => value,
    };
}
