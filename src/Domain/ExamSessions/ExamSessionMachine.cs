using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.ExamSessions;

/// <summary>The exam session's machine as hosts see it.</summary>
public sealed class ExamSessionMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static ExamSessionMachine Instance { get; } = new();

    private ExamSessionMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.ExamSession;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) => Machines.Needs.Nothing;

    /// <inheritdoc/>
    protected override Decision DecideNow(
        EntityId id, EntityState? state, Command command, Context context) => (state, command) switch
    {
        (null, RegisterExamSession c) => Register(id, c, context),
        (null, _) => Refusals.NotFound(),
        (ExamSession s, RegisterExamSession c) =>
            (s.Name, s.RegistrationDeadline, s.TheoryOn) == (c.Name.Trim(), c.RegistrationDeadline, c.TheoryOn)
                ? Decision.Nothing
                : Refusals.WrongState("考试批次已公布，不能更改。", "The session is announced and does not change."),
        (_, PassTime) => Decision.Nothing,
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not for exam sessions"),
    };

    private static Decision Register(EntityId id, RegisterExamSession c, Context context)
    {
        if (!context.Actor.Is(Roles.Registry | Roles.ExamCentre | Roles.Administration)) return Refusals.NotAllowed();
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "name", c.Name, FormCheck.MaxLine, required: true);
        if (c.TheoryOn < c.RegistrationDeadline)
            faults.Add(Refusals.Fault("theoryOn", "理论考试日期早于报名截止日期。", "The exam lies before the end of registration."));
        return faults.Count > 0
            ? Refusals.Malformed([.. faults])
            : Decision.Of(new ExamSessionRegistered(new ExamSession
        {
            Key = id.Key, Name = c.Name.Trim(), RegistrationDeadline = c.RegistrationDeadline, TheoryOn = c.TheoryOn,
        }));
    }

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => (state, happened) switch
    {
        (null, ExamSessionRegistered e) => e.Session,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to an exam session"),
    };

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) => null;

    /// <inheritdoc/>
    public override ImmutableArray<Reservation> Reservations(EntityState state) => [];

    /// <inheritdoc/>
    public override SearchRow? Search(EntityState state) => null;

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) =>
        Reactions.None;

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) =>
        throw new InvalidOperationException("an exam session claims nothing");

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        if (((ExamSession)state).TheoryOn < ((ExamSession)state).RegistrationDeadline)
            yield return "the exam lies before its registration";
    }
}
