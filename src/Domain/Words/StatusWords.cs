using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Domain.Words;

/// <summary>Words for statuses, and for why something ended.</summary>
public static class StatusWords
{
    /// <summary>The words for the status of a certificate.</summary>
    public static LocalText Of(CertificateStatus status) => status switch
    {
        CertificateStatus.Valid => new("有效", "Valid"),
        CertificateStatus.Expired => new("已过期", "Expired"),
        CertificateStatus.Cancelled => new("已注销", "Cancelled"),
        CertificateStatus.Replaced => new("已被取代", "Replaced"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Why a certificate is cancelled.</summary>
    public static LocalText Of(CancellationGround ground) => ground switch
    {
        CancellationGround.Death => new("持证人死亡", "the holder has died"),
        CancellationGround.Request => new("本人申请", "the holder asked for it"),
        CancellationGround.Age => new("超过年龄上限", "over the age limit"),
        CancellationGround.DrivingLicenceLost => new("驾驶证被注销或吊销", "the driving licence was cancelled or revoked"),
        CancellationGround.Lapsed => new("超过有效期 180 日未换证", "not renewed within 180 days after expiry"),
        CancellationGround.Authority => new("发证机关决定", "by the authority's decision"),
        _ => throw new ArgumentOutOfRangeException(nameof(ground)),
    };

    /// <summary>The words for the state of a driving licence.</summary>
    public static LocalText Of(DrivingLicenceState state) => state switch
    {
        DrivingLicenceState.Valid => new("有效", "in force"),
        DrivingLicenceState.Suspended => new("暂扣", "withheld"),
        DrivingLicenceState.Cancelled => new("注销", "cancelled"),
        DrivingLicenceState.Revoked => new("吊销", "revoked"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The words for the status of a link to an enterprise.</summary>
    public static LocalText Of(LinkStatus status) => status switch
    {
        LinkStatus.Waiting => new("等待您答复", "Waits for your answer"),
        LinkStatus.Active => new("已关联", "You drive for it"),
        LinkStatus.Declined => new("您未同意", "You declined"),
        LinkStatus.Ended => new("已解除", "Ended"),
        LinkStatus.Lapsed => new("逾期失效", "Lapsed"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The words for the status of a trip, for its driver.</summary>
    public static LocalText Of(TripStatus status) => status switch
    {
        TripStatus.Filed or TripStatus.ManualReview => new("审核中", "In review"),
        TripStatus.Approved => new("审核通过，待下发", "Approved, not issued yet"),
        TripStatus.Refused => new("审核未通过", "Refused"),
        TripStatus.Issued => new("待接收", "To be received"),
        TripStatus.Received => new("已接收", "Received"),
        TripStatus.InProgress => new("行程中", "In progress"),
        TripStatus.Ended => new("已结束", "Ended"),
        TripStatus.Cancelled => new("已作废", "Cancelled"),
        TripStatus.Expired => new("已过期", "Expired"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
