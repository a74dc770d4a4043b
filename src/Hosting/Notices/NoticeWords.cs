namespace OrleansRegistry.Hosting.Notices;

/// <summary>
/// Codes within the values of notices, in words. Dates, numbers and what officers wrote stay as they are.
/// </summary>
internal static class NoticeWords
{
    private const string Unanswered = "supplementUnanswered";

    public static string Zh(string name, string value) => (name, value) switch
    {
        ("ground", "death") => "持证人死亡",
        ("ground", "request") => "持证人申请",
        ("ground", "age") => "持证人超过规定年龄",
        ("ground", "drivingLicenceLost") => "机动车驾驶证被注销或者吊销",
        ("ground", "lapsed") => "有效期届满后逾期未申请换证",
        ("ground", "authority") => "发证机关依职权注销",
        ("reasons", Unanswered) => "逾期未补正材料",
        _ => value,
    };

    public static string En(string name, string value) => (name, value) switch
    {
        ("ground", "death") => "the holder died",
        ("ground", "request") => "the holder asked for it",
        ("ground", "age") => "the holder is over the age limit",
        ("ground", "drivingLicenceLost") => "the driving licence was cancelled or revoked",
        ("ground", "lapsed") => "no renewal was applied for in time after the expiry",
        ("ground", "authority") => "the issuing authority cancelled it",
        ("reasons", Unanswered) => "the supplement was not answered in time",
        _ => value,
    };
}
