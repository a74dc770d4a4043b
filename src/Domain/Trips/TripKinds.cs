using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>What is filed (rules.md C.2, C.3). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<TripKind>))]
public enum TripKind
{
    /// <summary>A special interprovincial charter (专项省际包车).</summary>
    SpecialCharter = 1,

    /// <summary>A scheduled coach hired out for a time (班线客车临时省际包车); always reviewed by a person.</summary>
    ScheduledTemporary = 2,
}

/// <summary>The status of a trip (http.md 6). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<TripStatus>))]
public enum TripStatus
{
    /// <summary>Filed (已备案提交), not reviewed yet.</summary>
    Filed = 1,

    /// <summary>Waits for an officer of the charter desk (人工审核).</summary>
    ManualReview = 2,

    /// <summary>Approved (审核通过); no certificate is issued yet.</summary>
    Approved = 3,

    /// <summary>Refused (审核不通过).</summary>
    Refused = 4,

    /// <summary>
    /// The certificate is issued (已下发), on paper or electronically; no driver has received the electronic one.
    /// </summary>
    Issued = 5,

    /// <summary>At least one driver has received the electronic certificate (驾驶员已接收).</summary>
    Received = 6,

    /// <summary>Under way with a certificate (进行中).</summary>
    InProgress = 7,

    /// <summary>Its time is over (已结束).</summary>
    Ended = 8,

    /// <summary>Cancelled before its start (作废).</summary>
    Cancelled = 9,

    /// <summary>Its time is over, and the vehicle had no certificate.</summary>
    Expired = 10,
}

/// <summary>The medium of the certificate (http.md 6). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<TripMedium>))]
public enum TripMedium
{
    /// <summary>None is issued yet.</summary>
    None = 0,

    /// <summary>The electronic certificate (省际包车电子凭证).</summary>
    Electronic = 1,

    /// <summary>The paper plate (省际包车客运标志牌).</summary>
    Paper = 2,
}
