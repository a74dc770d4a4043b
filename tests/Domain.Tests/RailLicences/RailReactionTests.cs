using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: what a commit of a career sends to others: the person, the enterprises, the driver; and what is published.
/// Method: the reactions of the machine.
/// </summary>
public sealed class RailReactionTests
{
    private static readonly OlderLicence _older =
        new(
            [new HeldClass(RailClass.Parse("J6")!, new DateOnly(2020, 3, 1))],
            new DateOnly(2020, 3, 1),
            new DateOnly(2026, 2, 28));

    [Fact]
    public void A_registration_is_informed_to_the_person_and_the_employer()
    {
        var consequences = new RailStage("2026-01-05").Given(_older).Reactions.Consequences;
        Assert.Equal(
            [new EntityId(EntityKind.Person, "P-1"), new(EntityKind.Employer, "W-1"), new(EntityKind.Person, "P-1")],
            consequences.Select(one => one.Target));
        Assert.Equal(
            [
                new AttachCertificate(new HeldCertificate("R-1", "rail")), new AttachDriver("R-1"),
                new NoteLink("W-1"),
            ],
            consequences.Select(one => one.Command));
    }

    [Fact]
    public void A_change_of_employer_leaves_one_and_joins_the_other()
    {
        var stage = new RailStage("2026-01-05").Given(_older);
        stage.WhenApplies(new RailRenewalForm(RenewalReason.Employer, "W-2")).ThenDone();
        stage.When(new EmployerSubmit("R-1.1"), RailStage.EmployerActor("W-2"))
            .When(new ReportRail("R-1.1"), RailStage.Centre);
        var consequences =
            stage.When(new Approve("R-1.1", ApprovalNumber: "国铁许准字〔2026〕第1号"), RailStage.Nra)
                .ThenDone().Reactions.Consequences;
        Assert.Equal(["W-1", "W-2", "P-1", "P-1"], consequences.Select(one => one.Target.Key));
        Assert.Equal(
            [new DetachDriver("R-1"), new AttachDriver("R-1"), new NoteUnlink("W-1"), new NoteLink("W-2")],
            consequences.Select(one => one.Command));
        Assert.Equal("国铁许准字〔2026〕第1号", stage.Application.ApprovalNumber);
    }

    [Fact]
    public void A_new_name_is_informed_to_the_person()
    {
        var stage = new RailStage("2026-01-05").Given(_older);
        stage.WhenApplies(new RailRenewalForm(RenewalReason.Name, NewName: "王五")).ThenDone();
        stage.When(new AnswerIdentityCheck("R-1.1", true), Actor.Registry(Channel.Consequence)).ThenDone();
        stage.When(new EmployerSubmit("R-1.1"), RailStage.EmployerActor("W-1"))
            .When(new ReportRail("R-1.1"), RailStage.Centre);
        var change = Assert.Single(stage.When(new Approve("R-1.1"), RailStage.Nra).Reactions.Consequences);
        Assert.Equal("王五", Assert.IsType<ChangeIdentity>(change.Command).Name);
    }

    [Fact]
    public void A_death_reaches_the_career_by_its_key()
    {
        var person = Certificates.Stage.PersonBorn("1980-05-05") with
        {
            Certificates = [new("Q-1", "4101"), new("R-1", "rail")],
        };
        var context = new RailStage("2026-01-05").ContextFor(Actor.Registry(Channel.Http));
        var consequences = PersonMachine.Instance.React(
            person, person, [new DeathRecorded(new DeathFact("P-1.f1", new DateOnly(2026, 1, 1)))], context);
        Assert.Equal(
            [EntityKind.Certificate, EntityKind.RailLicence], consequences.Consequences.Select(one => one.Target.Kind));
    }

    [Fact]
    public void Every_step_of_the_chain_is_informed_to_the_driver_and_indexed()
    {
        var stage = new RailStage("2026-01-05").Given(_older);
        stage.WhenApplies(new RailReissueForm(ReissueReason.Lost)).ThenDone();
        Assert.Equal("R-1.1", Assert.Single(stage.Reactions.Applications).Id);
        (Command, Actor, string)[] steps =
        [
            (new EmployerReturn("R-1.1", ["不清晰"]), RailStage.EmployerActor("W-1"), "rail.employerReturned"),
            (new AnswerSupplement("R-1.1", []), RailStage.HolderActor, ""),
            (new EmployerSubmit("R-1.1"), RailStage.EmployerActor("W-1"), "rail.centreReceived"),
            (new ReportRail("R-1.1"), RailStage.Centre, "rail.reported"),
            (new Approve("R-1.1"), RailStage.Nra, "rail.granted"),
            (new AnnounceRail("R-1.1"), RailStage.Nra, "rail.announced"),
            (new MakeReady("R-1.1"), RailStage.Centre, "rail.ready"),
            (new Deliver("R-1.1"), RailStage.Centre, "rail.delivered"),
        ];
        foreach (var (command, actor, notice) in steps)
        {
            stage.When(command, actor).ThenDone();
            Assert.Equal(notice, string.Concat(stage.Reactions.Notices
                .Where(one => one.Kind != "rail.toReview").Select(one => one.Kind)));
            Assert.Equal(stage.Application, Assert.Single(stage.Reactions.Applications));
        }
    }

    [Fact]
    public void An_announcement_has_the_name_only_in_part()
    {
        var stage = new RailStage("2026-01-05").Given(_older);
        stage.WhenApplies(new RailReissueForm(ReissueReason.Lost));
        stage.When(new EmployerSubmit("R-1.1"), RailStage.EmployerActor("W-1"))
            .When(new ReportRail("R-1.1"), RailStage.Centre);
        stage.When(new Approve("R-1.1"), RailStage.Nra);
        Assert.Null(Announcement.Of(stage.Application, stage.Career, "张三丰"));
        stage.When(new AnnounceRail("R-1.1"), RailStage.Nra);
        var shown = Announcement.Of(stage.Application, stage.Career, "张三丰")!;
        Assert.Equal(
            ("张**", "NRA-2026-R-1.1", new DateOnly(2026, 1, 5)), (shown.Name, shown.ApprovalNumber, shown.DecidedOn));
        Assert.Equal(["J6"], shown.Classes.AsEnumerable());
    }

    [Fact]
    public void A_copy_that_was_replaced_is_never_valid()
    {
        var stage = new RailStage("2026-01-05").Given(_older);
        stage.WhenApplies(new RailReissueForm(ReissueReason.Lost));
        stage.When(new EmployerSubmit("R-1.1"), RailStage.EmployerActor("W-1"))
            .When(new ReportRail("R-1.1"), RailStage.Centre);
        stage.When(new Approve("R-1.1"), RailStage.Nra);
        Assert.Equal(
            RailLicenceStatus.Replaced,
            RailValidity.On(stage.Today, stage.Career, stage.Driver, documentVersion: 1).Status);
        Assert.Equal(
            RailLicenceStatus.Valid,
            RailValidity.On(stage.Today, stage.Career, stage.Driver, documentVersion: 2).Status);
    }

    [Theory]
    [InlineData("2026-02-16T07:59:59.999", "2026-02-16T08:00")]
    [InlineData("2026-02-16T08:00:00", "2026-02-16T08:00")]
    [InlineData("2026-02-16T17:59:59.999", "2026-02-16T17:59:59.999")]
    [InlineData("2026-02-16T18:00:00", "2026-02-17T08:00")]
    [InlineData("2026-12-31T23:59:59", "2027-01-01T08:00")]
    public void The_police_source_is_asked_in_its_hours(string now, string asked) => Assert.Equal(
        DateTimeOffset.Parse(asked + "+08:00", null),
        RailApplicationLimits.IdentityAskedAt(DateTimeOffset.Parse(
            now + "+08:00", null).ToUniversalTime(), RailRulebook.Embedded.At(new DateOnly(2026, 2, 16))));

    [Fact]
    public void All_twenty_classes_are_answered_with_all_that_is_missing()
    {
        var facts = new EligibilityFacts(new DateOnly(1996, 1, 1), new DateOnly(2026, 3, 1), [],
            new StudyRecord
            {
                Education = new Education(EducationLevel.Secondary),
                Experience = new Experience { CrewMonths = 12 },
            },
            null,
            RailRulebook.Embedded.At(new DateOnly(2026, 3, 1)));
        var answers = EligibilityQuestion.All(facts);
        Assert.Equal(20, answers.Length);
        Assert.Equal(["J5", "J5S1", "J5S2", "J5Z1", "J5Z2", "J6", "J6S1", "J6S2", "J6Z1", "J6Z2"],
            answers.Where(answer => answer.IsEligible).Select(answer => answer.Class.ToString()));
        Assert.Equal(
            ["education", "major", "experience"],
            answers.Single(answer => answer.Class.ToString() == "J7").Missing.Select(one => one.Code));
        Assert.All(answers.SelectMany(answer => answer.Missing), one =>
            Assert.False(string.IsNullOrWhiteSpace(one.Law)
                || string.IsNullOrWhiteSpace(one.Text.Zh)
                || string.IsNullOrWhiteSpace(one.Text.En)));
    }
}
