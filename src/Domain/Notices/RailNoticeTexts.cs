namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// The texts of notices about railway driver licences, one for each step of the chain (rules.md B.7), to drivers and to
/// the employers and offices whose turn it is.
/// </summary>
internal static class RailNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        AddLicence(add);
        AddReview(add);
        AddDecision(add);
        AddExam(add);
        AddOffices(add);
    }

    private static void AddLicence(Action<string, string, string> add)
    {
        add("rail.renewalOpens",
            "您的铁路机车车辆驾驶证有效期至{validTo}（含当日），现在可以申请换证。请您在此之前经所在企业办理，逾期驾驶证注销。",
            "Your railway driver licence is valid until {validTo}, inclusive. Apply for its renewal through your "
            + "employer before then; after that it is cancelled.");
        add("rail.expired",
            "您的铁路机车车辆驾驶证已于{validTo}到期，换证申请正在办理，期间您不得驾驶。",
            "Your railway driver licence expired on {validTo}; "
            + "its renewal is being decided, and you must not drive meanwhile.");
        add("rail.revoked",
            "您的铁路机车车辆驾驶证已于{on}撤销，原因：{ground}。您不得驾驶；不服的可依法申请复议或者诉讼。",
            "Your railway driver licence was revoked on {on}: {ground}. You must not drive; you can have the decision "
            + "reviewed by law.");
        add("rail.revokedAndBanned",
            "您的铁路机车车辆驾驶证已于{on}撤销，原因：{ground}。您不得驾驶，{bannedUntil}起方可再次申请；不服的可依法申请复议或者诉讼。",
            "Your railway driver licence was revoked on {on}: {ground}. You must not drive; a new application is "
            + "possible from {bannedUntil}. You can have the decision reviewed by law.");
        add("rail.cancelled",
            "您的铁路机车车辆驾驶证自{effectiveOn}起注销，原因：{ground}。您不得驾驶；有异议请联系所在企业或考试中心。",
            "Your railway driver licence is cancelled from {effectiveOn}: {ground}. You must not drive; turn to your "
            + "employer or the exam centre if this is wrong.");
        add("rail.restored",
            "您的铁路机车车辆驾驶证的注销已更正，证件恢复到注销前的状态，您无需办理。",
            "The cancellation of your railway driver licence was corrected; everything is as it was before, "
            + "and there is nothing for you to do.");
    }

    private static void AddReview(Action<string, string, string> add)
    {
        add("rail.employerReturned",
            "您的{application}被所在企业退回，原因：{reasons}。请您在驾驶证有效期内整改后重新提交，逾期不再受理。",
            "Your {application} was returned by your employer: {reasons}. "
            + "Mend it and hand it in again while your licence is valid; after that it is not taken.");
        add("rail.identityCheckFailed",
            "您的{application}未通过公安身份核验。请您到户籍派出所核实后重新提交，否则不再办理。",
            "Your {application} did not pass the identity check. "
            + "Have the police household section verify your data and hand it in again; otherwise nothing happens.");
        add("rail.centreReceived",
            "您的{application}已由企业报送，考试中心将于{by}（含当日）前审核，请等候通知。",
            "Your {application} was submitted by your employer; the exam centre reviews it by {by}, inclusive. "
            + "There is nothing for you to do.");
        add("rail.accepted",
            "您的{application}已受理，请您按考试安排参加考试，缺考视为不合格。",
            "Your {application} was accepted. Take the exam as it is set; who does not come has failed.");
        add("rail.notAccepted",
            "您的{application}不予受理，原因：{reasons}。请您消除原因后重新申请，不重新申请的不再办理。",
            "Your {application} was not accepted: {reasons}. Apply again once that is mended; otherwise nothing more "
            + "happens.");
        add("rail.reported",
            "您的{application}已上报国家铁路局，将于{decideBy}（含当日）前作出决定，请等候通知。",
            "Your {application} was reported to the National Railway Administration, "
            + "which decides by {decideBy}, inclusive. There is nothing for you to do.");
        add("rail.withdrawn",
            "您的{application}已由单位来函撤回，不再办理；仍需办理的请您重新申请。",
            "Your {application} was withdrawn by a letter of your employer; apply again if you still need it.");
        add("rail.closed",
            "您的{application}因驾驶证已注销而终止，您无需办理。",
            "Your {application} has ended because the licence was cancelled; there is nothing for you to do.");
    }

    private static void AddDecision(Action<string, string, string> add)
    {
        add("rail.granted",
            "您的{application}已准予许可，批文号 {approvalNumber}。决定公告后制作证件，请等候通知。",
            "Your {application} was granted, approval number {approvalNumber}. The licence is made after the "
            + "announcement; there is nothing for you to do.");
        add("rail.refused",
            "您的{application}不予许可，原因：{reasons}。您可以消除原因后重新申请，不服的可依法申请复议或者诉讼。",
            "Your {application} was refused: {reasons}. You can apply again once that is mended, or have the decision "
            + "reviewed by law.");
        add("rail.announced",
            "您的{application}的许可决定已在网上公告，请等候制证通知。",
            "The decision on your {application} was announced; you are notified when the licence is made.");
        add("rail.ready",
            "您的{application}的驾驶证已制作完成。请您按所选方式领取，邮寄的请支付到付邮费，否则证件退回。",
            "The licence of your {application} is made. Pick it up, or pay the postage when it arrives; otherwise it "
            + "goes back.");
        add("rail.delivered",
            "您的{application}的驾驶证已送出，请您注意查收；未收到请联系考试中心。",
            "The licence of your {application} is on its way or was handed over; contact the exam centre if it does "
            + "not arrive.");
        add("rail.posted",
            "您的{application}的驾驶证已寄出：{carrier}，单号 {trackingNumber}，邮费到付。请您注意查收；未收到请联系考试中心。",
            "The licence of your {application} was posted with {carrier}, number {trackingNumber}, postage to be paid "
            + "on arrival; contact the exam centre if it does not arrive.");
        add("rail.returned",
            "您的{application}的驾驶证被退回，原因：{reason}。请您联系考试中心核对收件信息，否则不再寄出。",
            "The licence of your {application} came back: {reason}. Check the address with the exam centre; otherwise "
            + "it is not sent again.");
    }

    private static void AddExam(Action<string, string, string> add)
    {
        add("rail.examPassed",
            "您的{application}的{part}考试合格，请您参加其余科目或等候审核。",
            "You passed the {part} exam of your {application}; take the other part, or wait for the review.");
        add("rail.examFailed",
            "您的{application}的{part}考试不合格，本次申请终止；需要的请您重新申请。",
            "You failed the {part} exam of your {application}; it has ended. Apply again if you want to.");
    }

    private static void AddOffices(Action<string, string, string> add)
    {
        add("rail.toReview",
            "贵单位驾驶人员{driver}的{application}等待初审。请在其驾驶证有效期内审核并报送考试中心，未报送的申请不受保护。",
            "The {application} of your driver {driver} waits for your review. Submit it to the exam centre while the "
            + "licence is valid; until then it protects nothing.");
        add("rail.reportDue",
            "贵单位就驾驶人员{driver}记录的情形须于{by}（含当日）前向国家铁路局报告，逾期将通知国家铁路局。",
            "The case that you recorded about your driver {driver} is to be reported by {by}, inclusive; after that "
            + "the administration is notified.");
        add("rail.reportMissed",
            "企业未在{by}（含当日）前报告驾驶人员{driver}的情形，请国家铁路局督促企业报告；系统不会自动处理。",
            "An employer did not report a case about driver {driver} by {by}, inclusive. The administration turns to "
            + "the employer; nothing happens by itself.");
    }
}
