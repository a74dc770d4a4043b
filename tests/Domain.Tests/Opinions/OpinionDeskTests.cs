using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Tests.Certificates;

namespace OrleansRegistry.Domain.Tests.Opinions;

/// <summary>A second opinion stays at the desk where it was asked: others there answer, other desks do not.</summary>
public sealed class OpinionDeskTests
{
    private static readonly Actor _centre = new("A-5", Roles.ExamCentre, Channel.Http);
    private static readonly Actor _administration = new("A-6", Roles.Administration, Channel.Http);

    [Theory]
    [InlineData("410100", Roles.Officer, Roles.Officer)]
    [InlineData("530100", Roles.Officer, Roles.None)]
    [InlineData("410100", Roles.ExamCentre, Roles.None)]
    [InlineData("410100", Roles.Administration, Roles.None)]
    [InlineData(RailMachine.Authority, Roles.ExamCentre, Roles.ExamCentre)]
    [InlineData(RailMachine.Authority, Roles.Administration, Roles.Administration)]
    [InlineData(RailMachine.Authority, Roles.Employer, Roles.None)]
    public void The_desk_is_the_one_at_which_the_actor_decides_for_the_authority(
        string authority, Roles role, Roles desk) =>
        Assert.Equal(desk, OpinionMachine.DeskOf(
            authority, role == Roles.Officer ? Stage.OfficerOf("4101") : new Actor("A-7", role, Channel.Http)));

    [Fact]
    public void A_question_of_the_exam_centre_is_seen_and_answered_there_alone()
    {
        var asked = OpinionTests.Asked() with { Authority = RailMachine.Authority, Desk = Roles.ExamCentre };
        Assert.True(OpinionMachine.Sees(asked, _centre));
        Assert.True(OpinionMachine.Answers(asked, _centre));
        Assert.False(OpinionMachine.Sees(asked, _administration));
        Assert.False(OpinionMachine.Answers(asked, _administration));
        Assert.False(OpinionMachine.Sees(asked, Stage.OfficerOf("4101")));
        Assert.Equal(RefusalCode.NotFound, _administration.MayNotRead(asked)!.Code);
    }

    [Fact]
    public void An_opinion_without_a_question_or_answered_by_who_asked_is_noticed_as_wrong()
    {
        var asked = OpinionTests.Asked();
        var answer = new OpinionAnswer(true, "合格", "officer.2", asked.AskedAt);
        Assert.Empty(OpinionMachine.Instance.Check(asked with { Answer = answer }));
        Assert.Single(OpinionMachine.Instance.Check(asked with { Answer = answer with { By = asked.AskedBy } }));
        Assert.Single(OpinionMachine.Instance.Check(asked with { Question = "" }));
    }

    [Fact]
    public void Time_changes_nothing_about_it()
    {
        var asked = OpinionTests.Asked();
        var context = new Stage("2026-12-31").Given("2022-03-01", firstIssuedOn: "2022-01-01")
            .ContextFor(Actor.Registry(Channel.Deadline));
        Assert.Null(OpinionMachine.Instance.NextDeadline(asked, context));
        var passed = Assert.IsType<Decision.Accepted>(OpinionMachine.Instance.Decide(
            new EntityId(EntityKind.Opinion, "S-1"), asked, new PassTime(), context));
        Assert.Empty(passed.Events);
    }
}
