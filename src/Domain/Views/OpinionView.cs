using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Opinions;

namespace OrleansRegistry.Domain.Views;

/// <summary>The opinion of a colleague on a case.</summary>
/// <param name="Agrees">Whether the colleague agrees.</param>
/// <param name="Text">The reasons for the answer, in words.</param>
/// <param name="By">The colleague's account.</param>
/// <param name="At">When it was answered.</param>
public sealed record OpinionAnswerView(bool Agrees, string Text, string By, DateTimeOffset At);

/// <summary>A second opinion as the desk of its case sees it.</summary>
/// <param name="Id">The opinion.</param>
/// <param name="ApplicationId">The case.</param>
/// <param name="AskedBy">The account that asks.</param>
/// <param name="Of">The colleague's account; left out where any colleague may answer.</param>
/// <param name="Question">The question, in words.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Status"><c>open</c> or <c>answered</c>.</param>
/// <param name="Answer">The answer; left out before there is one.</param>
/// <param name="Version">The entity's version.</param>
public sealed record OpinionView(
    string Id, string ApplicationId, string AskedBy, string? Of, string Question, DateTimeOffset AskedAt, string Status,
    OpinionAnswerView? Answer, int Version)
{
    /// <summary>The view.</summary>
    public static OpinionView From(Opinion o, Context context, int version) => new(
        o.Key, o.ApplicationId, o.AskedBy, o.Of, o.Question, ShanghaiTime.ToLocal(o.AskedAt),
        o.Answer is null ? OpinionMachine.Open : OpinionMachine.Answered,
        o.Answer is { } given
            ? new OpinionAnswerView(given.Agrees, given.Text, given.By, ShanghaiTime.ToLocal(given.At)) : null,
        version);
}
