using System.Collections.Immutable;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Views;

/// <summary>A session of the national exam as everybody sees it.</summary>
/// <param name="Id">The session.</param>
/// <param name="Name">Its name.</param>
/// <param name="RegistrationDeadline">Last day of registration, inclusive.</param>
/// <param name="TheoryOn">The day of the theory exam.</param>
/// <param name="PracticalOn">
/// The day of the practical exam; the day of the theory exam if it has none of its own.
/// </param>
/// <param name="Places">The exam points; empty: not announced.</param>
public sealed record ExamSessionView(
    string Id,
    string Name,
    DateOnly RegistrationDeadline,
    DateOnly TheoryOn,
    DateOnly PracticalOn,
    ImmutableArray<ExamPlace> Places)
{
    /// <summary>The view of a session.</summary>
    public static ExamSessionView Of(ExamSession s) => new(
        s.Key, s.Name, s.RegistrationDeadline, s.TheoryOn, s.DayOf(ExamPart.Practical), s.Places ?? []);
}
