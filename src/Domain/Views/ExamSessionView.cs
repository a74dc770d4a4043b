using OrleansRegistry.Domain.ExamSessions;

namespace OrleansRegistry.Domain.Views;

/// <summary>A session of the national exam as everybody sees it.</summary>
public sealed record ExamSessionView(string Id, string Name, DateOnly RegistrationDeadline, DateOnly TheoryOn)
{
    /// <summary>The view of a session.</summary>
    public static ExamSessionView Of(ExamSession s) => new(s.Key, s.Name, s.RegistrationDeadline, s.TheoryOn);
}
