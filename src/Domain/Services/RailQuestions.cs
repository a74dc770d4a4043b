using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Services;

/// <summary>
/// What railway drivers and enterprises often ask (seed 002 L148-L210), answered by what this registry does. No number
/// and no address stands here: these are contacts (decisions 13).
/// </summary>
internal static class RailQuestions
{
    /// <summary>Accounts, phones, letters and licences, in the order of the source.</summary>
    public static ImmutableArray<GuideQuestion> All { get; } =
    [
        Of("注册时无法关联企业怎么办？", "所在企业注册企业账号后方可关联；双方同意后生效。",
            "I cannot link my employer.", "It needs an enterprise account first; both sides agree to the link."),
        Of("未通过注册校验怎么办？", "请在 8:00-18:00 办理；仍不通过的，由本人联系当地派出所户籍科核实后再提交。",
            "My registration was not confirmed.",
            "Try between 8:00 and 18:00; else have the police household section verify your data."),
        Of("怎样更换手机号？", "原手机号有效的，用原手机号和新手机号的验证码更换。",
            "How do I change my phone number?", "With the codes of both numbers, the old one and the new one."),
        Of("原手机号已注销，怎么办？",
            "由企业管理人员为本企业驾驶员开具一次性找回码，本人用找回码、身份证号和新手机号验证码更换，24 小时后生效。",
            "My old number is no longer mine.",
            "A manager of your employer gives you a code to use once, with your identity number and the "
            + "new phone's code; it takes effect after 24 hours."),
        Of("手机号和企业都变了，怎么办？", "由新企业来函（手机号变更），考试中心同意后由新企业开具找回码。",
            "Both phone and employer have changed.",
            "The new employer writes a letter; once the exam centre grants it, the new employer gives the code."),
        Of("怎样开通、停用企业账号或者更名？", "由法人单位或者考试站来函，写明事由和企业信息，附营业执照（更名的附新旧两份）。",
            "How is an enterprise account opened, closed or renamed?",
            "By a letter of the legal entity or the exam station with the reason, the enterprise's data and its "
            + "licence (both licences for a new name)."),
        Of("忘记企业账号密码怎么办？",
            "用登记的手机号和动态口令自行重设；不能的，来函写明事由、管理原因和整改措施。来函中不要写任何密码。",
            "The enterprise's password is forgotten.",
            "Reset it by the phone on record and the second factor, or by a letter with the reason, its cause and what "
            + "was done. Never write a password in a letter."),
        Of("密码正确但无法登录，或者看不到本企业驾驶员？", "来函说明事由、时间和账号，附截图。",
            "Nobody can sign in, or drivers are missing.",
            "Write a letter with what happened, when and for which account, and a screenshot."),
        Of("电子驾驶证不能显示怎么办？", "联系本单位的系统管理负责人，由单位来函。",
            "My electronic licence is not shown.", "Ask your employer's manager of this system, who writes a letter."),
        Of("长期显示“审核中”怎么办？", "核对材料，查看办件在哪一步、由谁审核，留意短信；企业尚未初审的，联系本单位。",
            "It has been under review for long.",
            "Look at your papers, at the step and at who reviews it, and at your texts; before the first review ask "
            + "your employer."),
        Of("身份证号变了怎么办？", "由法人单位或者考试站来函，附派出所证明；其他个人信息可以自行修改。",
            "My identity number has changed.",
            "By a letter with the proof of the police; other personal data you change yourself."),
        Of("证件数据有误怎么办？", "联系考试机构核实后重新申报；由考试中心两人更正，更正前的数据留档。",
            "The licence's data are wrong.",
            "Contact the exam body; it is declared again, and two people of the exam centre correct it. What it said "
            + "before stays on record."),
        Of("换证被驳回怎么办？", "修改后在驾驶证有效期内重新提交。",
            "My renewal was returned.", "Mend it and hand it in again while the licence is valid."),
        Of("系统有问题向谁反映？", "拨打系统运维电话，或者由法人单位、考试站来函并附截图。",
            "Whom do I tell about a fault of the system?",
            "Call the support of the system, or write a letter with a screenshot."),
        Of("怎样撤回换证、补证、注销申请？", "由企业法人单位或者考试站来函并附申请表撤回，个人不能撤回。",
            "How is an application withdrawn?",
            "By a letter of the enterprise or the exam station with the application form; not by oneself."),
        Of("缴纳邮寄费后多久能收到？怎样查询？", "缴费后制证并寄出；在办件中查看快递公司和单号，用登记的手机号向快递公司查询。",
            "When does the licence come, and how is it followed?",
            "It is made and sent once the courier is paid; courier and number stand with your application, and the "
            + "courier finds it by your phone."),
        Of("怎样补缴邮寄费？",
            "发邮件到补缴邮箱，写明姓名、身份证号、准驾机型、批文号、联系电话和邮寄地址，快递公司会与本人联系。批文号在办件中。",
            "How is the courier's fee paid late?",
            "Send a mail with name, identity number, class, approval number, phone and address; the courier calls you. "
            + "The approval number stands with your application."),
    ];

    private static GuideQuestion Of(string question, string answer, string asked, string answered) =>
        new(new(question, asked), new(answer, answered));
}
