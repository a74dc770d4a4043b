namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// The texts of notices about the proof of identity (to the filer, to those who are on record for the number, and to
/// the employer) and about acts on accounts (to administrators and auditors).
/// </summary>
internal static class IdentityNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        AddFiler(add);
        AddOnRecord(add);
        AddSafety(add);
        AddLostPhone(add);
        add("account.actAsked",
            "有账号操作（{act}）等待复核：须由另一名系统管理员在五个工作日内登录确认，逾期失效。",
            "An act on an account ({act}) waits: a second administrator confirms it within five working days after "
            + "signing in, or it lapses.");
        add("account.acted",
            "有账号被操作（{act}）。请登录核对，如有异常请立即停用该账号，否则该操作继续有效。",
            "There was an act on an account ({act}). Sign in and look; disable the account at once if that is odd, "
            + "otherwise it stands.");
    }

    private static void AddSafety(Action<string, string, string> add)
    {
        add("account.changed",
            "您的账号安全信息有变更：{change}。如非您本人操作，请立即登录并选择“不是我本人操作”，否则该变更有效。",
            "Something about signing in to your account changed: {change}. If this was not you, sign in at once and "
            + "choose “This was not me”; otherwise it stands.");
        add("account.frozen",
            "您已声明“不是我本人操作”：所有登录已结束，{until}前不受理密码、手机号、二次验证的变更和注销、邮寄。请您核对账号。",
            "You have said “This was not me”: every session has ended, and before {until} no change of password, phone "
            + "or second factor, no cancellation and no posting is taken. Please look at your account.");
        add("account.frozenByOwner",
            "有账号持有人声明一项安全变更不是本人操作，该账号的变更已冻结。请查阅审计记录，必要时重置该账号。",
            "The owner of an account says that a change was not the owner's; changes are frozen. Look at the audit, "
            + "and reset the account if need be.");
        add("account.closed",
            "您的账号已注销：手机号和登录方式已删除，与单位的关联已解除，证件和办件依法保留。如非您本人操作，请立即联系办理机关；重新使用须重新注册并实名认证。",
            "Your account is closed: its phone and every way to sign in are gone, relations have ended, "
            + "certificates and applications stay by law. If this was not you, contact the authority at once; "
            + "otherwise open another account and prove your identity when you need one.");
        add("account.alarm",
            "审计提示：有账号出现{alarm}（{count} 次）。请您查阅审计记录并核实，否则异常可能无人处理。",
            "From the audit: an account with {alarm} ({count}). Please look at its records.");
    }

    private static void AddLostPhone(Action<string, string, string> add)
    {
        add("identity.phoneRecoveryBegun",
            "有人申请将您账号的手机号更换为{phone}，{effectiveAt}生效。如非您本人操作，请您在此之前登录并提出异议，逾期将更换，所有登录失效。",
            "Somebody asks that your account gets the phone {phone}, from {effectiveAt} on. If this was not you, "
            + "sign in and object before then; otherwise it is exchanged, and all sessions end.");
        add("identity.phoneRecoveryObjected",
            "更换手机号的申请因原手机号提出异议而终止，您的账号不变，您无需办理。",
            "The old phone has objected: its number stays with your account, and there is nothing for you to do.");
        add("identity.phoneRecovered",
            "您账号的手机号已更换，72 小时内不受理注销、更换手机号和邮寄。如非您本人操作，请立即联系办理机关，否则更换有效。",
            "Your account has its new phone. Within 72 hours no cancellation, change of phone or posting is taken. If "
            + "this was not you, contact the authority at once; otherwise it stands.");
        add("identity.driverPhoneRecoveryBegun",
            "贵单位一名驾驶人员正在更换丢失的手机号，24 小时后生效。如有异常请在此之前联系考试中心，否则将更换。",
            "One of your drivers gets another phone in the place of a lost one, after 24 hours. Contact the exam "
            + "centre before that if it is odd; otherwise it is exchanged.");
        add("identity.driverPhoneRecoveryObjected",
            "贵单位一名驾驶人员的原手机号对更换提出异议，更换已终止。请贵单位核实，否则账号保持不变。",
            "The old phone of one of your drivers has objected, and nothing is exchanged. Please look into it; "
            + "otherwise the account stays as it is.");
    }

    private static void AddFiler(Action<string, string, string> add)
    {
        add("identity.bound",
            "您的实名认证已通过。72 小时内不受理注销、更换手机号和邮寄。如非您本人操作，请立即联系办理机关解除绑定。",
            "Your identity is proven. Within 72 hours no cancellation, change of phone or posting is "
            + "taken. If this was not you, ask the authority at once to undo it.");
        add("identity.refused",
            "您的实名认证未通过，原因：{reasons}。请您核实后重新提交，未通过认证的不能办理业务。",
            "Your identity was not proven: {reasons}. Check it and file again; without it nothing can be applied for.");
        add("identity.supplementRequested",
            "您的实名认证需要补正：{message}。请您于{answerBy}（含当日）前提交，逾期将不予通过。",
            "Your proof of identity needs to be completed: {message}. Please do so by {answerBy}, inclusive, "
            + "or it is refused.");
        add("identity.unbound",
            "您的账号与身份信息的绑定已由办理机关解除。需要办理业务的，请您重新实名认证。",
            "The authority has undone the binding of your account and your identity. "
            + "Prove your identity again before you apply for anything.");
    }

    private static void AddOnRecord(Action<string, string, string> add)
    {
        add("identity.filedByAnother",
            "有其他账号使用您的身份证件号码申请实名认证，正由办理机关审核。如非您本人操作，请立即联系办理机关；您的账号不受影响。",
            "Another account says that your identity number is its own; the authority is looking at it. If this was "
            + "not you, contact the authority at once; nothing changes for your account.");
        add("identity.refusedToAnother",
            "其他账号使用您的身份证件号码提出的实名认证申请未获通过，您的账号不受影响，您无需办理。",
            "The other account that gave your identity number was refused; nothing changes for your account, "
            + "and there is nothing for you to do.");
        add("identity.driverFiled",
            "贵单位一名驾驶人员的身份证件号码有新的实名认证申请。如有异常请在审核完成前联系考试中心，否则照常审核。",
            "An account says that it is one of your drivers. Contact the exam centre before the decision if that is "
            + "odd; otherwise it is decided.");
        add("identity.driverBound",
            "贵单位一名驾驶人员的实名认证已通过。如有异常请立即联系考试中心，否则绑定有效。",
            "An account was bound to one of your drivers. Contact the exam centre at once if that is odd; "
            + "otherwise it stands.");
        add("identity.driverRefused",
            "贵单位一名驾驶人员身份证件号码的实名认证申请未获通过，贵单位无需办理。",
            "An account that said it is one of your drivers was refused; there is nothing for you to do.");
        add("identity.operatorsDriverFiled",
            "贵单位一名驾驶员的身份证件号码有新的实名认证申请。如有异常请在审核完成前联系办理机关，否则照常审核。",
            "An account says that it is one of your drivers. Contact the authority before the decision if that is "
            + "odd; otherwise it is decided.");
        add("identity.operatorsDriverBound",
            "贵单位一名驾驶员的实名认证已通过。如有异常请立即联系办理机关，否则绑定有效。",
            "An account was bound to one of your drivers. Contact the authority at once if that is odd; "
            + "otherwise it stands.");
        add("identity.operatorsDriverRefused",
            "贵单位一名驾驶员身份证件号码的实名认证申请未获通过，贵单位无需办理。",
            "An account that said it is one of your drivers was refused; there is nothing for you to do.");
    }
}
