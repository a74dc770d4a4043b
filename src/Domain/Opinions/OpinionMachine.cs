using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Opinions;

/// <summary>The machine of second opinions, as the hosts call it.</summary>
public sealed class OpinionMachine : Machine
{
    /// <summary>The category of opinions that wait for an answer.</summary>
    public const string Open = "open";

    /// <summary>The category of opinions that were given.</summary>
    public const string Answered = "answered";

    /// <summary>The one instance; it has no state.</summary>
    public static OpinionMachine Instance { get; } = new();

    private OpinionMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Opinion;

    /// <summary>
    /// The application must be read first: every decision depends on who decides it and on its status.
    /// </summary>
    public override Needs Needs(EntityState? state, Command? command) => new(null, [])
    {
        Entities = ((state as Opinion)?.ApplicationId ?? (command as AskOpinion)?.ApplicationId) is { } id
            && EntityId.TryApplication(id, out var entity) ? [entity] : [],
    };

    /// <summary>
    /// The role in which the actor decides for this authority; none: the actor does not decide for it.
    /// </summary>
    public static Roles DeskOf(string authority, Actor actor) =>
        actor.Covers(authority, Desks.Road) ? Roles.Officer
        : !authority.StartsWith(RailMachine.Authority, StringComparison.Ordinal) ? Roles.None
        : actor.Is(Roles.ExamCentre) ? Roles.ExamCentre
        : actor.Is(Roles.Administration) ? Roles.Administration
        : Roles.None;

    /// <summary>
    /// True when the actor is at the desk where the opinion was asked for: the asking officer, the colleague who was
    /// asked, and the others there.
    /// </summary>
    public static bool Sees(Opinion o, Actor actor) =>
        o.Desk == Roles.Officer ? actor.Covers(o.Authority, Desks.Road) : actor.Is(o.Desk);

    /// <summary>True when the actor is the colleague who was asked; nobody may answer one's own question.</summary>
    public static bool Answers(Opinion o, Actor actor) =>
        Sees(o, actor) && (o.Of ?? actor.AccountId) == actor.AccountId && o.AskedBy != actor.AccountId;

    /// <inheritdoc/>
    protected override Decision DecideNow(
        EntityId id, EntityState? state, Command command, Context context) => (state, command) switch
        {
            (null, AskOpinion c) => Ask(id, c, context),
            (null, _) => Refusals.NotFound(),
            (Opinion, PassTime) => Decision.Nothing,
            (Opinion o, GiveOpinion c) => Give(o, c, context),
            (Opinion o, AskOpinion c) when c.ApplicationId == o.ApplicationId && c.Of == o.Of => Decision.Nothing,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for opinions"),
        };

    private static Decision Ask(EntityId id, AskOpinion c, Context context)
    {
        var actor = context.Actor;
        if (OwnerOf(c.ApplicationId, context) is not var (owner, a)) return Refusals.NotFound();
        var authority = owner.AuthorityOf(a);
        var desk = DeskOf(authority, actor);
        if (desk == Roles.None)
            return actor.Is(Roles.Officer) && char.IsAsciiDigit(authority[0])
                ? Refusals.OtherAuthority(authority) : Refusals.NotAllowed();
        if (!a.IsOpen) return ApplicationReview.Wrong(a);
        if (ApplicationReview.AssignedToOther(a, actor) is { } other) return other;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "question", c.Question, FormCheck.MaxText, required: true);
        if (c.Of == actor.AccountId)
            faults.Add(Refusals.Fault("of", "不能征求本人的意见，请选择同事。", "Ask a colleague, not yourself."));
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return Decision.Of(new OpinionAsked(new Opinion
        {
            Key = id.Key, ApplicationId = a.Id, Authority = authority, Desk = desk, AskedBy = actor.AccountId,
            Of = c.Of, Question = c.Question.Trim(), AskedAt = context.Now,
        }));
    }

    private static Decision Give(Opinion o, GiveOpinion c, Context context)
    {
        if (!Sees(o, context.Actor)) return Refusals.NotFound();
        if (!Answers(o, context.Actor)) return Refusals.NotAllowed();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "text", c.Text, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (o.Answer is { } given)
            return given.Agrees == c.Agrees && given.Text == c.Text.Trim() && given.By == context.Actor.AccountId
                ? Decision.Nothing
                : Refusals.WrongState("该意见已答复。", "This opinion was given.");
        return OwnerOf(o.ApplicationId, context) is ({ }, { IsOpen: true })
            ? Decision.Of(new OpinionGiven(
                new OpinionAnswer(c.Agrees, c.Text.Trim(), context.Actor.AccountId, context.Now)))
            : Refusals.WrongState("申请已经办结，不再需要意见。", "The application is decided; no opinion is needed.");
    }

    private static (IApplicationOwner Owner, IApplication Application)? OwnerOf(
        string applicationId, Context context) =>
        applicationId is not null && EntityId.TryApplication(applicationId, out var entity)
            && context.Facts.Entity(entity) is IApplicationOwner owner && owner.Find(applicationId) is { } a
            ? (owner, a) : null;

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => (state, happened) switch
    {
        (null, OpinionAsked e) => e.Opinion,
        (Opinion o, OpinionGiven e) => o with { Answer = e.Answer },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to an opinion"),
    };

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) => null;

    /// <summary>A colleague can have one open question about a case.</summary>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var o = (Opinion)state;
        return o.Answer is null ? [new Reservation("opinion", $"{o.ApplicationId} {o.Of}")] : [];
    }

    /// <summary>
    /// It can be searched by its case, by who asked, and by the desk where it waits; never by the applicant.
    /// </summary>
    public override SearchRow Search(EntityState state)
    {
        var o = (Opinion)state;
        return new SearchRow(null, o.Answer is null ? Open : Answered, o.ApplicationId, o.AskedBy, o.Authority,
            ShanghaiTime.DateOf(o.AskedAt), null, null, null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) => Reactions.None;

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => new(RefusalCode.Duplicate,
        new LocalText("已就该申请征求过这位同事的意见，尚未答复。",
            "This colleague was asked about the application already; the answer is still to come."));

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var o = (Opinion)state;
        if (o.Question.Length == 0) yield return "an opinion says what is asked";
        if (o.Answer?.By == o.AskedBy) yield return "nobody answers the own question";
    }
}
