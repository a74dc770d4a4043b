using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Tests.Certificates;
using OrleansRegistry.Domain.Tests.Support;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Objections;

/// <summary>An objection is answered by its authority in 15 working days, and changes nothing by itself.</summary>
public sealed class ObjectionTests
{
    private static readonly EntityId _id = new(EntityKind.Objection, "Y-1");
    private static readonly FileObjection _file = new("Q-1.1", "410100", "材料齐全", []);

    /// <summary>One that was filed on 13 February 2026, before the Spring Festival.</summary>
    public static Objection Filed() => (Objection)Decided(null, _file, Stage.HolderActor, "2026-02-13T09:00:00+08:00");

    [Fact]
    public void It_is_answered_in_fifteen_working_days_which_the_festival_does_not_shorten()
    {
        var objection = Filed();
        Assert.Equal(
            WorkingCalendar.Embedded.Add(new DateOnly(2026, 2, 13), 15), new LegalDate(objection.AnswerBy, false));
        Assert.True(objection.AnswerBy > new DateOnly(2026, 3, 6), $"{objection.AnswerBy}");
    }

    [Fact]
    public void A_missed_day_is_on_record_and_can_be_answered_all_the_same()
    {
        var objection = Filed();
        var armed = ObjectionMachine.Instance.NextDeadline(objection, At("2026-02-14T00:00:00+08:00")).Act()!;
        Assert.Equal(ShanghaiTime.EndOf(objection.AnswerBy), armed.DueAt);
        Assert.Equal("异议答复期限届满", DeadlineTitles.Of(armed.Name, objection).Zh);
        var late = (Objection)Decided(
            objection, new PassTime(), Actor.Registry(Channel.Deadline), "2026-04-01T00:00:00Z");
        Assert.True(late.Overdue);
        Assert.True(ObjectionView.Of(late, At("2026-04-01T00:00:00Z"), 2).Overdue);
        var answered = (Objection)Decided(
            late, new AnswerObjection(true, "更正"), Stage.OfficerOf("41"), "2026-04-02T00:00:00Z");
        Assert.True(answered.Answer!.Upheld);
        Assert.Null(ObjectionMachine.Instance.NextDeadline(answered, At("2026-04-02T00:00:00Z")));
    }

    [Theory]
    [InlineData("41", true)]
    [InlineData("4101", true)]
    [InlineData("53", false)]
    public void Only_the_authority_answers(string reach, bool answers) =>
        Assert.Equal(answers, ObjectionMachine.Instance.Decide(
            _id, Filed(), new AnswerObjection(false, "无误"), At("2026-02-14T00:00:00Z", Stage.OfficerOf(reach)))
            is Decision.Accepted);

    [Fact]
    public void The_same_answer_is_the_same_and_another_one_is_refused()
    {
        var answer = new AnswerObjection(false, "无误");
        var answered = Decided(Filed(), answer, Stage.OfficerOf("41"), "2026-02-14T00:00:00Z");
        var context = At("2026-02-15T00:00:00Z", Stage.OfficerOf("41"));
        Assert.Empty(Assert.IsType<Decision.Accepted>(
            ObjectionMachine.Instance.Decide(_id, answered, answer, context)).Events);
        Assert.Equal(RefusalCode.WrongState, Assert.IsType<Decision.Refused>(ObjectionMachine.Instance.Decide(
            _id, answered, answer with { Upheld = true }, context)).Refusal.Code);
    }

    [Fact]
    public void While_it_waits_the_party_objects_to_the_same_only_once()
    {
        Assert.Single(ObjectionMachine.Instance.Reservations(Filed()));
        var answer = new AnswerObjection(false, "无误");
        var answered = Decided(Filed(), answer, Stage.OfficerOf("41"), "2026-02-14T00:00:00Z");
        Assert.Empty(ObjectionMachine.Instance.Reservations(answered));
    }

    private static EntityState Decided(EntityState? state, Command command, Actor actor, string at)
    {
        var decided = ObjectionMachine.Instance.Decide(_id, state, command, At(at, actor));
        return Assert.IsType<Decision.Accepted>(decided).After!;
    }

    private static Context At(string at, Actor? actor = null) => new(
        DateTimeOffset.Parse(at, null).ToUniversalTime(), Rulebook.Embedded, WorkingCalendar.Embedded,
        actor ?? Actor.Registry(Channel.Deadline), new NoFacts());

    private sealed class NoFacts : IFacts
    {
        public Person? Person(string key) => null;

        public DocumentFact? Document(string id) => null;
    }
}
