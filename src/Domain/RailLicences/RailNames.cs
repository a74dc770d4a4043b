using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

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
    /// <summary>Revocation: staff abused power or neglected their work.</summary>
    StaffFault = 1,

    /// <summary>Revocation: fraud, bribery or other improper means; followed by the ban.</summary>
    FraudOrBribery = 2,

    /// <summary>Revocation: other cases in law.</summary>
    OtherRevocation = 3,

    /// <summary>Cancellation: expired and not extended.</summary>
    Expired = 11,

    /// <summary>Cancellation: the driver died or lost capacity.</summary>
    DeathOrIncapacity = 12,

    /// <summary>
    /// Cancellation after a revocation by law; it follows a revocation and is never ordered on its own.
    /// </summary>
    Revoked = 13,

    /// <summary>Cancellation: other cases in law.</summary>
    OtherCancellation = 14,
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

/// <summary>Exam parts as closing reasons.</summary>
public static class ExamParts
{
    /// <summary>The reason with which an application is closed after this part of the exam was failed.</summary>
    public static ClosingReason Failed(this ExamPart part) =>
        part == ExamPart.Theory ? ClosingReason.TheoryFailed : ClosingReason.PracticalFailed;
}

/// <summary>The limits of the departments in the chain. Stored as a set: frozen.</summary>
[Flags]
public enum RailLimits
{
    /// <summary>No limit.</summary>
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
