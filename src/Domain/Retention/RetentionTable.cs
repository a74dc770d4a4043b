using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using Kind = OrleansRegistry.Domain.Retention.RetentionKind;

namespace OrleansRegistry.Domain.Retention;

/// <summary>
/// How long personal data is kept (decisions 7): the one table that the registry carries out and the administrator
/// sees. It rests on 个人信息保护法 articles 19 (no longer than needed) and 47 (erasure); where no article sets a time, this
/// registry has decided one and says so.
/// </summary>
public static class RetentionTable
{
    private static readonly LocalText _ours = new(
        "本登记系统确定（《个人信息保护法》第十九条、第四十七条）", "Decision of this registry (PIPL, articles 19 and 47)");

    /// <summary>Every kind once.</summary>
    public static ImmutableArray<RetentionRule> All { get; } =
    [
        new(Kind.Register, 0, 0,
            new("登记事项及其沿革、准予的申请及材料", "The register with its histories, what was granted and on what"),
            new("登记存续期间", "As long as the register is kept"),
            new("《行政许可法》第六十一条（监督检查记录归档、公众查阅）", "Administrative Licensing Law, article 61 (records are filed)"))
        {
            IsKept = true,
        },
        new(Kind.UnnamedDocuments, 0, 30, new("未使用的上传文件", "Uploads that nothing names"),
            new("上传之时", "The upload"), _ours),
        new(Kind.RefusedMaterials, 1, 0,
            new("撤销、不予受理或不予许可的申请材料", "Materials of applications withdrawn, not accepted or refused"),
            new("申请终结之日", "The end of the application"), _ours),
        new(Kind.IdentityPictures, 0, 180, new("实名认证的证件及人像图片", "Pictures of a proof of identity"),
            new("认证决定之时", "The decision"), _ours),
        new(Kind.Drafts, 0, 30, new("草稿", "Drafts"), new("最后保存之时", "The last saving"), _ours),
        new(Kind.Sessions, 0, 0, new("登录会话", "Sessions"), new("会话结束之时", "Their end"), _ours),
        new(Kind.Devices, 0, 0, new("常用设备", "Known devices"),
            new("最后登录满 90 日", "90 days after the last sign-in"), _ours),
        new(Kind.Codes, 0, 0, new("短信验证码", "Verification codes"),
            new("使用之时，或者发出满 5 分钟", "Their use, or 5 minutes after sending"), _ours),
        new(Kind.RepeatedRequests, 0, 1, new("可重试请求的答复", "Answers of requests that may come again"),
            new("请求之时", "The request"), _ours),
        new(Kind.Notices, 2, 0, new("通知", "Notices"), new("发生之日", "The day of the notice"), _ours),
        new(Kind.Audit, 3, 0, new("登录、操作、查询和调阅的审计记录", "The audit: sign-ins, acts, look-ups and reads"),
            new("所在月份终了", "The end of their month"), _ours),
        new(Kind.ClosedAccounts, 0, 0, new("已注销账号的手机号和认证要素", "Phone and authenticators of closed accounts"),
            new("注销之时", "The closing"), _ours),
        new(Kind.ClosedHistories, 0, 180,
            new("从未通过实名认证的已注销账号的沿革", "The history of a closed account that never proved anything"),
            new("注销之时", "The closing"), _ours),
    ];

    /// <summary>The rule of a kind.</summary>
    public static RetentionRule Of(RetentionKind kind) => All.First(rule => rule.Kind == kind);
}
