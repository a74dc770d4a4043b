using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// The values of notices as people read them: codes in words, dates in their usual form, and instead of the id of an
/// application or a certificate what it is. Numbers, and what officers wrote, stay as they are.
/// </summary>
internal static class NoticeWords
{
    /// <summary>The value for a plate that was not recorded.</summary>
    public const string NoPlate = "-";

    /// <summary>A value in Chinese; null: the notice has none.</summary>
    public static string? Zh(string name, ImmutableSortedDictionary<string, string> values) => name switch
    {
        "application" => $"{ServiceIn(values)?.Zh}申请{(values.TryGetValue("plate", out var plate) ? $"（{plate}）" : "")}",
        "certificate" => "从业资格证" + (KindIn(values) is { } kind ? $"（{kind.Zh}）" : ""),
        _ => values.TryGetValue(name, out var value) ? Word(name, value)?.Zh ?? Day(value)?.Zh ?? value : null,
    };

    /// <summary>A value in English; null: the notice has none.</summary>
    public static string? En(string name, ImmutableSortedDictionary<string, string> values) => name switch
    {
        "application" => "application" + (ServiceIn(values) is { } service ? $" “{service.En}”" : "")
            + (values.TryGetValue("plate", out var plate) ? $" ({plate})" : ""),
        "certificate" => "certificate" + (KindIn(values) is { } kind ? $" ({kind.En})" : ""),
        _ => values.TryGetValue(name, out var value) ? Word(name, value)?.En ?? Day(value)?.En ?? value : null,
    };

    private static LocalText? ServiceIn(ImmutableSortedDictionary<string, string> values) =>
        ServiceNames.Find(values.GetValueOrDefault("service")) is { } id ? Catalogue.Find(id)?.Names : null;

    private static LocalText? KindIn(ImmutableSortedDictionary<string, string> values)
    {
        if (!values.TryGetValue("certificateKind", out var name)) return null;
        foreach (var kind in Enum.GetValues<CertificateKind>())
            if (kind.Name() == name) return SheetWords.Of(kind);
        return null;
    }

    /// <summary>A date, or an instant to the minute in Shanghai, as people write it; null: it is neither.</summary>
    private static LocalText? Day(string value)
    {
        const DateTimeStyles plain = DateTimeStyles.None;
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, plain, out var day))
            return DayNames.Of(day);
        if (!DateTime.TryParseExact(value, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, plain, out var minute))
            return null;
        var (on, at) = (DayNames.Of(DateOnly.FromDateTime(minute)), minute.ToString("HH:mm", null));
        return new LocalText($"{on.Zh} {at}", $"{on.En}, {at}");
    }

    private static LocalText? Word(string name, string value) => (name, value) switch
    {
        ("ground", "death") => new("持证人死亡", "the holder died"),
        ("ground", "request") => new("持证人申请", "the holder asked for it"),
        ("ground", "age") => new("持证人超过规定年龄", "the holder is over the age limit"),
        ("ground", "drivingLicenceLost") =>
            new("机动车驾驶证被注销或者吊销", "the driving licence was cancelled or revoked"),
        ("ground", "lapsed") =>
            new("有效期届满后逾期未申请换证", "no renewal was applied for in time after the expiry"),
        ("ground", "authority") => new("发证机关依职权注销", "the issuing authority cancelled it"),
        ("ground", "staffFault") =>
            new("工作人员滥用职权、玩忽职守，致使不符合条件的人员取得驾驶证", "staff abused power or neglected duty"),
        ("ground", "fraudOrBribery") => new(
            "以欺骗、贿赂等不正当手段取得驾驶证", "it was obtained by fraud, bribery or other improper means"),
        ("ground", "otherRevocation") => new("依法可以撤销驾驶资格许可的其他情形", "another case in which the law revokes"),
        ("ground", "expired") => new("有效期届满未延续", "it expired and was not extended"),
        ("ground", "deathOrIncapacity") => new("驾驶人员死亡或者丧失行为能力", "the driver died or lost capacity"),
        ("ground", "revoked") => new("驾驶证被依法撤销", "it was revoked"),
        ("ground", "otherCancellation") => new("法律、法规规定的其他情形", "another case in law"),
        ("limit", "acceptance") => new("受理", "acceptance"),
        ("limit", "review") => new("审核", "review"),
        ("limit", "decision") => new("办结", "decision"),
        ("limit", "announcement") => new("公告", "announcement"),
        ("part", "theory") => new("理论", "theory"),
        ("part", "practical") => new("实际操作", "practical"),
        ("act", "Opening") => new("开立账号", "it was opened"),
        ("act", "Enabling") => new("启用账号", "it was enabled"),
        ("act", "Reset") => new("重置密码和验证方式", "its password and second factor were reset"),
        ("subject", "decision") => new("申请决定", "the decision on an application"),
        ("subject", "certificate") => new("从业资格证的记录", "the record of a certificate"),
        ("subject", "vehicle") => new("车辆的记录", "the record of a vehicle"),
        ("subject", "trip") => new("包车备案的决定", "the decision on a charter trip"),
        ("subject", "railLicence") => new("铁路机车车辆驾驶证的记录", "the record of a railway driver licence"),
        ("subject", "roadsideFinding") => new("路检记录", "a finding at the roadside"),
        ("what", _) => Findings.FindingWords.Named(value),
        ("plate", NoPlate) => new("未记录", "not recorded"),
        ("change", "Phone") => new("更换手机号", "another phone"),
        ("change", "Password") => new("修改密码", "another password"),
        ("change", "SecondFactor") => new("启用动态口令", "a generator of codes is in use"),
        ("change", "SecondFactorRemoved") => new("停用动态口令", "the generator of codes was removed"),
        ("change", "RecoveryCodes") => new("重新生成恢复码", "new recovery codes"),
        ("alarm", "ManyLookUps") => new("大量查询", "many look-ups"),
        ("alarm", "ManyRefusals") => new("大量请求被拒绝", "many refused requests"),
        ("alarm", "NightWork") => new("夜间查阅", "reading at night"),
        ("reasons", _) => DecisionReasons.Find(value),
        _ => null,
    };
}
