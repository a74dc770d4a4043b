using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: neither the authority's delay nor a calendar that is not there yet takes a right away (rules.md H.16 to H.18).
/// Method: one certificate, driven day by day.
/// </summary>
public sealed class LawfulDelayTests
{
    private static readonly ReissueForm _lost = new(ReissueReason.Lost);

    /// <summary>Valid through 2026-07-05; its renewal ends 180 days later, on 2027-01-01, a Friday.</summary>
    private static Stage OverNewYear() => new Stage("2026-06-20").Given("2020-07-06", firstIssuedOn: "2020-07-06");

    private static readonly string[] _takers = ["lapse", "assessmentMissed", "supplement", "pickUp"];

    [Fact]
    public void A_lapse_on_a_provisional_day_waits_for_the_calendar_and_prolongs_no_validity()
    {
        var stage = OverNewYear().WhenTimePasses("2027-01-02");
        Assert.Null(stage.Certificate.Cancellation);
        Assert.Equal(CertificateStatus.Expired, stage.StatusNow);
        Assert.True(CertificateView.Of(stage.Certificate, stage.ContextFor(Stage.HolderActor), 1).Renewal!.Provisional);

        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2027-01-03").WhenTimePasses("2027-01-04T23:59:59");
        Assert.Equal(CertificateStatus.Expired, stage.StatusNow);
        var renewal = CertificateView.Of(stage.Certificate, stage.ContextFor(Stage.HolderActor), 1).Renewal!;
        Assert.Equal((new DateOnly(2027, 1, 4), false), (renewal.LapsesOn, renewal.Provisional));

        stage.WhenTimePasses("2027-01-05T00:00:00");
        Assert.Equal(
            new Cancellation(CancellationGround.Lapsed, new(2027, 1, 5), null, null), stage.Certificate.Cancellation);
    }

    [Fact]
    public void It_waits_fifteen_days_at_most_and_keeps_its_legal_date()
    {
        var stage = OverNewYear().WhenTimePasses("2027-01-16T23:59:59");
        Assert.Equal(CertificateStatus.Expired, stage.StatusNow);
        Assert.Null(stage.Certificate.Cancellation);
        stage.At("2027-01-17T00:00:00");
        Assert.Equal(CertificateStatus.Cancelled, stage.StatusNow); // Whether or not a tick has come.
        stage.WhenTimePasses("2027-01-17T00:00:00");
        Assert.Equal(
            new Cancellation(CancellationGround.Lapsed, new(2027, 1, 2), null, null), stage.Certificate.Cancellation);
    }

    [Fact]
    public void Whoever_renews_while_it_waits_keeps_the_certificate()
    {
        var stage = OverNewYear().WhenTimePasses("2027-01-03").WhenApplies(new RenewalForm()).ThenDone();
        stage.WhenTimePasses("2027-01-20");
        Assert.Null(stage.Certificate.Cancellation);
    }

    [Fact]
    public void A_supplement_on_a_provisional_day_may_be_answered_until_the_calendar_is_there()
    {
        var stage = OverNewYear().At("2026-12-28").WhenApplies(new RenewalForm()).ThenDone()
            .WhenOfficer(new RequestSupplement("Q-1.1", [], "请补充")).ThenDone();
        Assert.True(stage.Application.Supplement!.AnswerBy.Provisional);
        stage.WhenTimePasses("2027-01-06");
        Assert.Equal(ApplicationStatus.SupplementRequested, stage.Application.Status);
        stage.Calendar = Stage.With2027;
        stage.WhenTimePasses("2027-01-06T10:00:00");
        Assert.False(stage.Application.Supplement!.AnswerBy.Provisional);
        stage.WhenTimePasses($"{stage.Application.Supplement!.AnswerBy.Date.AddDays(1):yyyy-MM-dd}T00:00:00");
        Assert.Equal(ApplicationStatus.NotAccepted, stage.Application.Status);
    }

    /// <summary>What is dated in the timeline says so itself while it may move.</summary>
    [Fact]
    public void A_timeline_shows_the_legal_day_and_says_that_it_is_provisional()
    {
        var stage = OverNewYear();
        var lapse = Timeline(stage).Single(entry => entry.Name == "lapse");
        Assert.Equal(
            (new DateTimeOffset(2027, 1, 2, 0, 0, 0, TimeSpan.FromHours(8)), true), (lapse.At, lapse.Provisional));
        Assert.All(
            Timeline(stage).Where(entry => !_takers.Contains(entry.Name)), entry => Assert.False(entry.Provisional));
        stage.Calendar = Stage.With2027;
        Assert.All(Timeline(stage), entry => Assert.False(entry.Provisional));

        static IEnumerable<TimelineEntry> Timeline(Stage stage) =>
            TimelineView.Of(stage.Certificate, stage.ContextFor(Stage.HolderActor)).Items;
    }

    [Fact]
    public void A_renewal_goes_beside_what_the_authority_has_not_decided_and_supersedes_a_reissue()
    {
        var stage = new Stage("2026-06-20").Given("2020-07-06").WhenApplies(_lost).ThenDone();
        stage.WhenApplies(new RenewalForm()).ThenDone();
        Assert.Equal(2, stage.Certificate.Applications.Count(a => a.IsOpen));
        stage.WhenApplies(new RenewalForm()).ThenRefused(RefusalCode.OpenApplicationExists);
        stage.WhenApplies(_lost).ThenRefused(RefusalCode.OpenApplicationExists);
        stage.WhenOfficer(new Accept("Q-1.2")).WhenOfficer(new Approve("Q-1.2")).ThenDone();
        var reissue = stage.Certificate.Applications.Single(a => a.Id == "Q-1.1");
        Assert.Equal((ApplicationStatus.Closed, "SUPERSEDED"), (reissue.Status, reissue.Reasons.Single()));
        Assert.Null(stage.Certificate.PendingRenewal);
    }

    [Fact]
    public void A_renewal_does_not_go_beside_a_cancellation_that_was_asked_for()
    {
        var stage = new Stage("2026-06-20").Given("2020-07-06").WhenApplies(new CancellationForm("不再从业")).ThenDone();
        stage.WhenApplies(new RenewalForm()).ThenRefused(RefusalCode.OpenApplicationExists);
    }

    [Fact]
    public void An_application_past_its_limit_may_be_withdrawn_and_not_before()
    {
        var stage = new Stage("2026-06-15").Given("2022-07-06").WhenApplies(_lost).ThenDone().WhenAccepted();
        var decideBy = stage.Application.DecideBy!.Value.Date;
        stage.At($"{decideBy:yyyy-MM-dd}").WhenHolder(new Withdraw("Q-1.1")).ThenRefused(RefusalCode.AlreadyAccepted);
        stage.At($"{decideBy.AddDays(1):yyyy-MM-dd}").WhenHolder(new Withdraw("Q-1.1")).ThenDone();
        Assert.Equal(ApplicationStatus.Withdrawn, stage.Application.Status);
    }

    [Fact]
    public void What_must_hold_at_filing_must_hold_at_the_decision()
    {
        var stage = new Stage("2026-07-01").Given("2020-07-06").WhenApplies(_lost).ThenDone().WhenAccepted();
        stage.WhenTimePasses("2026-07-06");
        stage.WhenOfficer(new Approve("Q-1.1")).ThenRefused(RefusalCode.CertNotValid);
        Assert.Equal(ApplicationStatus.Accepted, stage.Application.Status);
        stage.WhenOfficer(new Refuse("Q-1.1", ["有效期届满"])).ThenDone();
        Assert.False(stage.Application.AuthorityLate);
    }

    [Fact]
    public void A_refusal_for_what_held_until_the_authoritys_limit_is_marked()
    {
        var stage = new Stage("2026-06-08").Given("2020-07-06").WhenApplies(_lost).ThenDone().WhenAccepted();
        Assert.True(stage.Application.DecideBy!.Value.Date < new DateOnly(2026, 7, 5));
        stage.WhenTimePasses("2026-07-06");
        stage.WhenOfficer(new Approve("Q-1.1")).ThenRefused(RefusalCode.CertNotValid);
        stage.WhenOfficer(new Refuse("Q-1.1", ["有效期届满"])).ThenDone();
        Assert.True(stage.Application.AuthorityLate);
        Assert.Contains(stage.Reactions.Notices, notice => notice.Kind == "desk.authorityLate");
    }

    [Fact]
    public void An_assessment_needs_a_certificate_that_was_valid_when_it_was_handed_in()
    {
        var stage = new Stage("2026-07-05").Given("2020-07-06", firstIssuedOn: "2020-07-01")
            .WhenApplies(new AssessmentForm("个人")).ThenDone();
        stage.WhenTimePasses("2026-07-06").WhenAccepted();
        stage.WhenOfficer(new Approve(stage.ApplicationId)).ThenDone();
    }
}
