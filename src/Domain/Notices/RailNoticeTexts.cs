namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about railway driver licences, a step of the chain each (rules.md B.7).</summary>
internal static class RailNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        AddLicence(add);
        AddDesks(add);
        AddExam(add);
    }

    private static void AddLicence(Action<string, string, string> add)
    {
        add("rail.renewalOpens",
            "您的铁路机车车辆驾驶证有效期至 {validTo}，现在可以申请换证，请在有效期内经所在企业办理。",
            "Your railway driver licence is valid until {validTo}; "
            + "you can apply for its renewal now, through your employer, before then.");
        add("rail.expired",
            "您的铁路机车车辆驾驶证已于 {validTo} 到期，换证申请正在办理，期间不得驾驶。",
            "Your railway driver licence expired on {validTo}; "
            + "its renewal is being decided, and you must not drive meanwhile.");
        add("rail.revoked",
            "您的铁路机车车辆驾驶证已于 {on} 撤销，原因：{ground}。",
            "Your railway driver licence was revoked on {on}: {ground}.");
        add("rail.revokedAndBanned",
            "您的铁路机车车辆驾驶证已于 {on} 撤销，原因：{ground}。{bannedUntil} 起方可再次申请。",
            "Your railway driver licence was revoked on {on}: {ground}. "
            + "A new application is possible from {bannedUntil}.");
        add("rail.cancelled",
            "您的铁路机车车辆驾驶证自 {effectiveOn} 起注销，原因：{ground}。",
            "Your railway driver licence is cancelled from {effectiveOn}: {ground}.");
        add("rail.restored",
            "您的铁路机车车辆驾驶证的注销已更正，证件恢复到注销前的状态。",
            "The cancellation of your railway driver licence was corrected; everything is as it was before.");
    }

    private static void AddDesks(Action<string, string, string> add)
    {
        add("rail.employerReturned",
            "您的申请 {application} 被所在企业退回，原因：{reasons}。请在驾驶证有效期内整改后重新提交。",
            "Your application {application} was returned by your employer: {reasons}. "
            + "Mend it and hand it in again while your licence is valid.");
        add("rail.identityCheckFailed",
            "您的申请 {application} 未通过公安身份核验，请到户籍派出所核实后重新提交。",
            "Your application {application} did not pass the identity check; "
            + "have the police household section verify your data and hand it in again.");
        add("rail.centreReceived",
            "您的申请 {application} 已由企业提交，考试中心将于 {by} 前审核。",
            "Your application {application} was submitted by your employer; the exam centre reviews it by {by}.");
        add("rail.accepted", "您的申请 {application} 已受理。", "Your application {application} was accepted.");
        add("rail.notAccepted",
            "您的申请 {application} 不予受理，原因：{reasons}。",
            "Your application {application} was not accepted: {reasons}.");
        add("rail.reported",
            "您的申请 {application} 已上报国家铁路局，将于 {decideBy} 前作出决定。",
            "Your application {application} was reported to the National Railway Administration, "
            + "which decides by {decideBy}.");
        add("rail.granted",
            "您的申请 {application} 已准予许可，批文号 {approvalNumber}。",
            "Your application {application} was granted, approval number {approvalNumber}.");
        add("rail.refused",
            "您的申请 {application} 不予许可，原因：{reasons}。",
            "Your application {application} was refused: {reasons}.");
        add("rail.announced",
            "您的申请 {application} 的许可决定已在网上公告。",
            "The decision on your application {application} was announced.");
        add("rail.ready", "您的申请 {application} 的驾驶证已制作完成。", "The licence of your application {application} is made.");
        add("rail.delivered",
            "您的申请 {application} 的驾驶证已送出。",
            "The licence of your application {application} is on its way or was handed over.");
        add("rail.withdrawn",
            "您的申请 {application} 已由单位来函撤回。",
            "Your application {application} was withdrawn by a letter of your employer.");
        add("rail.closed",
            "您的申请 {application} 因驾驶证已注销而终止。",
            "Your application {application} has ended because the licence was cancelled.");
    }

    private static void AddExam(Action<string, string, string> add)
    {
        add("rail.examPassed",
            "您的申请 {application} 的{part}考试合格。",
            "You passed the {part} exam of your application {application}.");
        add("rail.examFailed",
            "您的申请 {application} 的{part}考试不合格，本次申请终止。",
            "You failed the {part} exam of your application {application}; it has ended.");
    }
}
