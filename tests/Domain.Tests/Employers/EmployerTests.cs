using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Tests.RailLicences;

namespace OrleansRegistry.Domain.Tests.Employers;

/// <summary>
/// Goal: enterprises and exam sessions as rules.md B.10 and B.4 have them. Method: given, when, then on the machines.
/// </summary>
public sealed class EmployerTests
{
    private static readonly RegisterEmployer _letter = new(
        "郑州铁路", "91410100MA3X9K2P3K", new EmployerProfile { Locomotives = 12 });
    private Employer? _employer;
    private Decision _last = Decision.Nothing;

    private EmployerTests When(Command command, Actor? actor = null)
    {
        _last = EmployerMachine.Instance.Decide(
            new EntityId(EntityKind.Employer, "W-1"),
            _employer,
            command,
            new RailStage("2026-01-05").ContextFor(actor ?? RailStage.Centre));
        if (_last is Decision.Accepted accepted)
            foreach (var happened in accepted.Events)
                _employer = (Employer)EmployerMachine.Instance.Evolve(_employer, happened);
        if (_employer is not null) Assert.Empty(EmployerMachine.Instance.Check(_employer));
        return this;
    }

    private void Refused(RefusalCode code) => Assert.Equal(code, Assert.IsType<Decision.Refused>(_last).Refusal.Code);

    private void Nothing() => Assert.Empty(Assert.IsType<Decision.Accepted>(_last).Events);

    [Fact]
    public void A_letter_opens_the_enterprise_and_its_code_is_its_own()
    {
        When(_letter, RailStage.EmployerActor("W-1")).Refused(RefusalCode.NotAllowed);
        When(_letter with { CreditCode = "91110304MA0107236J" }).Refused(RefusalCode.IdentifierInvalid);
        When(_letter with { Name = " " }).Refused(RefusalCode.Malformed);
        When(_letter with { Profile = new EmployerProfile { OwnLineKm = -1 } }).Refused(RefusalCode.Malformed);
        When(new AddUnit("机务段")).Refused(RefusalCode.NotFound);
        When(_letter);
        Assert.Equal(12, _employer!.Profile.Locomotives);
        Assert.Equal(
            [new Reservation("employer", "91410100MA3X9K2P3K")],
            EmployerMachine.Instance.Reservations(_employer).AsEnumerable());
        When(_letter).Nothing();
        When(_letter with { CreditCode = "91500000202828578J" }).Refused(RefusalCode.Duplicate);
    }

    [Fact]
    public void Units_are_added_by_the_enterprise_itself_or_by_the_centre()
    {
        When(_letter).When(new AddUnit("机务段"), RailStage.EmployerActor("W-1"));
        Assert.Equal([new EmployerUnit("u1", "机务段")], _employer!.Units.AsEnumerable());
        When(new AddUnit("机务段")).Nothing();
        When(new AddUnit("机务段", "u7")).Refused(RefusalCode.Duplicate);
        When(new AddUnit("动车段", "u1")).Refused(RefusalCode.Duplicate);
        When(new AddUnit("动车段"), RailStage.EmployerActor("W-2")).Refused(RefusalCode.NotFound);
        When(new AddUnit("动车段"), RailStage.EmployerActor("W-1", "u1")).Refused(RefusalCode.NotAllowed);
        When(new AddUnit("动车段"), RailStage.HolderActor).Refused(RefusalCode.NotFound);
        When(new AddUnit("动车段"));
        Assert.True(_employer.HasUnit("u2") && _employer.HasUnit(null) && !_employer.HasUnit("u3"));
    }

    [Fact]
    public void Renamed_and_disabled_by_letter()
    {
        When(_letter).When(new RenameEmployer("河南铁路"));
        Assert.Equal(("河南铁路", "郑州铁路"), (_employer!.Name, _employer.FormerNames.Single()));
        When(new RenameEmployer("河南铁路")).Nothing();
        When(new RenameEmployer("河南铁路"), RailStage.EmployerActor("W-1")).Refused(RefusalCode.NotAllowed);
        When(new DisableEmployer("停用")).When(new DisableEmployer("停用")).Nothing();
        When(new AddUnit("动车段")).Refused(RefusalCode.WrongState);
    }

    [Fact]
    public void Drivers_come_and_go_only_by_their_own_careers()
    {
        When(_letter).When(new AttachDriver("R-1")).Refused(RefusalCode.NotAllowed);
        var registry = Actor.Registry(Channel.Consequence);
        When(new AttachDriver("R-1"), registry).When(new AttachDriver("R-1"), registry).Nothing();
        Assert.Equal(["R-1"], _employer!.Drivers.AsEnumerable());
        When(new DetachDriver("R-1"), registry).When(new DetachDriver("R-1"), registry).Nothing();
        Assert.Empty(_employer.Drivers);
    }

    [Fact]
    public void An_exam_session_is_announced_once_and_does_not_change()
    {
        var machine = ExamSessionMachine.Instance;
        var context = new RailStage("2026-01-05").ContextFor(RailStage.Centre);
        var id = new EntityId(EntityKind.ExamSession, "X-1");
        var session = new RegisterExamSession("2026年上半年", new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 10));
        _last = machine.Decide(id, null, session with { TheoryOn = new DateOnly(2026, 2, 28) }, context);
        Refused(RefusalCode.Malformed);
        _last = machine.Decide(id, null, session, context with { Actor = RailStage.HolderActor });
        Refused(RefusalCode.NotAllowed);
        var state =
            machine.Evolve(null, Assert.Single(((Decision.Accepted)machine.Decide(id, null, session, context)).Events));
        Assert.Empty(machine.Check(state));
        _last = machine.Decide(id, state, session, context);
        Nothing();
        _last = machine.Decide(id, state, session with { RegistrationDeadline = new DateOnly(2026, 3, 2) }, context);
        Refused(RefusalCode.WrongState);
    }
}
