using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Portal.My.Rail;

/// <summary>The railway's statuses in words.</summary>
internal static class RailWords
{
    /// <summary>The document.</summary>
    public static LocalText Licence { get; } = new("铁路机车车辆驾驶证", "Railway driver licence");

    /// <summary>The words for the status of a licence.</summary>
    public static LocalText Of(RailLicenceStatus status) => status switch
    {
        RailLicenceStatus.None => new("未持证", "None yet"),
        RailLicenceStatus.Valid => new("有效", "Valid"),
        RailLicenceStatus.Expired => new("已到期", "Expired"),
        RailLicenceStatus.Cancelled => new("已注销", "Cancelled"),
        RailLicenceStatus.Revoked => new("已撤销", "Revoked"),
        RailLicenceStatus.Replaced => new("已被取代", "Replaced"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The style of the status: good, ask or bad.</summary>
    public static string LookOf(RailLicenceStatus status) => status switch
    {
        RailLicenceStatus.Valid => "good",
        RailLicenceStatus.None => "ask",
        _ => "bad",
    };
}
