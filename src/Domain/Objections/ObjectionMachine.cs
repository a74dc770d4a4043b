using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Objections;

/// <summary>The machine of objections, as the hosts call it.</summary>
public sealed class ObjectionMachine : Machine
{
    /// <summary>Working days for the answer: a decision of this registry.</summary>
    public const int AnswerWorkingDays = 15;

    /// <summary>How many documents can be handed in with an objection, at most.</summary>
    public const int MaxDocuments = 10;

    /// <summary>The category of objections that wait for an answer.</summary>
    public const string Open = "open";

    /// <summary>The category of objections that were answered.</summary>
    public const string Answered = "answered";

    private const string Limit = "objectionAnswer";

    /// <summary>The one instance; it has no state.</summary>
    public static ObjectionMachine Instance { get; } = new();

    /// <summary>The category for answered or for waiting objections; null: both.</summary>
    public static string? CategoryOf(bool? answered) => answered switch
    {
        null => null,
        true => Answered,
        false => Open,
    };

    private ObjectionMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Objection;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) =>
        new(null, command is FileObjection { DocumentIds: { IsDefaultOrEmpty: false } ids }
            ? [.. ids.Take(MaxDocuments + 1)] : []);

    /// <summary>True when the actor may answer for this authority.</summary>
    public static bool Decides(string authority, Actor actor) =>
        authority.StartsWith(RailMachine.Authority, StringComparison.Ordinal)
            ? actor.Is(Roles.ExamCentre | Roles.Administration)
            : actor.Covers(authority, Desks.Road | Desks.Charter);

    /// <summary>
    /// True when the objection is the actor's own. A unit sees its own, an enterprise those of all its units.
    /// </summary>
    public static bool IsOwn(Objection o, Actor actor) =>
        actor.PartyKey == o.PartyKey && (actor.EmployerUnit is not { } unit || unit == o.Unit);

    /// <inheritdoc/>
    protected override Decision DecideNow(
        EntityId id, EntityState? state, Command command, Context context) => (state, command) switch
        {
            (null, FileObjection c) => File(id, c, context),
            (null, _) => Refusals.NotFound(),
            (Objection, PassTime) => Decision.Nothing,
            (Objection o, AnswerObjection c) => Answer(o, c, context),
            (Objection o, FileObjection c) when c.About == o.About && c.Text.Trim() == o.Text => Decision.Nothing,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for objections"),
        };

    private static Decision File(EntityId id, FileObjection c, Context context)
    {
        if (!context.Actor.Is(Roles.Holder | Roles.Operator | Roles.Employer)) return Refusals.NotAllowed();
        if (context.Actor.PartyKey is not { } party) return Refusals.NotAllowed();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "text", c.Text, FormCheck.MaxText, required: true);
        ContestChecks.Documents(faults, c.DocumentIds, context);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        var by = context.Calendar.Add(context.Today, AnswerWorkingDays);
        return Decision.Of(new ObjectionFiled(new Objection
        {
            Key = id.Key, About = c.About, Authority = c.Authority, PartyKey = party, Unit = context.Actor.EmployerUnit,
            Text = c.Text.Trim(),
            DocumentIds = c.DocumentIds, FiledAt = context.Now, AnswerBy = by.Date, Provisional = by.Provisional,
        }));
    }

    private static Decision Answer(Objection o, AnswerObjection c, Context context)
    {
        if (!Decides(o.Authority, context.Actor))
            return IsOwn(o, context.Actor) ? Refusals.NotAllowed() : Refusals.NotFound();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "text", c.Text, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return o.Answer is { } given
            ? given.Upheld == c.Upheld && given.Text == c.Text.Trim() ? Decision.Nothing
                : Refusals.WrongState("该异议已答复。", "This objection is answered.")
            : Decision.Of(new ObjectionAnswered(
                new ObjectionAnswer(c.Upheld, c.Text.Trim(), context.Actor.AccountId, context.Now)));
    }

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => (state, happened) switch
    {
        (null, ObjectionFiled e) => e.Objection,
        (Objection o, ObjectionAnswered e) => o with { Answer = e.Answer },
        (Objection o, ObjectionOverdue) => o with { Overdue = true },
        (Objection o, RemindersDue e) => o with { RemindedAt = e.At },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to an objection"),
    };

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context)
    {
        var objection = (Objection)state;
        if (objection is not { Answer: null, Overdue: false }) return null;
        var end = ShanghaiTime.EndOf(objection.AnswerBy);
        Deadline? first = new(Limit, end, new ObjectionOverdue(end));
        Reminding.Consider(ref first, objection, LastDays(objection), context);
        return first;
    }

    /// <summary>The last day for the answer; the desk is reminded of it until it has answered.</summary>
    internal static IEnumerable<LastDayAhead> LastDays(Objection o) => o.Answer is not null ? []
        : [new LastDayAhead(Limit, o.AnswerBy, ShanghaiTime.DateOf(o.FiledAt), Ladder.Desk)];

    /// <summary>A party can have one open objection to the same thing.</summary>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var objection = (Objection)state;
        return objection.Answer is null
            ? [new Reservation("objection", $"{objection.PartyKey} {objection.About}")] : [];
    }

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var o = (Objection)state;
        return new SearchRow(o.PartyKey, o.Answer is null ? Open : Answered, null, null, o.Authority,
            ShanghaiTime.DateOf(o.FiledAt), o.AnswerBy,
            o.Answer is { } answer ? ShanghaiTime.DateOf(answer.At) : null, null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) =>
        Reactions.None with { Notices = ObjectionNotices.Of((Objection)after, events, context) };

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => new(RefusalCode.Duplicate,
        new LocalText("您已对该事项提出异议，尚未答复。", "You have objected to this already; the answer is still to come."));

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var o = (Objection)state;
        if (o.Text.Length == 0) yield return "an objection says what is wrong";
        if (o.AnswerBy < ShanghaiTime.DateOf(o.FiledAt)) yield return "the answer is due before the objection";
    }
}
