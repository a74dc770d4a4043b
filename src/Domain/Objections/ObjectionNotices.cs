using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Objections;

/// <summary>Notifies the desk of an objection to answer, and the party of the answer.</summary>
public static class ObjectionNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(Objection o, ImmutableArray<Event> events, Context context) =>
    [
        .. Notice.Each(events, happened => happened switch
        {
            ObjectionFiled => DesksOf(o.Authority).Select(desk => To(desk, "desk.objection", o, ("by", o.AnswerBy))),
            ObjectionAnswered e => [To(
                o.Unit is null ? o.PartyKey : NoticeReach.Of(new EmployerLink(o.PartyKey, o.Unit)),
                e.Answer.Upheld ? "objectionUpheld" : "objectionRejected", o, ("message", e.Answer.Text))],
            _ => [],
        }),
        .. from last in Reminding.Of(events, () => ObjectionMachine.LastDays(o), context)
           from desk in DesksOf(o.Authority)
           select To(desk, "desk." + last.Name, o, ("lastDay", last.Day)),
    ];

    /// <summary>
    /// The desks of an authority. For the railway: the centre examines, and the administration decides (rules.md B.7).
    /// </summary>
    private static IEnumerable<string> DesksOf(string authority) =>
        authority.StartsWith(RailMachine.Authority, StringComparison.Ordinal)
            ? [NoticeReach.ExamCentre, NoticeReach.Administration] : [NoticeReach.Road(authority)];

    private static Notice To(string recipient, string kind, Objection o, (string Name, object Value) value) =>
        Notice.Of(kind, recipient, [("objection", o.Key), ("subject", SubjectOf(o.About)), value]);

    /// <summary>
    /// What the objection is about, as a word of <see cref="NoticeWords"/>; an id means nothing to people.
    /// </summary>
    private static string SubjectOf(string about) =>
        EntityId.TryApplication(about, out _) || !EntityId.TryOwner(about, out var id)
            ? "decision" : EntityId.NameOf(id.Kind);
}
