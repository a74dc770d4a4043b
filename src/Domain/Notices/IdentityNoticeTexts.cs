namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// The texts of notices about the proof of identity: to the filer, to whoever is on record for the number,
/// and to the employer.
/// </summary>
internal static class IdentityNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        add("identity.bound",
            "您的实名认证（{application}）已通过。72 小时内不受理注销、更换手机号和邮寄。如非本人操作，请立即联系办理机关解除绑定。",
            "Your identity is proven ({application}). Within 72 hours no cancellation, change of phone or posting is "
            + "taken. If this was not you, ask the authority at once to undo it.");
        add("identity.refused",
            "您的实名认证（{application}）未通过，原因：{reasons}。",
            "Your identity was not proven ({application}): {reasons}.");
        add("identity.supplementRequested",
            "您的实名认证（{application}）需要补正：{message}。请于 {answerBy} 前提交，逾期将不予通过。",
            "Your proof of identity ({application}) needs to be completed: {message}. Please do so by {answerBy}, "
            + "or it is refused.");
        add("account.actAsked",
            "账号 {account} 的操作（{act}）由 {by} 发起，须由另一名系统管理员在五个工作日内确认。",
            "An act on account {account} ({act}) was asked for by {by}; a second administrator has five working days.");
        add("account.acted",
            "账号 {account} 已由 {by} 操作（{act}）。如有异常请立即停用该账号。",
            "{by} acted on account {account} ({act}). Disable the account at once if that is odd.");
        add("identity.unbound",
            "账号与身份信息的绑定（{application}）已由办理机关解除。",
            "The authority has undone the binding of account and identity ({application}).");
        add("identity.filedByAnother",
            "有其他账号使用您的身份证件号码申请实名认证，正由办理机关审核。如非本人操作，请联系办理机关；您的账号不受影响。",
            "Another account says that your identity number is its own; the authority is looking at it. If this was "
            + "not you, tell the authority; nothing changes for your account.");
        add("identity.refusedToAnother",
            "其他账号使用您的身份证件号码提出的实名认证申请未获通过，您的账号不受影响。",
            "The other account that gave your identity number was refused; nothing changes for your account.");
        add("identity.driverFiled",
            "贵单位驾驶人员（{railLicence}）的身份证件号码有新的实名认证申请，如有异常请联系考试中心。",
            "An account says that it is your driver {railLicence}; tell the exam centre if that is odd.");
        add("identity.driverBound",
            "贵单位驾驶人员（{railLicence}）的实名认证已通过，如有异常请联系考试中心。",
            "An account was bound to your driver {railLicence}; tell the exam centre if that is odd.");
        add("identity.driverRefused",
            "贵单位驾驶人员（{railLicence}）身份证件号码的实名认证申请未获通过。",
            "An account that said it is your driver {railLicence} was refused.");
        add("identity.operatorsDriverFiled",
            "贵单位驾驶员（{person}）的身份证件号码有新的实名认证申请，如有异常请联系办理机关。",
            "An account says that it is your driver {person}; tell the authority if that is odd.");
        add("identity.operatorsDriverBound",
            "贵单位驾驶员（{person}）的实名认证已通过，如有异常请联系办理机关。",
            "An account was bound to your driver {person}; tell the authority if that is odd.");
        add("identity.operatorsDriverRefused",
            "贵单位驾驶员（{person}）身份证件号码的实名认证申请未获通过。",
            "An account that said it is your driver {person} was refused.");
    }
}
