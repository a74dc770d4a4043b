namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about findings at the roadside and objections.</summary>
internal static class ContestNoticeTexts
{
    /// <summary>Adds the texts.</summary>
    public static void AddTo(Action<string, string, string> add)
    {
        add("roadsideFinding",
            "执法人员在路检中记录：{what}（号牌：{plate}）。{message}。如有异议，请登录后对该记录提出异议；未提出的，记录保留。",
            "An officer recorded at the roadside: {what} (plate: {plate}). {message}. If it is wrong, object to it "
            + "after signing in; otherwise it stays on record.");
        add("objectionUpheld",
            "您对{subject}的异议成立：{message}。经办机关将据此处理。",
            "Your objection to {subject} is upheld: {message}. The authority acts on it.");
        add("objectionRejected",
            "您对{subject}的异议不成立：{message}。您仍可以依法申请行政复议或者提起行政诉讼。",
            "Your objection to {subject} is not upheld: {message}. "
            + "Reconsideration and litigation remain open to you by law.");
        add("desk.objection",
            "收到对{subject}的异议，请在 {by}前（含当日）答复；到期未答复的，记为逾期。",
            "There is an objection to {subject}; answer it by {by}, that day included; after it, it is overdue.");
    }
}
