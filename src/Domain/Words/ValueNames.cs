using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Words;

/// <summary>The words for values of the register.</summary>
public static class ValueNames
{
    /// <summary>Choices of a form: the values with their words.</summary>
    public static ImmutableArray<(string Value, LocalText Text)> Of<T>(Func<T, LocalText> words, params T[] values)
        where T : struct, Enum =>
        [.. (values.Length > 0 ? values : Enum.GetValues<T>()).Select(value => (value.ToString(), words(value)))];

    /// <summary>营运状态.</summary>
    public static LocalText Of(OperatingStatus status) => status switch
    {
        OperatingStatus.Operating => new("营运", "In operation"),
        OperatingStatus.Suspended => new("停运", "Suspended"),
        OperatingStatus.ReportedLost => new("挂失", "Reported lost"),
        OperatingStatus.OwnerTransferred => new("过户", "Owner transferred"),
        OperatingStatus.RegistrationMoved => new("转籍", "Registration moved"),
        OperatingStatus.Scrapped => new("报废", "Scrapped"),
        OperatingStatus.ClosedDown => new("歇业", "Closed down"),
        OperatingStatus.Cancelled => new("注销", "Cancelled"),
        _ => new("其他", "Other"),
    };

    /// <summary>Why a vehicle's certificate ends.</summary>
    public static LocalText Of(VehicleEndGround ground) => ground switch
    {
        VehicleEndGround.Request => new("经营者申请", "Asked for by the operator"),
        VehicleEndGround.Scrapped => new("车辆报废", "Scrapped"),
        _ => new("机关决定", "By the authority"),
    };

    /// <summary>经营范围.</summary>
    public static LocalText Of(OperatingScope scope) => scope switch
    {
        OperatingScope.GeneralFreight => new("普通货运", "General freight"),
        OperatingScope.DangerousGoods => new("危险货物运输", "Dangerous goods"),
        OperatingScope.ScheduledPassenger => new("班线客运", "Scheduled passengers"),
        OperatingScope.Charter => new("包车客运", "Charter"),
        OperatingScope.InterprovincialCharter => new("省际包车客运", "Interprovincial charter"),
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    /// <summary>包车类别.</summary>
    public static LocalText Of(TripKind kind) => kind == TripKind.SpecialCharter
        ? new("专项省际包车", "Special interprovincial charter")
        : new("班线客车临时省际包车", "Temporary charter with a scheduled-service coach");

    /// <summary>The words for the medium of a trip's certificate.</summary>
    public static LocalText Of(TripMedium medium) => medium switch
    {
        TripMedium.Electronic => new("电子凭证", "Electronic"),
        TripMedium.Paper => new("纸质标志牌", "Paper plate"),
        _ => new("未下发", "Not issued"),
    };

    /// <summary>The words for the status of a railway licence.</summary>
    public static LocalText Of(RailLicenceStatus status) => status switch
    {
        RailLicenceStatus.Valid => new("有效", "Valid"),
        RailLicenceStatus.Expired => new("已过期", "Expired"),
        RailLicenceStatus.Cancelled => new("已注销", "Cancelled"),
        RailLicenceStatus.Revoked => new("已撤销", "Revoked"),
        RailLicenceStatus.Replaced => new("已被取代", "Replaced"),
        _ => new("尚无驾驶证", "No licence yet"),
    };

    /// <summary>Why a railway licence ends (B.8, B.9).</summary>
    public static LocalText Of(RailGround ground) => ground switch
    {
        RailGround.StaffFault => new("工作人员滥用职权、玩忽职守", "Fault of the staff"),
        RailGround.FraudOrBribery => new("欺骗、贿赂等不正当手段取得", "Fraud or bribery"),
        RailGround.OtherRevocation => new("依法可以撤销的其他情形", "Another case of revocation"),
        RailGround.Expired => new("有效期满未延续", "Expired and not extended"),
        RailGround.DeathOrIncapacity => new("死亡或者丧失行为能力", "Death or incapacity"),
        RailGround.Revoked => new("许可被依法撤销", "Revoked by law"),
        _ => new("应当注销的其他情形", "Another case of cancellation"),
    };

    /// <summary>What a letter of an enterprise is about.</summary>
    public static LocalText Of(LetterKind kind) => kind switch
    {
        LetterKind.Withdrawal => new("撤回申请", "Withdrawal of an application"),
        LetterKind.IdentityChange => new("变更身份信息", "Change of identity"),
        LetterKind.Rename => new("企业更名", "New name of the enterprise"),
        LetterKind.Disable => new("停用企业", "Closing of the enterprise"),
        LetterKind.AccountReset => new("重置账号", "Reset of an account"),
        LetterKind.PhoneChange => new("驾驶人员变更手机号", "Change of a driver's phone"),
        LetterKind.ResetPassword => new("重置密码", "Reset of a password"),
        LetterKind.OpenAccount => new("开通账号", "Opening of an account"),
        LetterKind.SignInProblem => new("无法登录或人员缺失", "Nobody can sign in, or drivers are missing"),
        LetterKind.LicenceData => new("证件信息有误", "Wrong data of a licence"),
        LetterKind.Enable => new("重新启用企业", "Enabling of the enterprise"),
        _ => new("其他", "Other"),
    };

    /// <summary>What is done to an account.</summary>
    public static LocalText Of(AccountAct act) => act switch
    {
        AccountAct.Opening => new("开立账号", "Open the account"),
        AccountAct.Enabling => new("启用账号", "Enable the account"),
        _ => new("重置账号", "Reset the account"),
    };

    /// <summary>Whether somebody who was asked to drive has answered.</summary>
    public static LocalText Of(DriverAskStatus status) => status switch
    {
        DriverAskStatus.Waiting => new("等待本人确认", "Waits for the driver"),
        DriverAskStatus.Declined => new("已拒绝", "Declined"),
        _ => new("已失效", "Lapsed"),
    };
}
