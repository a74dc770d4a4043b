using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Opinions;

/// <summary>The opinion of a colleague on a case.</summary>
/// <param name="Agrees">Whether the colleague agrees with what the asking officer intends. It decides nothing.</param>
/// <param name="Text">The reasons for the answer, in words.</param>
/// <param name="By">The colleague's account.</param>
/// <param name="At">When, UTC.</param>
public sealed record OpinionAnswer(bool Agrees, string Text, string By, DateTimeOffset At);

/// <summary>
/// A second opinion (征求意见) that an officer asks of a colleague about a case. It belongs to the desk and is an entity of
/// its own, so that no history, answer or export of the applicant shows it. It stops no legal limit and decides nothing
/// (docs/adr/0125).
/// </summary>
public sealed record Opinion : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The application that it is about.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Who decides the application: a region code, or a path of the railway.</summary>
    public required string Authority { get; init; }

    /// <summary>The role in which it may be answered: the role in which it was asked for.</summary>
    public required Roles Desk { get; init; }

    /// <summary>The account that asks.</summary>
    public required string AskedBy { get; init; }

    /// <summary>The account of the colleague who is asked; null: any colleague of the desk.</summary>
    public string? Of { get; init; }

    /// <summary>The question, in words.</summary>
    public required string Question { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The answer; null: none yet.</summary>
    public OpinionAnswer? Answer { get; init; }
}

/// <summary>Something happened to an opinion.</summary>
public abstract record OpinionEvent : Event;

/// <summary>An opinion was asked for.</summary>
public sealed record OpinionAsked(Opinion Opinion) : OpinionEvent;

/// <summary>It was given.</summary>
public sealed record OpinionGiven(OpinionAnswer Answer) : OpinionEvent;

/// <summary>Asks a colleague about an open application.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Question">The question, in words.</param>
/// <param name="Of">
/// The account of the colleague, which the host has looked up; null: any colleague of the desk.
/// </param>
public sealed record AskOpinion(string ApplicationId, string Question, string? Of = null) : Command;

/// <summary>The colleague answers.</summary>
public sealed record GiveOpinion(bool Agrees, string Text) : Command;
