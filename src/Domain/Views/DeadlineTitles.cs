using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// The titles of deadlines, for people. A new kind of entity or deadline without a title is shown by its name.
/// </summary>
public static class DeadlineTitles
{
    /// <summary>Follows a date that may move because the calendar of its year is missing (H.17).</summary>
    public static LocalText Provisional { get; } = new("（暂定）", " (provisional)");

    /// <summary>False for deadlines that only serve the registry's own counting.</summary>
    public static bool IsForPeople(string deadline) =>
        deadline is not ("recompute" or Applications.ReviewerTerm.Deadline);

    /// <summary>
    /// True for a deadline at which something becomes possible or is announced; at every other one something ends.
    /// </summary>
    public static bool Begins(string deadline) =>
        deadline.EndsWith("Opens", StringComparison.Ordinal) || deadline is "lapseAhead" or "tripReview" or "tripStart";

    /// <summary>
    /// The day to show for a deadline. Where something ends with a day, its deadline is the midnight after it, but
    /// people look for the last day on which they can act.
    /// </summary>
    public static DateOnly DayOf(TimelineEntry entry)
    {
        var day = ShanghaiTime.DateOf(entry.At);
        return Begins(entry.Name) || entry.At.TimeOfDay != TimeSpan.Zero ? day : day.AddDays(-1);
    }

    /// <summary>The title of <paramref name="deadline"/> of an entity.</summary>
    public static LocalText Of(string deadline, EntityState state) =>
        (state is RailCareer ? null : OfApplication(deadline)) ?? state switch
        {
            Certificate c => OfCertificate(deadline) is { } title
                ? title with { En = $"{title.En} ({c.Kind.Name()})" } : null,
            Vehicle v => OfVehicle(deadline, v.Plate),
            Operator => OfOperator(deadline),
            Trip t => OfTrip(deadline, t.Number),
            RailCareer => OfRailCareer(deadline),
            IdentityBinding => OfBinding(deadline),
            Objection => OfObjection(deadline),
            _ => null,
        } ?? new LocalText($"期限：{deadline}", $"Deadline: {deadline}");

    private static LocalText? OfApplication(string deadline) => deadline switch
    {
        "acceptance" => new("申请受理期限届满", "The limit for accepting the application is over"),
        "decision" => new("申请办理期限届满", "The limit for deciding the application is over"),
        "supplement" => new("补正期限届满", "The limit for the supplement is over"),
        "pickUp" => new("自取证件期限届满", "The limit for picking the document up is over"),
        "end" => new("在办申请随证件注销而终止", "An open application ends with its document"),
        Applications.ReviewerTerm.Deadline => new("领取期限届满，退回待办", "The application goes back to the queue"),
        _ => null,
    };

    /// <summary>
    /// The title of a certificate's deadline. It does not name the certificate, whose number may be the holder's
    /// identity number.
    /// </summary>
    public static LocalText? OfCertificate(string deadline) => deadline switch
    {
        "renewalOpens" => new("从业资格证可以申请换发", "Renewal opens"),
        "expiry" => new("从业资格证有效期届满", "Certificate expired"),
        "lapseAhead" => new("从业资格证即将因逾期未换证被注销", "Certificate about to lapse"),
        "lapse" => new("逾期换发的最后一天，次日注销从业资格证", "Last day before the certificate lapses"),
        "age" => new("超龄前的最后一天，次日注销从业资格证", "Last day before the age limit"),
        "assessmentOpens" => new("可以申请诚信考核", "Integrity assessment opens"),
        "assessmentMissed" => new("诚信考核逾期，按未考核处理", "Integrity assessment missed"),
        _ => null,
    };

    /// <summary>The title of a vehicle's deadline, with the plate, by which operators know their vehicles.</summary>
    private static LocalText? OfVehicle(string deadline, string plate) => deadline switch
    {
        "renewalOpens" => new($"{plate}：道路运输证可以申请换发", $"{plate}: renewal of the certificate opens"),
        "expiry" => new($"{plate}：道路运输证有效期届满", $"{plate}: the certificate has expired"),
        "reviewOpens" => new($"{plate}：可以申请年审", $"{plate}: the annual review opens"),
        "reviewMissed" => new($"{plate}：年审有效期届满", $"{plate}: the annual review has lapsed"),
        _ => null,
    };

    /// <summary>
    /// The title of a deadline of a railway career; the railway's offices have limits with names of their own.
    /// </summary>
    private static LocalText? OfRailCareer(string deadline) => deadline switch
    {
        "renewalOpens" => new("铁路机车车辆驾驶证可以申请换证", "Renewal of the railway driver licence opens"),
        "expiry" => new("铁路机车车辆驾驶证有效期届满", "The railway driver licence expires"),
        "fact" => new("铁路机车车辆驾驶证次日注销", "Last day before the railway driver licence ends"),
        "end" => new("在办申请随驾驶证注销而终止", "An open application ends with the licence"),
        "identityCheck" => new("公安身份核验", "Identity check"),
        "acceptance" => new("考试中心受理期限届满", "The limit for the exam centre's acceptance is over"),
        "review" => new("考试中心审核期限届满", "The limit for the exam centre's review is over"),
        "decision" => new("许可决定期限届满", "The limit for the decision is over"),
        "announce" => new("许可决定由系统网上公告", "The registry announces the decision"),
        "announcement" => new("网上公告期限届满", "The limit for the announcement is over"),
        "secondOfficer" => new("更正复核期限届满", "The limit for the second officer is over"),
        "report" => new("企业报告期限届满", "The limit for the employer's report is over"),
        _ => null,
    };

    private static LocalText? OfTrip(string deadline, string number) => deadline switch
    {
        "tripReview" => new($"包车备案 {number}：审核", $"Charter trip {number}: review"),
        "tripStart" => new($"包车备案 {number}：发车", $"Charter trip {number}: departure"),
        "tripEnd" => new($"包车备案 {number}：返回", $"Charter trip {number}: return"),
        _ => null,
    };

    private static LocalText? OfBinding(string deadline) => deadline switch
    {
        "identityCheck" => new("公安身份核验", "Identity check"),
        "identityBar" => new("实名认证后的限制期结束", "What was barred after the proof of identity is possible again"),
        "secondOfficer" => new("复核期限届满", "The limit for the second officer is over"),
        "phoneRecovery" => new("更换的手机号生效", "The phone in the place of a lost one takes effect"),
        "historyErasure" => new("已注销账号的沿革抹除", "The history of the closed account is erased"),
        _ => null,
    };

    private static LocalText? OfObjection(string deadline) => deadline switch
    {
        "objectionAnswer" => new("异议答复期限届满", "The limit for answering the objection is over"),
        _ => null,
    };

    private static LocalText? OfOperator(string deadline) => deadline switch
    {
        "permitExpiry" => new("道路运输经营许可证有效期届满", "An operating permit has expired"),
        _ => null,
    };
}
