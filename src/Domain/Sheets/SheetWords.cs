using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>Codes and dates as sheets write them.</summary>
public static class SheetWords
{
    /// <summary>A legal date.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant in Shanghai to the minute, without rounding.</summary>
    public static string Minute(DateTimeOffset at) =>
        ShanghaiTime.ToLocal(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A period, both days inclusive.</summary>
    public static LocalText Days(DateOnly from, DateOnly to) =>
        new($"{Day(from)} 至 {Day(to)}", $"{Day(from)} to {Day(to)}");

    /// <summary>An interval from one instant to another, in Shanghai.</summary>
    public static LocalText Minutes(DateTimeOffset from, DateTimeOffset to) =>
        new($"{Minute(from)} 至 {Minute(to)}", $"{Minute(from)} to {Minute(to)} (Beijing time)");

    private const string Office = "交通运输主管部门";

    /// <summary>
    /// The authority of a region as documents name it; a region whose name is not known is named by its code (E.6).
    /// </summary>
    public static string Authority(string region) =>
        (Regions.FullNameOf(region) ?? region) + Office;

    /// <summary>The same beside the place of its seal, on two lines.</summary>
    public static SheetIssuer Issuer(LocalText label, string region, DateOnly on)
    {
        var name = Regions.FullNameOf(region) ?? region;
        return new(label, new LocalText(name, name), on) { Office = new LocalText(Office, "Transport authority") };
    }

    /// <summary>从业资格类别.</summary>
    public static LocalText Of(CertificateKind kind) => kind switch
    {
        CertificateKind.PassengerDriver => new("道路旅客运输驾驶员", "Passenger driver"),
        CertificateKind.FreightDriver => new("普通货运驾驶员", "General-freight driver"),
        CertificateKind.DangerousGoodsDriver => new("危险货物运输驾驶员", "Dangerous-goods driver"),
        CertificateKind.DangerousGoodsEscort => new("危险货物运输押运人员", "Dangerous-goods escort"),
        CertificateKind.DangerousGoodsLoader => new("危险货物运输装卸管理人员", "Dangerous-goods loading manager"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>运输类别.</summary>
    public static LocalText Of(VehicleKind kind) => kind switch
    {
        VehicleKind.GeneralFreight => new("普通货运", "General freight"),
        VehicleKind.DangerousGoods => new("危险货物运输", "Dangerous goods"),
        VehicleKind.Passenger => new("旅客运输", "Passengers"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>考核等级 (D.2).</summary>
    public static LocalText Of(Grade grade) => grade switch
    {
        Grade.AAA => new("AAA（优良）", "AAA, excellent"),
        Grade.AA => new("AA（合格）", "AA, good"),
        Grade.A => new("A（基本合格）", "A, sufficient"),
        Grade.B => new("B（不合格）", "B, not passed"),
        Grade.NotAssessed => new("未考核", "Not assessed"),
        _ => throw new ArgumentOutOfRangeException(nameof(grade)),
    };

    /// <summary>技术等级.</summary>
    public static LocalText Of(TechnicalGrade grade) => grade switch
    {
        TechnicalGrade.Grade1 => new("一级", "Grade 1"),
        TechnicalGrade.Grade2 => new("二级", "Grade 2"),
        TechnicalGrade.Grade3 => new("三级", "Grade 3"),
        TechnicalGrade.NotPassed => new("不合格", "Not passed"),
        _ => throw new ArgumentOutOfRangeException(nameof(grade)),
    };

    /// <summary>The words for a document's verdict, as at the roadside.</summary>
    public static LocalText Of(VerdictResult result) => result switch
    {
        VerdictResult.Unknown => new("无法核验", "Cannot be determined"),
        VerdictResult.Valid => new("有效", "Valid"),
        VerdictResult.NotStarted => new("未到有效期", "Not yet valid"),
        VerdictResult.Expired => new("已过期", "Expired"),
        VerdictResult.Revoked => new("已失效", "No longer in force"),
        VerdictResult.NotReceived => new("驾驶员未接收", "Not received by a driver"),
        VerdictResult.PaperOnly => new("仅限纸质", "On paper only"),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>车牌颜色 (D.6).</summary>
    public static LocalText Of(PlateColour colour) => colour switch
    {
        PlateColour.Blue => new("蓝色", "Blue"),
        PlateColour.Yellow => new("黄色", "Yellow"),
        PlateColour.Black => new("黑色", "Black"),
        PlateColour.White => new("白色", "White"),
        PlateColour.Green => new("绿色", "Green"),
        PlateColour.Other => new("其他", "Other"),
        PlateColour.FarmBlue => new("农蓝", "Farm blue"),
        PlateColour.FarmYellow => new("农黄", "Farm yellow"),
        PlateColour.FarmGreen => new("农绿", "Farm green"),
        PlateColour.YellowGreen => new("黄绿双拼", "Yellow and green"),
        PlateColour.GradientGreen => new("渐变绿", "Gradient green"),
        _ => throw new ArgumentOutOfRangeException(nameof(colour)),
    };
}
