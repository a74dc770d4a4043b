namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about vehicles and operating permits, to their operators.</summary>
internal static class VehicleNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        add("vehicleRenewalOpens",
            "车辆 {plate} 的道路运输证有效期至{validTo}（含当日），现在可以申请换发。请您在此之前办理，到期未换发的不得营运。",
            "The road-transport certificate of vehicle {plate} is valid until {validTo}, inclusive. "
            + "Please renew it before then; after that the vehicle must not be operated.");
        add("vehicleExpired",
            "车辆 {plate} 的道路运输证已于{validTo}到期，不得继续营运，请您停运并联系发证机关。",
            "The road-transport certificate of vehicle {plate} expired on {validTo}; the vehicle must not be operated. "
            + "Take it off the road and contact the authority.");
        add("reviewOpens",
            "车辆 {plate} 的年审有效期至{validTo}（含当日），现在可以申请年审。请您在此之前申请，逾期年审失效。",
            "The annual review of vehicle {plate} holds until {validTo}, inclusive. "
            + "Please apply for the next one before then; after that it has lapsed.");
        add("reviewMissed",
            "车辆 {plate} 的年审已于{validTo}到期。请您立即申请年审，未年审的不得办理换发等业务。",
            "The annual review of vehicle {plate} lapsed on {validTo}. Apply for the next one at once; without it "
            + "there is no renewal.");
        add("vehicleCancelled",
            "车辆 {plate} 的道路运输证自{effectiveOn}起注销，不得再营运；有异议请联系发证机关。",
            "The road-transport certificate of vehicle {plate} is cancelled from {effectiveOn}; the vehicle must not "
            + "be operated. Contact the authority if this is wrong.");
        add("permitExpired",
            "您的道路运输经营许可证 {permit} 已于{validTo}到期，不得继续经营；请您联系许可机关办理延续。",
            "Your operating permit {permit} expired on {validTo}; you must not operate under it. Turn to the authority "
            + "to have it extended.");
        add("permitEnded",
            "您的道路运输经营许可证 {permit} 自{effectiveOn}起终止，原因：{reason}。您不得再据此经营；有异议请联系许可机关。",
            "Your operating permit {permit} has ended from {effectiveOn}: {reason}. You must not operate under it; "
            + "contact the authority if this is wrong.");
    }
}
