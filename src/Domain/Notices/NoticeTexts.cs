using System.Collections.Frozen;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts that people get, by the kind of the notice, in both languages.</summary>
public static class NoticeTexts
{
    private static readonly FrozenDictionary<string, (NoticeTemplate Zh, NoticeTemplate En)> _texts = Read();

    // A notice that a newer program left in the outbox still goes out.
    private static readonly (NoticeTemplate Zh, NoticeTemplate En) _unknown = (
        new("您的从业资格证（登记号 {certificate}）有新的通知，请登录查看。"),
        new("There is news about your certificate (register no. {certificate}); please sign in to read it."));

    /// <summary>Every kind that has texts.</summary>
    public static IEnumerable<string> Kinds => _texts.Keys;

    /// <summary>The text of <paramref name="notice"/> as its person reads it.</summary>
    public static LocalText Of(Notice notice) => Of(notice, (_, text) => text);

    /// <summary>The text as a log may hold it: without what officers wrote in their own words.</summary>
    public static LocalText ForLog(Notice notice) =>
        Of(notice, (name, text) => name is "message" or "reasons" or "reason" ? "***" : text);

    /// <summary>The values for which the texts of <paramref name="kind"/> have places.</summary>
    public static IEnumerable<string> ValuesOf(string kind) =>
        _texts[kind].Zh.Values.Concat(_texts[kind].En.Values).Distinct(StringComparer.Ordinal);

    private static LocalText Of(Notice notice, Func<string, string, string> shown)
    {
        var (zh, en) = _texts.GetValueOrDefault(notice.Kind, _unknown);
        return new LocalText(
            zh.Fill(notice.Values, (name, value) => shown(name, NoticeWords.Zh(name, value))),
            en.Fill(notice.Values, (name, value) => shown(name, NoticeWords.En(name, value))));
    }

    private static FrozenDictionary<string, (NoticeTemplate Zh, NoticeTemplate En)> Read()
    {
        var texts = new Dictionary<string, (NoticeTemplate, NoticeTemplate)>(StringComparer.Ordinal);
        void Add(string kind, string zh, string en) =>
            texts.Add(kind, (new NoticeTemplate(zh), new NoticeTemplate(en)));
        AddCertificate(Add);
        AddApplication(Add);
        VehicleNoticeTexts.AddTo(Add);
        RailNoticeTexts.AddTo(Add);
        TripNoticeTexts.AddTo(Add);
        IdentityNoticeTexts.AddTo(Add);
        LinkNoticeTexts.AddTo(Add);
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static void AddCertificate(Action<string, string, string> add)
    {
        add("renewalOpens",
            "您的从业资格证（登记号 {certificate}）有效期至 {validTo}，现在可以申请换证。最迟请于 {lapsesAfter} 前申请，逾期将被注销。",
            "Your certificate (register no. {certificate}) is valid until {validTo}; "
            + "you can apply for its renewal now. Without an application by {lapsesAfter} it will be cancelled.");
        add("expired",
            "您的从业资格证（登记号 {certificate}）已于 {validTo} 到期，不得继续从业。{lapsesAfter} 前仍可申请换证，逾期将被注销。",
            "Your certificate (register no. {certificate}) expired on {validTo}; you must not work with it. "
            + "You can still apply for its renewal until {lapsesAfter}; after that it will be cancelled.");
        add("lapseAhead",
            "您的从业资格证（登记号 {certificate}）已过期，如 {lapsesAfter} 前不申请换证将被注销。",
            "Your certificate (register no. {certificate}) has expired "
            + "and will be cancelled without an application for renewal by {lapsesAfter}.");
        add("cancelled",
            "您的从业资格证（登记号 {certificate}）自 {effectiveOn} 起注销，原因：{ground}。",
            "Your certificate (register no. {certificate}) is cancelled from {effectiveOn}: {ground}.");
        add("cancellationUndone",
            "您的从业资格证（登记号 {certificate}）的注销已更正，证件恢复到注销前的状态。",
            "The cancellation of your certificate (register no. {certificate}) was corrected; "
            + "everything is as it was before.");
        add("assessmentOpens",
            "您的从业资格证（登记号 {certificate}）第 {cycle} 个诚信考核周期已结束，请于 {closesOn} 前申请诚信考核。",
            "Assessment cycle {cycle} of your certificate (register no. {certificate}) has ended; "
            + "please apply for the assessment by {closesOn}.");
        add("assessmentMissed",
            "您的从业资格证（登记号 {certificate}）第 {cycle} 个诚信考核周期未申请考核，记为未考核。",
            "No assessment of cycle {cycle} of your certificate (register no. {certificate}) was applied for; "
            + "it is on record as not assessed.");
        add("pointsCleared",
            "您已完成继续教育，从业资格证（登记号 {certificate}）第 {cycle} 个周期的诚信考核计分已清除。",
            "After your continuing education the points of cycle {cycle} "
            + "of your certificate (register no. {certificate}) were cleared.");
    }

    private static void AddApplication(Action<string, string, string> add)
    {
        add("applicationAccepted",
            "您的申请 {application} 已受理，将于 {decideBy} 前反馈办理结果。",
            "Your application {application} was accepted; it will be decided by {decideBy}.");
        add("applicationNotAccepted",
            "您的申请 {application} 不予受理，原因：{reasons}。",
            "Your application {application} was not accepted: {reasons}.");
        add("supplementRequested",
            "您的申请 {application} 需要补正材料：{message}。请于 {answerBy} 前提交，逾期将不予受理。",
            "Your application {application} needs to be completed: {message}. "
            + "Please do so by {answerBy}, or it will not be accepted.");
        add("applicationApproved",
            "您的申请 {application} 审核通过。",
            "Your application {application} was approved.");
        add("applicationRefused",
            "您的申请 {application} 审核不通过，原因：{reasons}。",
            "Your application {application} was refused: {reasons}.");
        add("documentReady",
            "您的申请 {application} 的证件已制作完成，请于 {pickUpBy} 前领取。",
            "The document of your application {application} is ready; please pick it up by {pickUpBy}.");
        add("documentDelivered",
            "您的申请 {application} 的证件已送出。",
            "The document of your application {application} is on its way or was handed over.");
        add("pickUpMissed",
            "您的申请 {application} 的证件逾期未领取，请联系办理机关。",
            "The document of your application {application} was not picked up in time; please contact the authority.");
        add("applicationClosed",
            "您的申请 {application} 因证件已注销而终止。",
            "Your application {application} has ended because the certificate was cancelled.");
    }
}
