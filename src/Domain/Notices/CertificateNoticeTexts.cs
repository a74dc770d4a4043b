namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about certificates of practitioners, to their holders.</summary>
internal static class CertificateNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        add("renewalOpens",
            "您的{certificate}有效期至{validTo}（含当日），现在可以申请换发。请您最迟于{lapsesAfter}（含当日）前申请，逾期将被注销。",
            "Your {certificate} is valid until {validTo}, inclusive; you can apply for its renewal now. "
            + "Apply by {lapsesAfter}, inclusive, or it will be cancelled.");
        add("expired",
            "您的{certificate}已于{validTo}到期，您不得继续从业。请于{lapsesAfter}（含当日）前申请换发，逾期将被注销。",
            "Your {certificate} expired on {validTo}; you must not work with it. "
            + "Apply for its renewal by {lapsesAfter}, inclusive, or it will be cancelled.");
        add("lapseAhead",
            "您的{certificate}已过期。请您于{lapsesAfter}（含当日）前申请换发，逾期将被注销。",
            "Your {certificate} has expired. Apply for its renewal by {lapsesAfter}, inclusive, "
            + "or it will be cancelled.");
        add("cancelled",
            "您的{certificate}自{effectiveOn}起注销，原因：{ground}。您不得再凭该证从业；有异议请联系发证机关。",
            "Your {certificate} is cancelled from {effectiveOn}: {ground}. You must not work with it any more; "
            + "contact the issuing authority if this is wrong.");
        add("cancellationUndone",
            "您的{certificate}的注销已更正，证件恢复到注销前的状态，您无需办理。",
            "The cancellation of your {certificate} was corrected; everything is as it was before, "
            + "and there is nothing for you to do.");
        add("assessmentOpens",
            "您的{certificate}第{cycle}个诚信考核周期已结束。请您于{closesOn}（含当日）前申请诚信考核，逾期记为未考核。",
            "Assessment cycle {cycle} of your {certificate} has ended. Apply for the assessment by {closesOn}, "
            + "inclusive, or it goes on record as not assessed.");
        add("assessmentMissed",
            "您的{certificate}第{cycle}个诚信考核周期未申请考核，已记为未考核。下一周期请您在考核期限内申请。",
            "No assessment of cycle {cycle} of your {certificate} was applied for; it is on record as not assessed. "
            + "Apply within the window of the next cycle.");
        add("pointsCleared",
            "您已完成继续教育，{certificate}第{cycle}个周期的诚信考核计分已清除，您无需办理。",
            "After your continuing education the points of cycle {cycle} of your {certificate} were cleared; "
            + "there is nothing for you to do.");
    }
}
