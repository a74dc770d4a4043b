using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Objections;

/// <summary>The answer of the authority.</summary>
/// <param name="Upheld">
/// True: the objection is justified. This changes nothing by itself; the authority then acts on it.
/// </param>
/// <param name="Text">Its reasons.</param>
/// <param name="By">The officer's account.</param>
/// <param name="At">When, UTC.</param>
public sealed record ObjectionAnswer(bool Upheld, string Text, string By, DateTimeOffset At);

/// <summary>
/// Somebody contests a decision, points, a grade or a finding at the roadside (执法申诉核验机制). It must be answered within 15
/// working days, which is a decision of this registry.
/// </summary>
public sealed record Objection : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The application, certificate, vehicle, trip, licence or finding that it is about.</summary>
    public required string About { get; init; }

    /// <summary>The authority that answers: a region code, or <c>rail</c>.</summary>
    public required string Authority { get; init; }

    /// <summary>The person, operator or employer that objects.</summary>
    public required string PartyKey { get; init; }

    /// <summary>The unit of the employer that objects; null: the employer as a whole, or another party.</summary>
    public string? Unit { get; init; }

    /// <summary>What is wrong, in the words of whoever objects.</summary>
    public required string Text { get; init; }

    /// <summary>The proof that was handed in with it.</summary>
    public ImmutableArray<string> DocumentIds { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>When it was filed, UTC.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Last day for the answer, inclusive.</summary>
    public required DateOnly AnswerBy { get; init; }

    /// <summary>True when the calendar of a year that was counted is not loaded, so that the day may move.</summary>
    public bool Provisional { get; init; }

    /// <summary>True once it is recorded that the day was missed.</summary>
    public bool Overdue { get; init; }

    /// <summary>The answer; null: none yet.</summary>
    public ObjectionAnswer? Answer { get; init; }
}

/// <summary>Something happened to an objection.</summary>
public abstract record ObjectionEvent : Event;

/// <summary>It was filed.</summary>
public sealed record ObjectionFiled(Objection Objection) : ObjectionEvent;

/// <summary>It was answered.</summary>
public sealed record ObjectionAnswered(ObjectionAnswer Answer) : ObjectionEvent;

/// <summary>The last day for the answer passed without one.</summary>
public sealed record ObjectionOverdue(DateTimeOffset At) : ObjectionEvent;

/// <summary>Objects to something that the party may read; the host has looked up which authority answers.</summary>
public sealed record FileObjection(
    string About, string Authority, string Text, ImmutableArray<string> DocumentIds) : Command;

/// <summary>The authority answers.</summary>
public sealed record AnswerObjection(bool Upheld, string Text) : Command;
