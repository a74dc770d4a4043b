using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// The form of a refusal over HTTP (http.md 7): its status and its title, defined in this one place. The refusal and
/// its reason come from the Domain; <see cref="ProblemWriter"/> writes the bytes.
/// </summary>
public sealed class ApiProblem(Refusal refusal) : IResult
{
    /// <summary>Why not.</summary>
    public Refusal Refusal => refusal;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ProblemWriter.Write(httpContext, refusal);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The status for a code, by what the caller should do next: 401 sign in, 403 ask somebody else, 409 look at what
    /// exists, 412 read again, 422 read the law, 429 and 503 wait.
    /// </summary>
    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn or RefusalCode.SessionEnded => StatusCodes.Status401Unauthorized,
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.StaleVersion => StatusCodes.Status412PreconditionFailed,
        RefusalCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.MediaType => StatusCodes.Status415UnsupportedMediaType,
        RefusalCode.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalCode.StorageAway or RefusalCode.Busy or RefusalCode.FontMissing =>
            StatusCodes.Status503ServiceUnavailable,
        _ => ((int)code / 100) switch
        {
            1 => StatusCodes.Status400BadRequest,
            2 => StatusCodes.Status403Forbidden,
            3 => StatusCodes.Status409Conflict,
            5 => StatusCodes.Status422UnprocessableEntity,
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, "has no status"),
        },
    };

    /// <summary>The title for a code: short, and always the same; the detail says what is special.</summary>
    public static LocalText TitleOf(RefusalCode code) => code switch
    {
        RefusalCode.Malformed => new("请求内容有误", "The request cannot be read"),
        RefusalCode.UnknownField => new("请求含有未知字段", "The request has an unknown member"),
        RefusalCode.IdentifierInvalid => new("号码不正确", "The number is not valid"),
        RefusalCode.NotSignedIn => new("请先登录", "Please sign in"),
        RefusalCode.SessionEnded => new("登录已失效", "The session has ended"),
        RefusalCode.NotAllowed => new("无权办理", "Not allowed"),
        RefusalCode.OtherAuthority => new("不属于本机关", "Another authority's"),
        RefusalCode.PasswordChangeDue => new("请先修改密码", "Change the password first"),
        RefusalCode.Reauthenticate => new("请重新验证身份", "Prove again who you are"),
        RefusalCode.SecondFactor => new("需要动态口令", "A second factor is needed"),
        RefusalCode.AgreementDue => new("请先同意协议", "Agree to the agreements first"),
        RefusalCode.SecondOfficer => new("须由另一名经办人办理", "Another officer has to do it"),
        RefusalCode.RealNameRequired => new("请先实名认证", "Real-name authentication required"),
        RefusalCode.NotFound => new("没有找到", "Not found"),
        RefusalCode.OpenApplicationExists => new("已有在办申请", "An application is open"),
        RefusalCode.AlreadyAccepted => new("申请已受理", "Already accepted"),
        RefusalCode.WrongState => new("当前状态不能办理", "Not in this state"),
        RefusalCode.AlreadyBound => new("已经绑定", "Already bound"),
        RefusalCode.ConsentAwaited => new("尚待对方同意", "Consent is awaited"),
        RefusalCode.Booked => new("时间已被占用", "Booked already"),
        RefusalCode.IdempotencyKeyReused => new("请求编号已被使用", "Idempotency-Key used for something else"),
        RefusalCode.Duplicate => new("重复", "Duplicate"),
        RefusalCode.StaleVersion => new("记录已更新", "The record has changed"),
        RefusalCode.TooLarge => new("内容过大", "Too large"),
        RefusalCode.MediaType => new("不支持的内容类型", "Unsupported media type"),
        RefusalCode.TooMany => new("请求过于频繁", "Too many requests"),
        RefusalCode.StorageAway => new("系统暂不可用", "Temporarily unavailable"),
        RefusalCode.Busy => new("系统繁忙", "Busy"),
        RefusalCode.FontMissing => new("缺少字体", "A font is missing"),
        RefusalCode.TooEarly => new("未到办理时间", "Too early"),
        RefusalCode.TooLate => new("已过办理时间", "Too late"),
        RefusalCode.CertNotValid => new("证件不在有效期内", "The certificate is not valid"),
        RefusalCode.CertCancelled => new("证件已注销", "The certificate is cancelled"),
        RefusalCode.KindNotCovered => new("该类别不适用", "The kind is not covered"),
        RefusalCode.AlreadyAssessed => new("已完成考核", "Already assessed"),
        RefusalCode.AgeLimit => new("超过年龄上限", "Over the age limit"),
        RefusalCode.DrivingLicence => new("驾驶证不符合要求", "The driving licence does not allow it"),
        RefusalCode.MaterialMissing => new("缺少材料", "Material is missing"),
        RefusalCode.MaterialNotAsked => new("提交了不需要的材料", "Material was not asked for"),
        RefusalCode.MaterialUnfit => new("材料不符合要求", "Material is unfit"),
        RefusalCode.Unchanged => new("内容未变更", "Nothing would change"),
        RefusalCode.OtherOperator => new("不属于该经营者", "Another operator's"),
        RefusalCode.PermitNotValid => new("经营许可证不在有效状态", "The operating permit is not in force"),
        RefusalCode.VehicleNotInOperation => new("车辆不在营运状态", "The vehicle is not in operation"),
        RefusalCode.ReviewOverdue => new("年审已到期", "The annual review is overdue"),
        RefusalCode.OnATrip => new("车辆已安排包车任务", "Booked for a charter trip"),
        RefusalCode.OutOfScope => new("不在电子凭证启用范围内", "Outside the scope of the electronic certificate"),
        RefusalCode.TripTooLong => new("包车期间过长", "The trip is too long"),
        RefusalCode.DriverNotValid => new("驾驶员不符合要求", "A driver may not drive this trip"),
        RefusalCode.VehicleNotValid => new("车辆不符合要求", "The vehicle may not make this trip"),
        RefusalCode.NotFromHome => new("起讫地均不在车籍所在地", "Neither end in the registration place"),
        RefusalCode.BeforeStart => new("电子凭证尚未启用", "Electronic certificates are not issued yet"),
        RefusalCode.NotEligible => new("不符合条件", "Not eligible"),
        RefusalCode.Banned => new("禁止申请期内", "Banned for now"),
        RefusalCode.EmployerOnly => new("须由单位办理", "Only through the employer"),
        RefusalCode.IdentityCheckFailed => new("身份核验未通过", "The identity check failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "has no title"),
    };
}
