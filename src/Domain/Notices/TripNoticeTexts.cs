namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about charter trips, to the carrier and to the drivers.</summary>
internal static class TripNoticeTexts
{
    private const string ZhTrip = "包车任务 {number}（{from}至{to}，{departsAt}发车）";
    private const string EnTrip = "Charter trip {number} ({from} to {to}, departure {departsAt})";

    public static void AddTo(Action<string, string, string> add)
    {
        add("tripApproved",
            ZhTrip + "备案审核通过。请您在发车前下发电子包车牌或打印纸质标志牌，否则不得发车。",
            EnTrip + " was approved. Issue the electronic certificate or print the paper plate before the departure; "
            + "without one the bus must not leave.");
        add("tripRefused",
            ZhTrip + "备案审核不通过，原因：{reasons}。请您更正后重新备案，否则不得发车。",
            EnTrip + " was refused: {reasons}. Mend that and file again; otherwise the bus must not leave.");
        add("tripIssued",
            "包车牌下发成功提醒：" + ZhTrip + "的电子包车牌已下发。请驾驶员在发车前接收，否则核验不通过。",
            EnTrip + ": the electronic certificate is issued. Its drivers receive it before the departure, "
            + "or it does not count at the roadside.");
        add("tripPaperPrinted",
            ZhTrip + "使用纸质标志牌。请您随车携带，否则核验不通过。",
            EnTrip + " goes with the paper plate. Carry it; without it the trip does not count at the roadside.");
        add("tripAmended",
            ZhTrip + "已变更，原电子包车牌作废。请您等待新的包车牌下发后再接收。",
            EnTrip + " was amended; its electronic certificate is void. Wait for the new one and receive it.");
        add("tripCancelled",
            ZhTrip + "已作废，不得发车，您无需办理。",
            EnTrip + " was cancelled; the bus must not leave, and there is nothing for you to do.");
        add("tripExpired",
            ZhTrip + "已过期，期间没有驾驶员接收包车牌。仍需出行的请您重新备案。",
            EnTrip + " has expired; no driver had received a certificate. File it again if it is still needed.");
    }
}
