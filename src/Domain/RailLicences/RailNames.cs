using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The services for railway drivers (http.md 5). Names are the contract's and stored: frozen.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RailService>))]
public enum RailService
{
    /// <summary>First application (初次申请), rules.md B.3.</summary>
    [JsonStringEnumMemberName("rail.first")]
    First = 1,

    /// <summary>Upgrade (增驾), rules.md B.4.</summary>
    [JsonStringEnumMemberName("rail.upgrade")]
    Upgrade = 2,

    /// <summary>Renewal (换证), rules.md B.5.</summary>
    [JsonStringEnumMemberName("rail.renewal")]
    Renewal = 3,

    /// <summary>Reissue (补证), rules.md B.6.</summary>
    [JsonStringEnumMemberName("rail.reissue")]
    Reissue = 4,

    /// <summary>Cancellation (注销), rules.md B.9.</summary>
    [JsonStringEnumMemberName("rail.cancellation")]
    Cancellation = 5,
}

/// <summary>The five reasons of renewal (rules.md B.5). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<RenewalReason>))]
public enum RenewalReason
{
    /// <summary>Expiry (驾驶证有效期满).</summary>
    Expiry = 1,

    /// <summary>Expiry and change of employer (驾驶证有效期满+变更企业).</summary>
    ExpiryAndEmployer = 2,

    /// <summary>Change of employer (变更企业).</summary>
    Employer = 3,

    /// <summary>Expiry and change of name (驾驶证有效期满+变更姓名).</summary>
    ExpiryAndName = 4,

    /// <summary>Change of name (变更姓名).</summary>
    Name = 5,
}

/// <summary>The grounds of revocation and cancellation (rules.md B.8, B.9). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<RailGround>))]
public enum RailGround
{
    /// <summary>Revocation: staff abused power or neglected duty.</summary>
    StaffFault = 1,

    /// <summary>Revocation: fraud, bribery or other improper means; followed by the ban.</summary>
    FraudOrBribery = 2,

    /// <summary>Revocation: other cases in law.</summary>
    OtherRevocation = 3,

    /// <summary>Cancellation: expired and not extended.</summary>
    Expired = 11,

    /// <summary>Cancellation: the driver died or lost capacity.</summary>
    DeathOrIncapacity = 12,

    /// <summary>Cancellation: revoked by law; never ordered by itself, it follows a revocation.</summary>
    Revoked = 13,

    /// <summary>Cancellation: other cases in law.</summary>
    OtherCancellation = 14,
}

/// <summary>The life of an application in the railway chain (http.md 5; rules.md B.7). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<RailStatus>))]
public enum RailStatus
{
    /// <summary>At the employer for the first review (企业初审).</summary>
    EmployerReview = 1,

    /// <summary>Returned by the employer (驳回); the driver may mend it and hand it in again.</summary>
    EmployerReturned = 2,

    /// <summary>At the exam centre (考试中心审核); first applications and upgrades wait for acceptance here.</summary>
    CentreReview = 3,

    /// <summary>Accepted (受理): a first application or an upgrade on its way through the exam.</summary>
    Accepted = 4,

    /// <summary>Reported to the administration (上报国家铁路局).</summary>
    Reported = 5,

    /// <summary>Granted (准予许可); to be announced.</summary>
    Decided = 6,

    /// <summary>Announced on the web (网上公告).</summary>
    Announced = 7,

    /// <summary>The licence is made and waits for pick-up or dispatch.</summary>
    AwaitingDelivery = 8,

    /// <summary>Handed over or posted. Ended.</summary>
    Delivered = 9,

    /// <summary>Refused, or failed in the exam. Ended.</summary>
    Refused = 10,

    /// <summary>Not accepted by the exam centre. Ended.</summary>
    NotAccepted = 11,

    /// <summary>Withdrawn by the employer's letter. Ended.</summary>
    Withdrawn = 12,

    /// <summary>Ended because the licence did, or because another application took its place.</summary>
    Closed = 13,
}

/// <summary>The parts of the exam (考试). Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<ExamPart>))]
public enum ExamPart
{
    /// <summary>Theory: traffic-safety rules and professional knowledge (理论考试).</summary>
    Theory = 1,

    /// <summary>Practice: inspection and driving (实际操作考试).</summary>
    Practical = 2,
}

/// <summary>The limits of the desks in the chain. Stored as a set: frozen.</summary>
[Flags]
public enum RailLimits
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Acceptance by the exam centre.</summary>
    Acceptance = 1,

    /// <summary>Review by the exam centre, 15 working days.</summary>
    Review = 2,

    /// <summary>Decision by the administration, 5 working days.</summary>
    Decision = 4,

    /// <summary>Announcement, 3 working days.</summary>
    Announcement = 8,
}
