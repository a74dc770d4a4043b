using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.ExamSessions;

/// <summary>An exam point (考点) of a session, where originals are checked and the exam is taken (B.1).</summary>
/// <param name="Id">Stable within the session: letters, digits and hyphens, at most 20.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">The address of the place.</param>
public sealed record ExamPlace(string Id, string Name, string Address);

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

    /// <summary>The day of the practical exam; null: the day of the theory exam (H.20).</summary>
    public DateOnly? PracticalOn { get; init; }

    /// <summary>The exam points, in the order announced. Null, and not stored, where none was named.</summary>
    public ImmutableArray<ExamPlace>? Places { get; init; }

    /// <summary>The first day on which the result of <paramref name="part"/> can be known (H.20).</summary>
    public DateOnly DayOf(ExamPart part) => part == ExamPart.Practical ? PracticalOn ?? TheoryOn : TheoryOn;

    /// <summary>
    /// The point with this id; without an id, the only point of the session. Null: no such point, or none is announced
    /// yet.
    /// </summary>
    public ExamPlace? PlaceOf(string? id)
    {
        if (Places is not { IsDefaultOrEmpty: false } places) return null;
        if (id is null) return places.Length == 1 ? places[0] : null;
        foreach (var place in places)
            if (place.Id == id) return place;
        return null;
    }
}

/// <summary>The session was announced. It never changes; another date is another session.</summary>
public sealed record ExamSessionRegistered(ExamSession Session) : Event;

/// <summary>Announces a session.</summary>
public sealed record RegisterExamSession(
    string Name,
    DateOnly RegistrationDeadline,
    DateOnly TheoryOn,
    DateOnly? PracticalOn = null,
    ImmutableArray<ExamPlace>? Places = null) : Command;
