namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about charter trips, to the carrier and to the drivers.</summary>
internal static class TripNoticeTexts
{
    private const string ZhTrip = "包车任务 {number}（{from} 至 {to}，{departsAt} 发车）";
    private const string EnTrip = "Charter trip {number} ({from} to {to}, departure {departsAt})";

    public static void AddTo(Action<string, string, string> add)
    {
        add("tripApproved", ZhTrip + "备案审核通过，请下发电子包车牌或打印纸质标志牌。",
            EnTrip + " was approved; please issue the electronic certificate or print the paper plate.");
        add("tripRefused", ZhTrip + "备案审核不通过，原因：{reasons}。", EnTrip + " was refused: {reasons}.");
        add("tripIssued", "包车牌下发成功提醒：" + ZhTrip + "的电子包车牌已下发，请驾驶员在发车前接收。",
            EnTrip + ": the electronic certificate is issued; its drivers receive it before the departure.");
        add("tripPaperPrinted", ZhTrip + "使用纸质标志牌，请随车携带。", EnTrip + " goes with the paper plate; please carry it.");
        add("tripAmended", ZhTrip + "已变更，原电子包车牌作废。", EnTrip + " was amended; its electronic certificate is void.");
        add("tripCancelled", ZhTrip + "已作废。", EnTrip + " was cancelled.");
        add("tripExpired",
            ZhTrip + "已过期，期间没有驾驶员接收包车牌。",
            EnTrip + " has expired; no driver had received a certificate.");
    }
}
