namespace OrleansRegistry.Domain.Notices;

/// <summary>The texts of notices about vehicles and operating permits.</summary>
internal static class VehicleNoticeTexts
{
    public static void AddTo(Action<string, string, string> add)
    {
        add("vehicleRenewalOpens",
            "车辆 {plate} 的道路运输证有效期至 {validTo}，现在可以申请换发，请在有效期内办理。",
            "The road-transport certificate of vehicle {plate} is valid until {validTo}; "
            + "please apply for its renewal before then.");
        add("vehicleExpired",
            "车辆 {plate} 的道路运输证已于 {validTo} 到期，不得继续营运。",
            "The road-transport certificate of vehicle {plate} expired on {validTo}; it must not be operated.");
        add("reviewOpens",
            "车辆 {plate} 的年审有效期至 {validTo}，现在可以申请年审。",
            "The annual review of vehicle {plate} holds until {validTo}; you can apply for the next one now.");
        add("reviewMissed",
            "车辆 {plate} 的年审已于 {validTo} 到期，请尽快申请年审。",
            "The annual review of vehicle {plate} lapsed on {validTo}; please apply for the next one now.");
        add("vehicleCancelled",
            "车辆 {plate} 的道路运输证自 {effectiveOn} 起注销。",
            "The road-transport certificate of vehicle {plate} is cancelled from {effectiveOn}.");
        add("permitExpired",
            "您的道路运输经营许可证 {permit} 已于 {validTo} 到期。",
            "Your operating permit {permit} expired on {validTo}.");
        add("permitEnded",
            "您的道路运输经营许可证 {permit} 自 {effectiveOn} 起终止，原因：{reason}。",
            "Your operating permit {permit} has ended from {effectiveOn}: {reason}.");
    }
}
