namespace OrleansRegistry.Domain.Notices;

/// <summary>The text of the notice that licence data were corrected (rules.md B.10).</summary>
internal static class RailCorrectionTexts
{
    public static void AddTo(Action<string, string, string> add) => add(
        "rail.corrected",
        "您的铁路机车车辆驾驶证的信息已更正，原证件作废。请您核对新的信息，有误的请联系考试中心。",
        "The data of your railway driver licence were corrected, and the copy that you have is void. Look at the new "
        + "data, and turn to the exam centre if they are wrong.");
}
