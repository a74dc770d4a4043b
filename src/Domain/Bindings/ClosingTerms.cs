using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What closing an account does, in the words that people read before they confirm (decisions 7); the same for API and
/// pages. Each sentence says what a line of AccountClosing, Person or AccountErasure does.
/// </summary>
public static class ClosingTerms
{
    /// <summary>What ends at once and does not come back.</summary>
    public static ImmutableArray<LocalText> Ends { get; } =
    [
        new("手机号、密码、动态口令和恢复码", "The phone, the password, the second factor and its recovery codes"),
        new("所有登录和常用设备", "Every session, and every device that is known"),
        new("日历订阅地址、草稿和通知设置", "The address of the calendar, drafts, and the choices of notices"),
        new("没有用于办件的上传文件", "Uploads that no application names"),
        new("本人资料（联系电话、地址、学历）", "What you said of yourself: phone of contact, address, education"),
        new("与实名身份的绑定；审核中的实名认证按撤回处理",
            "The binding to your identity; a proof of identity under way counts as withdrawn"),
        new("与经营者、铁路企业的关联，对方会收到通知；已备案的行程和在办的申请不变",
            "Who you drive for: they are notified; trips that are filed and applications under way stay as they are"),
    ];

    /// <summary>What the law keeps.</summary>
    public static ImmutableArray<LocalText> Stays { get; } =
    [
        new("从业资格证、驾驶证及其沿革：效力不变，路检照常核验",
            "Certificates and licences with their histories: they are as good as before, also at the roadside"),
        new("已提交的申请、决定及其材料", "Applications that were handed in, decisions, and what they rest on"),
        new("通知（2 年）和审计记录（3 年）", "Notices (2 years) and the records of the audit (3 years)"),
        new("实名认证的图片，认证决定满 180 日后删除", "Pictures of a proof of identity, until 180 days after its decision"),
        new("依据：《行政许可法》第六十一条；《个人信息保护法》第四十七条",
            "By: Administrative Licensing Law, article 61; Personal Information Protection Law, article 47"),
    ];

    /// <summary>What comes back if the person returns, and until when.</summary>
    public static ImmutableArray<LocalText> ComesBack { get; } =
    [
        new("注销不能撤销。同一手机号可以随时重新注册，没有期限",
            "It cannot be undone. The same phone may open another account at any time, without a last day"),
        new("重新实名认证通过后，证照、办件和仍在保存期内的通知会重新显示",
            "Once your identity is proven again, certificates, applications and notices that are still kept are there"),
        new("关联须由对方重新提出、您重新同意", "Who you drive for has to ask you again, and you to consent"),
    ];
}
