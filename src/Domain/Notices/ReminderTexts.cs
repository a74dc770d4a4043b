namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of reminders: to people before a last day, to desks before a limit (rules.md H.27).</summary>
internal static class ReminderTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        AddCertificates(add);
        AddOperators(add);
        AddRail(add);
        AddDesks(add);
    }

    private static void AddCertificates(Action<string, string, string> add)
    {
        add("remind.expiry",
            "您的{certificate}有效期至{lastDay}（含当日），尚未申请换发。请您在此之前申请，到期后不得从业。",
            "Your {certificate} is valid until {lastDay}, inclusive, and its renewal was not applied for. Apply before "
            + "then; after that you must not work with it.");
        add("remind.lapse",
            "您的{certificate}已过期。请您于{lastDay}（含当日）前申请换发，逾期将被注销。",
            "Your {certificate} has expired. Apply for its renewal by {lastDay}, inclusive, or it will be cancelled.");
        add("remind.age",
            "您将超过规定年龄，{certificate}自{lastDay}（含当日）之后注销，届时您不得从业，无需办理。",
            "You reach the age limit: your {certificate} ends after {lastDay}, inclusive. You must not work with it "
            + "then; there is nothing for you to do.");
        add("remind.assessment",
            "您的{certificate}尚未申请诚信考核。请您于{lastDay}（含当日）前申请，逾期影响考核结果。",
            "The integrity assessment of your {certificate} was not applied for. Apply by {lastDay}, inclusive; being "
            + "late counts in the assessment.");
        add("remind.supplement",
            "您的{application}需要补正材料。请您于{lastDay}（含当日）前提交，逾期将不予受理。",
            "Your {application} needs to be completed. Please do so by {lastDay}, inclusive, or it will not be "
            + "accepted.");
        add("remind.pickUp",
            "您的{application}的证件已制作完成。请您于{lastDay}（含当日）前领取，逾期须联系办理机关另行安排。",
            "The document of your {application} is ready. Pick it up by {lastDay}, inclusive; after that you have to "
            + "arrange it with the authority.");
    }

    private static void AddOperators(Action<string, string, string> add)
    {
        add("remind.vehicleExpiry",
            "车辆 {plate} 的道路运输证有效期至{lastDay}（含当日），尚未申请换发。请您在此之前申请，到期未换发的不得营运。",
            "The road-transport certificate of vehicle {plate} is valid until {lastDay}, inclusive, and its renewal "
            + "was not applied for. Apply before then; after that the vehicle must not be operated.");
        add("remind.review",
            "车辆 {plate} 的年审有效期至{lastDay}（含当日），尚未申请年审。请您在此之前申请，逾期年审失效。",
            "The annual review of vehicle {plate} holds until {lastDay}, inclusive, and the next one was not applied "
            + "for. Apply before then; after that it has lapsed.");
        add("remind.permit",
            "您的道路运输经营许可证 {permit} 有效期至{lastDay}（含当日）。请您在此之前联系许可机关办理延续，到期后不得继续经营。",
            "Your operating permit {permit} is valid until {lastDay}, inclusive. Have the authority extend it before "
            + "then; after that you must not operate under it.");
        add("remind.tripIssue",
            "包车任务 {number}（{from}至{to}，{departsAt}发车）尚未下发包车牌。请您在发车前下发电子包车牌或打印纸质标志牌，否则不得发车。",
            "Charter trip {number} ({from} to {to}, departure {departsAt}) has no certificate yet. Issue it or print "
            + "the paper plate before the departure; without one the bus must not leave.");
        add("remind.tripReceive",
            "包车任务 {number}（{from}至{to}，{departsAt}发车）的电子包车牌您尚未接收。请您在发车前接收，否则核验不通过。",
            "You have not received the electronic certificate of charter trip {number} ({from} to {to}, departure "
            + "{departsAt}). Receive it before the departure, or it does not count at the roadside.");
    }

    private static void AddRail(Action<string, string, string> add)
    {
        add("remind.railExpiry",
            "您的铁路机车车辆驾驶证有效期至{lastDay}（含当日）。请您在此之前经所在企业申请换证并报送考试中心，逾期驾驶证注销。",
            "Your railway driver licence is valid until {lastDay}, inclusive. Apply for its renewal and have your "
            + "employer submit it to the exam centre before then; after that the licence is cancelled.");
        add("remind.report",
            "贵单位就驾驶人员{driver}记录的情形尚未报告。请于{lastDay}（含当日）前向国家铁路局报告，逾期将通知国家铁路局。",
            "The case that you recorded about your driver {driver} was not reported. Report it by {lastDay}, "
            + "inclusive; after that the administration is notified.");
    }

    private static void AddDesks(Action<string, string, string> add)
    {
        add("desk.limit",
            "一件{application}的{limit}期限为{lastDay}（含当日）。请您及时办理，逾期记为超期。",
            "An {application} waits for its {limit} until {lastDay}, inclusive. See to it in time; after that it is "
            + "overdue.");
        add("desk.secondOfficer",
            "一件{application}须由另一名经办人于{lastDay}（含当日）前复核。请您及时办理，逾期该请求失效。",
            "An {application} waits for a second officer until {lastDay}, inclusive. See to it in time; after that the "
            + "request lapses.");
        add("desk.objectionAnswer",
            "对{subject}的异议须于{lastDay}（含当日）前答复。请您及时答复，逾期记为超期。",
            "An objection to {subject} is to be answered by {lastDay}, inclusive. Answer it in time; after that it is "
            + "overdue.");
    }
}
