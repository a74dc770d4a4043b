using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;

namespace OrleansRegistry.Domain.Views;

/// <summary>The answer of the authority.</summary>
public sealed record ObjectionAnswerView(bool Upheld, string Text, DateTimeOffset At);

/// <summary>An objection as its party and its authority see it.</summary>
/// <param name="Id">The objection.</param>
/// <param name="About">The id of what is contested.</param>
/// <param name="Authority">The authority that answers.</param>
/// <param name="Text">What the party says is wrong.</param>
/// <param name="DocumentIds">The proof.</param>
/// <param name="Status"><c>open</c> or <c>answered</c>.</param>
/// <param name="FiledAt">When it was filed.</param>
/// <param name="AnswerBy">Last day for the answer, inclusive.</param>
/// <param name="Provisional">True: the calendar of a year is not loaded, so the day may move.</param>
/// <param name="Overdue">True: the day has passed without an answer.</param>
/// <param name="Answer">The answer; left out before there is one.</param>
/// <param name="Version">The entity's version.</param>
public sealed record ObjectionView(
    string Id, string About, string Authority, string Text, ImmutableArray<string> DocumentIds, string Status,
    DateTimeOffset FiledAt, DateOnly AnswerBy, bool Provisional, bool Overdue, ObjectionAnswerView? Answer, int Version)
{
    /// <summary>The view, computed for the context's instant.</summary>
    public static ObjectionView Of(Objection o, Context context, int version) => new(
        o.Key, o.About, o.Authority, o.Text, o.DocumentIds,
        o.Answer is null ? ObjectionMachine.Open : "answered",
        ShanghaiTime.ToLocal(o.FiledAt), o.AnswerBy, o.Provisional,
        o.Answer is null && context.Today > o.AnswerBy,
        o.Answer is { } answer
            ? new ObjectionAnswerView(answer.Upheld, answer.Text, ShanghaiTime.ToLocal(answer.At)) : null,
        version);
}

/// <summary>A finding as carrier, drivers, officers and its author see it.</summary>
/// <param name="Id">The finding.</param>
/// <param name="Finding">The kind of finding.</param>
/// <param name="Note">In the officer's words.</param>
/// <param name="Plate">The plate; left out where none is known.</param>
/// <param name="About">The document that was checked; left out where none is known.</param>
/// <param name="Carrier">The carrier; left out where none is known.</param>
/// <param name="Authority">The code of the authority that recorded it.</param>
/// <param name="DocumentIds">Pictures and papers.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Version">The entity's version.</param>
public sealed record FindingView(
    string Id, FindingKind Finding, string Note, string? Plate, string? About, VehicleOperatorView? Carrier,
    string Authority, ImmutableArray<string> DocumentIds, DateTimeOffset At, int Version)
{
    /// <summary>The view.</summary>
    public static FindingView Of(RoadsideFinding f, Context context, int version) => new(
        f.Key, f.Finding, f.Note, f.Plate, f.SubjectKey,
        f.CarrierKey is { } key && context.Facts.OperatorWith(key) is { } carrier
            ? new VehicleOperatorView(key, carrier.Name) : null,
        f.Authority, f.DocumentIds, ShanghaiTime.ToLocal(f.At), version);
}
