using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.ExamSessions;

/// <summary>A session of the national exam (考试批次), in principle every half-year (rules.md B.4).</summary>
public sealed record ExamSession : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Last day of registration for the theory exam (理论考试报名截止日期), inclusive. Ages are counted on it (B.3 (1)).
    /// </summary>
    public required DateOnly RegistrationDeadline { get; init; }

    /// <summary>The day of the theory exam.</summary>
    public required DateOnly TheoryOn { get; init; }
}

/// <summary>The session was announced. It never changes: another date is another session.</summary>
public sealed record ExamSessionRegistered(ExamSession Session) : Event;

/// <summary>Announces a session.</summary>
public sealed record RegisterExamSession(string Name, DateOnly RegistrationDeadline, DateOnly TheoryOn) : Command;
