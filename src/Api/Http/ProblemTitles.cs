using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>The short title of each code, in both languages. A test sees that none is missing.</summary>
public static class ProblemTitles
{
    /// <summary>In Chinese.</summary>
    public static string Zh(RefusalCode code) => Of(code).Zh;

    /// <summary>In English.</summary>
    public static string En(RefusalCode code) => Of(code).En;

    private static LocalText Of(RefusalCode code) => code switch
    {
        RefusalCode.Malformed => new("请求内容有误", "The request is malformed"),
        RefusalCode.UnknownField => new("请求含有未知字段", "The request has an unknown field"),
        RefusalCode.IdentifierInvalid => new("证件号码不正确", "The identifier is not valid"),
        RefusalCode.NotSignedIn => new("尚未登录", "Not signed in"),
        RefusalCode.SessionEnded => new("登录已失效", "The session has ended"),
        RefusalCode.NotAllowed => new("无权办理", "Not allowed"),
        RefusalCode.OtherAuthority => new("非本机关发放", "Another authority's certificate"),
        RefusalCode.PasswordChangeDue => new("须先修改密码", "A new password is due"),
        RefusalCode.RealNameRequired => new("须先实名认证", "Real-name authentication is required"),
        RefusalCode.NotFound => new("未找到", "Not found"),
        RefusalCode.OpenApplicationExists => new("已有在办申请", "An application is open already"),
        RefusalCode.AlreadyAccepted => new("申请已受理", "Already accepted"),
        RefusalCode.WrongState => new("当前状态不能办理", "Wrong state"),
        RefusalCode.AlreadyBound => new("已绑定", "Already bound"),
        RefusalCode.Booked => new("已被占用", "Booked"),
        RefusalCode.IdempotencyKeyReused => new("幂等键已被使用", "The idempotency key was used before"),
        RefusalCode.Duplicate => new("重复提交", "Duplicate"),
        RefusalCode.StaleVersion => new("记录已更新", "The record has changed"),
        RefusalCode.TooLarge => new("内容过大", "Too large"),
        RefusalCode.MediaType => new("文件或内容类型不支持", "Media type not supported"),
        RefusalCode.TooMany => new("操作过于频繁", "Too many tries"),
        RefusalCode.StorageAway => new("存储暂不可用", "The storage is away"),
        RefusalCode.TooEarly => new("未到办理时间", "Too early"),
        RefusalCode.TooLate => new("已过办理时间", "Too late"),
        RefusalCode.CertNotValid => new("证件不在有效期内", "The certificate is not valid"),
        RefusalCode.CertCancelled => new("证件已注销", "The certificate is cancelled"),
        RefusalCode.KindNotCovered => new("该类别不适用", "The kind is not covered"),
        RefusalCode.AlreadyAssessed => new("已完成考核", "Already assessed"),
        RefusalCode.AgeLimit => new("超过法定年龄", "Over the age limit"),
        RefusalCode.DrivingLicence => new("驾驶证不符合要求", "The driving licence does not allow it"),
        RefusalCode.MaterialMissing => new("缺少材料", "Material is missing"),
        RefusalCode.MaterialNotAsked => new("提交了不需要的材料", "Material was not asked for"),
        RefusalCode.MaterialUnfit => new("材料不符合要求", "Material is not fit"),
        RefusalCode.Unchanged => new("内容未变化", "Nothing would change"),
        RefusalCode.IdentityCheckFailed => new("身份核验未通过", "The identity check failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
