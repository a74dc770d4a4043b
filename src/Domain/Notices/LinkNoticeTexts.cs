namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// The texts of notices to drivers, operators and railway enterprises about who drives for whom (H.25).
/// </summary>
internal static class LinkNoticeTexts
{
    /// <summary>Adds the texts.</summary>
    public static void AddTo(Action<string, string, string> add)
    {
        add("link.requested",
            "{party}请求将您登记为其驾驶人员。如属实请您在 30 日内登录确认，逾期失效；如不属实请拒绝。",
            "{party} asks to have you as its driver. Sign in and consent within 30 days if that is right; "
            + "nothing follows without your consent. Decline it otherwise.");
        add("link.declined",
            "{driver}拒绝了您的关联请求，未建立关联；如有误请与其本人核实后重新请求。",
            "{driver} has declined your request and is not your driver; ask again once that is cleared up.");
        add("link.made",
            "{driver}已登记为{party}的驾驶人员。如有异议请登录解除或联系主管机关，否则继续有效。",
            "{driver} drives for {party} from now on. If that is wrong, "
            + "end it after signing in, or turn to the authority.");
        add("link.ended",
            "{driver}与{party}的驾驶人员关联已解除；已备案的行程和在办申请不受影响，您无需办理。",
            "{driver} drives for {party} no longer; filed trips and running applications stay as they are, "
            + "and there is nothing for you to do.");
        add("operator.ownerRecorded",
            "主管机关已登记{party}的经营者本人，其实名账号可以代该经营者办事。如不属实请立即联系主管机关，否则继续有效。",
            "The authority has recorded the owner of {party}, whose account may act for it. "
            + "If that is wrong, turn to the authority at once; it stands otherwise.");
        add("operator.ownerEnded",
            "{party}的经营者本人登记已终止，其实名账号不能再代该经营者办事；如有异议请联系主管机关，您无需办理其他手续。",
            "The owner of {party} on record is so no longer, and that account acts for it no longer. "
            + "If that is wrong, turn to the authority; there is nothing else for you to do.");
    }
}
