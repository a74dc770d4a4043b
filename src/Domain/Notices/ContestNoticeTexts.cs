namespace OrleansRegistry.Domain.Notices;

/// <summary>What people are notified of about findings at the roadside and their objections.</summary>
internal static class ContestNoticeTexts
{
    /// <summary>Adds the texts.</summary>
    public static void AddTo(Action<string, string, string> add)
    {
        add("roadsideFinding",
            "执法检查记录（编号 {finding}，车辆 {plate}）：{what}。{message}如有异议，请登录后对该记录提出异议。",
            "A finding was recorded at the roadside (no. {finding}, vehicle {plate}): {what}. {message} "
            + "If it is wrong, object to it after signing in.");
        add("objectionUpheld",
            "您对 {about} 提出的异议（编号 {objection}）成立：{message}",
            "Your objection to {about} (no. {objection}) is upheld: {message}");
        add("objectionRejected",
            "您对 {about} 提出的异议（编号 {objection}）不成立：{message}。您仍可依法申请行政复议或者提起行政诉讼。",
            "Your objection to {about} (no. {objection}) is not upheld: {message}. "
            + "Reconsideration and litigation remain open to you by law.");
    }
}
