using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Tests.Bindings;
using OrleansRegistry.Domain.Tests.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: a case that an officer took and did not decide is free again after the next working day. Method: the clock and
/// the calendar are moved, over each chain.
/// </summary>
public sealed class ReviewerTermTests
{
    private const string Case = "Q-1.1";

    /// <summary>The day of the assignment does not count, and a make-up Saturday is worked.</summary>
    [Theory]
    [InlineData("2026-01-05", "2026-01-06")] // Monday.
    [InlineData("2026-01-05T23:59:59.999", "2026-01-06")]
    [InlineData("2026-01-09", "2026-01-12")] // Friday.
    [InlineData("2026-02-13", "2026-02-14")] // Friday before a working Saturday.
    [InlineData("2026-02-14", "2026-02-24")] // The Spring Festival.
    [InlineData("2026-12-31", "2027-01-01")] // By a calendar that is still to come.
    public void It_is_one_officers_through_the_next_working_day_and_then_free(string taken, string lastDay)
    {
        var stage = Handed(taken).WhenOfficer(new AssignReviewer(Case)).ThenDone();
        var last = DateOnly.Parse(lastDay, null);
        Assert.Equal(last, stage.Application.Term!.LastDay.Date);
        Assert.Equal(last, ApplicationView.Of(
            stage.Application, new(EntityKind.Certificate, "Q-1"), "410100", stage.Today).ClaimedUntil);
        stage.WhenTimePasses($"{lastDay}T23:59:59.999");
        Assert.Equal(Stage.OfficerId, stage.Application.AssignedTo);
        stage.At(ShanghaiTime.EndOf(last)).When(new PassTime(), Actor.Registry(Channel.Deadline));
        Assert.Contains(new ReviewerUnassigned(Case, ShanghaiTime.EndOf(last)), stage.Happened);
        Assert.Null(stage.Application.AssignedTo);
        stage.When(new AssignReviewer(Case), _second).ThenDone();
        stage.AssertReplays();
    }

    [Fact]
    public void Taking_it_again_the_same_day_changes_nothing_and_on_the_next_one_the_term_begins_anew()
    {
        var stage = Handed("2026-01-05").WhenOfficer(new AssignReviewer(Case)).ThenDone();
        stage.At("2026-01-05T18:00:00").WhenOfficer(new AssignReviewer(Case)).Then();
        stage.At("2026-01-06").WhenOfficer(new AssignReviewer(Case)).ThenDone();
        Assert.Equal(new DateOnly(2026, 1, 7), stage.Application.Term!.LastDay.Date);
        stage.WhenTimePasses("2026-01-07");
        Assert.NotNull(stage.Application.AssignedTo);
        stage.WhenTimePasses("2026-01-08");
        Assert.Null(stage.Application.AssignedTo);
    }

    [Fact]
    public void What_was_decided_stays_with_whoever_decided_it()
    {
        var stage = Handed("2026-01-05").WhenOfficer(new AssignReviewer(Case)).ThenDone()
            .WhenAccepted().WhenApproved();
        stage.WhenTimePasses("2026-01-20");
        Assert.Equal(Stage.OfficerId, stage.Application.AssignedTo);
        Assert.DoesNotContain(stage.History, happened => happened is ReviewerUnassigned);
    }

    [Fact]
    public void An_acceptance_does_not_prolong_it_and_nothing_of_the_limits_moves()
    {
        var stage = Handed("2026-01-05").WhenOfficer(new AssignReviewer(Case)).ThenDone();
        stage.At("2026-01-06").WhenAccepted();
        var decideBy = stage.Application.DecideBy;
        stage.WhenTimePasses("2026-01-07");
        Assert.Equal((null, decideBy), (stage.Application.AssignedTo, stage.Application.DecideBy));
        stage.When(new Refuse(Case, ["x"]), _second).ThenDone();
    }

    /// <summary>A notice of December may make the next day one that is off (rules.md F, H.19).</summary>
    [Fact]
    public void A_calendar_that_arrives_moves_it()
    {
        var stage = Handed("2026-12-31").WhenOfficer(new AssignReviewer(Case)).ThenDone();
        Assert.True(stage.Application.Term!.LastDay.Provisional);
        Assert.True(((IApplication)stage.Application).IsProvisional);
        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2027-01-02");
        Assert.Equal(new LegalDate(new(2027, 1, 4), false), stage.Application.Term.LastDay);
        Assert.Equal(Stage.OfficerId, stage.Application.AssignedTo);
        stage.WhenTimePasses("2027-01-05");
        Assert.Null(stage.Application.AssignedTo);
    }

    /// <summary>When it began is not on record, so nothing of it is due; whoever has it may begin a term.</summary>
    [Fact]
    public void One_from_before_there_was_a_term_stays_until_it_is_put_back_or_taken_again()
    {
        var stage = Handed("2026-01-05").GivenEvent(new ReviewerAssigned(Case, Stage.OfficerId));
        Assert.DoesNotContain("term", stage.StateJson, StringComparison.Ordinal);
        stage.WhenTimePasses("2026-01-20");
        Assert.Equal(Stage.OfficerId, stage.Application.AssignedTo);
        stage.When(new AssignReviewer(Case), _second).ThenRefused(RefusalCode.WrongState);
        stage.WhenOfficer(new AssignReviewer(Case)).ThenDone();
        stage.WhenTimePasses("2026-01-22");
        Assert.Null(stage.Application.AssignedTo);
    }

    [Fact]
    public void Whoever_applied_is_shown_no_deadline_of_the_desk()
    {
        var stage = Handed("2026-01-05").WhenOfficer(new AssignReviewer(Case)).ThenDone();
        Assert.Equal(ReviewerTerm.Deadline, stage.NextAct!.Name);
        Assert.DoesNotContain(
            TimelineView.Of(stage.Certificate, stage.ContextFor(Stage.HolderActor)).Items,
            entry => entry.Name == ReviewerTerm.Deadline);
        Assert.False(DeadlineTitles.IsForPeople(ReviewerTerm.Deadline));
        Assert.Equal("领取期限届满，退回待办", DeadlineTitles.Of(ReviewerTerm.Deadline, stage.Certificate).Zh);
    }

    [Fact]
    public void A_proof_of_identity_goes_back_as_well()
    {
        var stage = new BindingStage().Given();
        stage.When(new AssignReviewer(stage.Filed.Id), BindingStage.Officer).ThenDone();
        Assert.Equal(BindingStage.Officer.AccountId, stage.Filed.AssignedTo);
        stage.At(ShanghaiTime.EndOf(stage.Filed.Term!.LastDay.Date)).When(new PassTime(), BindingStage.Registry);
        Assert.Null(stage.Filed.AssignedTo);
        stage.AssertReplays();
    }

    [Fact]
    public void An_application_of_the_railway_goes_back_as_well()
    {
        var stage = new RailStage("2026-01-05").Given(new OlderLicence(
            [new HeldClass(RailClass.Parse("J6")!, new(2020, 3, 1))], new(2020, 3, 1), new(2026, 2, 28)));
        stage.WhenApplies(new RailRenewalForm(RenewalReason.Employer, "W-2")).ThenDone();
        stage.When(new EmployerSubmit(stage.ApplicationId), RailStage.EmployerActor("W-2")).ThenDone();
        stage.When(new AssignReviewer(stage.ApplicationId), RailStage.Centre).ThenDone();
        Assert.Equal("centre", stage.Application.AssignedTo);
        stage.At(ShanghaiTime.EndOf(stage.Application.Term!.LastDay.Date))
            .When(new PassTime(), Actor.Registry(Channel.Deadline));
        Assert.Null(stage.Application.AssignedTo);
        stage.AssertReplays();
    }

    private static readonly Actor _second = Stage.OfficerOf("41") with { AccountId = "officer.2" };

    private static Stage Handed(string now) => new Stage(now).Given("2022-03-01", firstIssuedOn: "2022-01-01")
        .WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone();
}
