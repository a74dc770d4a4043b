using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Opinions;

/// <summary>What a colleague thinks of a case.</summary>
/// <param name="Agrees">Whether the colleague agrees with what was asked. It decides nothing.</param>
/// <param name="Text">Why.</param>
/// <param name="By">The colleague's account.</param>
/// <param name="At">When, UTC.</param>
public sealed record OpinionAnswer(bool Agrees, string Text, string By, DateTimeOffset At);

/// <summary>
/// A second opinion (征求意见) that an officer asks of a colleague about a case. It is the desk's own: an entity of its
/// own, so that it stands in no history, answer or export of the applicant; no legal clock stops for it, and it decides
/// nothing (docs/adr/0125).
/// </summary>
public sealed record Opinion : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The application that it is about.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>Whose the application is to decide: a region code, or a path of the railway.</summary>
    public required string Authority { get; init; }

    /// <summary>The role of whoever may answer: the one by which it was asked.</summary>
    public required Roles Desk { get; init; }

    /// <summary>The account that asks.</summary>
    public required string AskedBy { get; init; }

    /// <summary>The account of the colleague who is asked; null: whichever colleague of the desk.</summary>
    public string? Of { get; init; }

    /// <summary>What is asked.</summary>
    public required string Question { get; init; }

    /// <summary>When it was asked, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The answer; null: none yet.</summary>
    public OpinionAnswer? Answer { get; init; }
}

/// <summary>Something happened to an opinion.</summary>
public abstract record OpinionEvent : Event;

/// <summary>It was asked for.</summary>
public sealed record OpinionAsked(Opinion Opinion) : OpinionEvent;

/// <summary>It was given.</summary>
public sealed record OpinionGiven(OpinionAnswer Answer) : OpinionEvent;

/// <summary>Asks a colleague about an open application.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Of">The colleague's account, which the shell looked up; null: whichever colleague of the desk.</param>
public sealed record AskOpinion(string ApplicationId, string Question, string? Of = null) : Command;

/// <summary>The colleague answers.</summary>
public sealed record GiveOpinion(bool Agrees, string Text) : Command;
