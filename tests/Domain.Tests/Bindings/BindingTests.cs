using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Bindings;

/// <summary>
/// Goal: each arm of the proof of identity, from the filing to the end of the 72 hours (rules.md A.1, H.24).
/// </summary>
public sealed class BindingTests
{
    private static readonly Actor _registry = BindingStage.Registry;

    [Fact]
    public void A_filing_waits_for_a_decision_within_three_working_days_and_binds_nothing()
    {
        var stage = new BindingStage().Given(answered: false); // Thursday, 09:00.
        Assert.Equal((ApplicationStatus.Submitted, new LegalDate(new(2026, 3, 10), false)),
            (stage.Filed.Status, stage.Filed.DecideBy));
        Assert.Null(stage.Binding.Bound);
        Assert.Empty(BindingMachine.Instance.Reservations(stage.Binding));
        Assert.Equal(IdentityCheckState.Asked, stage.Filed.Check!.State);
        Assert.Equal([$"AskIdentitySource {stage.Filed.Id}"], stage.Followed);
        stage.AssertReplays();
        stage.AssertKept();
        stage.AssertSettled();
        stage.AssertLateIsAsOnTime();
    }

    [Fact]
    public void Outside_its_hours_the_source_is_asked_when_it_opens()
    {
        var stage = new BindingStage("2026-03-05T18:00:00").Given(answered: false);
        Assert.Equal(IdentityCheckState.Queued, stage.Filed.Check!.State);
        Assert.Equal("identityCheck", stage.NextAct!.Name);
        stage.At("2026-03-06T08:00:00").When(new PassTime(), _registry).ThenDone();
        Assert.Equal(IdentityCheckState.Asked, stage.Filed.Check!.State);
    }

    [Fact]
    public void Only_the_account_itself_files_and_only_once_at_a_time()
    {
        var stage = new BindingStage();
        stage.When(stage.Filing(), BindingStage.Officer).ThenRefused(RefusalCode.NotAllowed);
        stage.When(stage.Filing(), BindingStage.Filer with { AccountId = "A-OTHER" })
            .ThenRefused(RefusalCode.NotAllowed);
        var filing = stage.Filing();
        stage.When(filing, BindingStage.Filer).ThenDone();
        stage.When(filing, BindingStage.Filer).Then();
        stage.When(stage.Filing("王大明"), BindingStage.Filer).ThenRefused(RefusalCode.OpenApplicationExists);
        stage.When(new Withdraw(stage.Filed.Id), BindingStage.Officer).ThenRefused(RefusalCode.NotFound);
        stage.When(new Withdraw(stage.Filed.Id), BindingStage.Filer).ThenDone();
        stage.When(new Withdraw(stage.Filed.Id), BindingStage.Filer).Then();
        Assert.Equal(ApplicationStatus.Withdrawn, stage.Filed.Status);
    }

    [Theory]
    [InlineData("", BindingStage.Number, RefusalCode.Malformed)]
    [InlineData("王小明", "410105198502280019", RefusalCode.IdentifierInvalid)]
    public void What_cannot_be_a_name_or_a_number_is_refused_at_once(string name, string number, RefusalCode code)
    {
        var stage = new BindingStage();
        stage.When(stage.Filing(name, number), BindingStage.Filer).ThenRefused(code);
    }

    [Theory]
    [InlineData(599, 380, false)]
    [InlineData(600, 380, true)]
    [InlineData(900, 700, false)]
    [InlineData(910, 700, true)]
    [InlineData(1330, 700, true)]
    [InlineData(1340, 700, false)]
    [InlineData(540, 856, false)]
    public void A_picture_is_wide_enough_and_has_the_shape_of_a_card(int width, int height, bool fits)
    {
        var stage = new BindingStage();
        var filing = stage.Filing() with { FrontDocumentId = stage.Picture(MaterialKind.IdentityFront, width, height) };
        stage.When(filing, BindingStage.Filer);
        if (fits) stage.ThenDone();
        else stage.ThenRefused(RefusalCode.MaterialUnfit);
    }

    [Fact]
    public void A_picture_is_the_filers_own_of_that_side_and_not_the_same_file_twice()
    {
        var stage = new BindingStage();
        var sound = stage.Filing();
        foreach (var wrong in (FileBinding[])[sound with { FrontDocumentId = "D-NONE" }, sound
            with { FrontDocumentId = sound.BackDocumentId },
            sound with { BackDocumentId = stage.Picture(MaterialKind.IdentityBack, owner: "A-OTHER") }])
            stage.When(wrong, BindingStage.Filer).ThenRefused(RefusalCode.MaterialUnfit);
        stage.SameContent(sound.FrontDocumentId, sound.BackDocumentId);
        stage.When(sound, BindingStage.Filer).ThenRefused(RefusalCode.MaterialUnfit);
    }

    [Fact]
    public void An_account_files_three_times_a_day_and_ten_times_in_thirty_days()
    {
        var stage = new BindingStage();
        void Again() => stage.When(stage.Filing(), BindingStage.Filer).ThenDone()
            .When(new Withdraw(stage.Filed.Id), BindingStage.Filer).ThenDone();
        for (var day = 1; day <= 3; day++)
        {
            stage.At($"2026-03-0{day}");
            for (var i = 0; i < 3; i++) Again();
            stage.When(stage.Filing(), BindingStage.Filer).ThenRefused(RefusalCode.TooMany);
            Assert.Equal(new DateOnly(2026, 3, day + 1), ((Decision.Refused)stage.Last).Refusal.RetryFrom);
        }
        stage.At("2026-03-20");
        Again();
        stage.When(stage.Filing(), BindingStage.Filer).ThenRefused(RefusalCode.TooMany);
        Assert.Equal(new DateOnly(2026, 3, 31), ((Decision.Refused)stage.Last).Refusal.RetryFrom);
        stage.At("2026-03-31");
        Again();
    }

    [Fact]
    public void An_approval_takes_the_number_and_brings_person_and_account_along()
    {
        var stage = new BindingStage().OnRecord().Given();
        stage.WhenOfficer(id => new Approve(id)).ThenDone();
        var until = stage.Now.AddHours(72);
        var bound = new BoundIdentity("P-1", "王小明", IdentityKind.CitizenId, BindingStage.Number, stage.Now, until);
        stage.Then(new BindingApproved(stage.Filed.Id, "officer", bound, null, Creates: false));
        Assert.Equal([new Reservation(BindingMachine.NumberSpace, BindingStage.Number)],
            BindingMachine.Instance.Reservations(stage.Binding));
        Assert.Equal(["BindAccount P-1", $"SettleAccount {stage.Binding.Key}"], stage.Followed);
        Assert.Equal(["identity.bound P-1"], stage.Notified);
        stage.WhenOfficer(id => new Approve(id)).Then();
        Assert.Equal(("identityBar", until), (stage.NextAct!.Name, stage.NextAct.DueAt));
        stage.At(until).When(new PassTime(), _registry).Then(new BindingBarEnded(until));
        Assert.Null(stage.NextDeadline);
        stage.When(stage.Filing(), BindingStage.Filer).ThenRefused(RefusalCode.AlreadyBound);
        stage.AssertReplays();
    }

    [Fact]
    public void Somebody_new_on_the_register_is_created_by_the_decision_alone()
    {
        var stage = new BindingStage().Given().WhenOfficer(id => new Approve(id)).ThenDone();
        var key = stage.Binding.Bound!.PersonKey;
        Assert.Equal([$"RegisterPerson {key}", $"BindAccount {key}", $"SettleAccount {stage.Binding.Key}"],
            stage.Followed);
    }

    [Fact]
    public void The_source_is_a_condition_and_not_the_decision()
    {
        var stage = new BindingStage().Given(answered: false);
        // Away, or closed: waits.
        stage.WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.IdentityCheckFailed);
        var no = stage.Twin().When(new AnswerBindingCheck(stage.Filed.Id, false), _registry).ThenDone();
        Assert.Equal((ApplicationStatus.Refused, "identityCheckFailed"), (no.Filed.Status, no.Filed.Reasons[0]));
        stage.When(new AnswerBindingCheck(stage.Filed.Id, true), BindingStage.Officer)
            .ThenRefused(RefusalCode.NotFound);
        stage.When(new AnswerBindingCheck(stage.Filed.Id, true), _registry).ThenDone();
        Assert.Equal((ApplicationStatus.Submitted, null), (stage.Filed.Status, stage.Binding.Bound));
        stage.When(new AnswerBindingCheck(stage.Filed.Id, true, PortraitMatch.Match), _registry).Then(); // Once.
    }

    /// <summary>The source answers once: an officer who is at work already must not lose what it says.</summary>
    [Fact]
    public void The_source_answers_also_about_a_case_that_an_officer_has_taken_already()
    {
        var stage = new BindingStage().Given(answered: false);
        stage.When(new AssignReviewer(stage.Filed.Id), BindingStage.Officer).ThenDone();
        stage.When(new AnswerBindingCheck(stage.Filed.Id, true), BindingStage.Registry).ThenDone();
        stage.When(new Approve(stage.Filed.Id), BindingStage.Officer).ThenDone();
        Assert.NotNull(stage.Binding.Bound);
    }

    [Fact]
    public void A_portrait_that_the_source_compared_proves_it_unless_the_register_says_otherwise()
    {
        var stage = new BindingStage().Given(answered: false);
        var proven = new AnswerBindingCheck(stage.Filed.Id, true, PortraitMatch.Match);
        Assert.NotNull(stage.Twin().When(proven, _registry).ThenDone().Binding.Bound);
        Assert.Null(stage.Twin().When(proven with { Portrait = PortraitMatch.NoMatch }, _registry).ThenDone()
            .Binding.Bound);
        Assert.Null(stage.Twin().OnRecord(account: "A-OTHER").When(proven, _registry).ThenDone().Binding.Bound);
        Assert.Null(stage.Twin().OnRecord(name: "王大明").When(proven, _registry).ThenDone().Binding.Bound);
    }

    [Fact]
    public void A_number_that_is_bound_or_named_otherwise_is_shown_to_the_desk_alone()
    {
        var bound = new BindingStage().OnRecord(account: "A-OTHER").Given();
        bound.WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.AlreadyBound);
        Assert.Contains("in the record of the person P-1", ((Decision.Refused)bound.Last).Refusal.Detail.En,
            StringComparison.Ordinal);
        new BindingStage().OnRecord(name: "王大明").Given().WhenOfficer(id => new Approve(id))
            .ThenRefused(RefusalCode.IdentityCheckFailed);
        var dead = new BindingStage().OnRecord();
        dead.Known = dead.Known! with { Death = new DeathFact("P-1.f1", new(2026, 1, 1)) };
        dead.Given().WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.WrongState);
        Assert.Equal(RefusalCode.AlreadyBound,
            BindingMachine.Instance.OnReservationTaken(new Reservation(BindingMachine.NumberSpace, "x")).Code);
    }

    [Fact]
    public void What_the_filer_sees_is_the_same_for_every_number()
    {
        static string Seen(BindingStage stage) =>
            BindingViews.Of(stage.Filed, stage.Binding, BindingStage.Filer, stage.Today).ToString();

        var unknown = Seen(new BindingStage().Given(answered: false));
        Assert.Equal(unknown, Seen(new BindingStage().OnRecord().Given(answered: false)));
        Assert.Equal(unknown, Seen(new BindingStage().OnRecord(account: "A-OTHER").Given(answered: false)));
        Assert.Equal(unknown, Seen(new BindingStage().OnRecord(name: "王大明", authority: "530100")
            .Given(answered: false)));
    }

    [Fact]
    public void Whoever_is_on_record_is_notified_when_it_is_filed_and_when_it_is_decided()
    {
        var stage = new BindingStage().OnRecord(account: "A-OTHER");
        stage.Known = stage.Known! with
        {
            Certificates = [.. stage.Known.Certificates, new HeldCertificate("R-1", "rail")],
            Links =
            [
                new PersonLink("P-1.1", "O-1", null, LinkStatus.Active),
                new PersonLink("P-1.2", "O-2", null, LinkStatus.Ended),
            ],
        };
        stage.Career = new RailCareer { Key = "R-1", PersonKey = "P-1", Employer = new EmployerLink("W-1") };
        stage.Given(answered: false);
        var all = stage.AllNotified;
        Assert.Equal(
            ["identity.filedByAnother P-1", "identity.driverFiled W-1", "identity.operatorsDriverFiled O-1"], all);
        stage.When(new AnswerBindingCheck(stage.Filed.Id, false), _registry).ThenDone();
        Assert.Equal([$"identity.refused {BindingStage.AccountId}", "identity.refusedToAnother P-1",
            "identity.driverRefused W-1", "identity.operatorsDriverRefused O-1"], stage.Notified);
    }

    [Fact]
    public void The_case_is_claimed_completed_once_and_refused_with_reasons()
    {
        var stage = new BindingStage().Given();
        stage.WhenOfficer(id => new AssignReviewer(id)).ThenDone();
        stage.WhenOfficer(id => new Approve(id), BindingStage.Second).ThenRefused(RefusalCode.WrongState);
        stage.WhenOfficer(id => new UnassignReviewer(id)).ThenDone();
        stage.WhenOfficer(id => new RequestSupplement(id, [MaterialKind.HealthReport], "?"))
            .ThenRefused(RefusalCode.Malformed);
        stage.WhenOfficer(id => new RequestSupplement(id, [MaterialKind.IdentityFront], "看不清")).ThenDone();
        Assert.Equal(["identity.supplementRequested " + BindingStage.AccountId], stage.Notified);
        stage.WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.WrongState);
        stage.When(new AnswerSupplement(stage.Filed.Id, []), BindingStage.Filer)
            .ThenRefused(RefusalCode.MaterialMissing);
        var front = new Material(MaterialKind.IdentityFront, stage.Picture(MaterialKind.IdentityFront));
        stage.At("2026-03-09").When(new AnswerSupplement(stage.Filed.Id, [front]), BindingStage.Filer).ThenDone();
        Assert.Equal(new DateOnly(2026, 3, 12), stage.Filed.DecideBy.Date);
        stage.WhenOfficer(id => new RequestSupplement(id, [], "再来")).ThenRefused(RefusalCode.WrongState);
        stage.WhenOfficer(id => new Refuse(id, [])).ThenRefused(RefusalCode.Malformed);
        stage.WhenOfficer(id => new Refuse(id, ["照片不是本人"])).ThenDone();
        stage.WhenOfficer(id => new Refuse(id, ["照片不是本人"])).Then();
        stage.AssertReplays();
    }

    [Fact]
    public void A_missed_limit_is_visible_and_an_unanswered_supplement_refuses()
    {
        var late = new BindingStage().Given().At("2026-03-11").When(new PassTime(), _registry).ThenDone();
        Assert.True(late.Filed.DecisionMissed);
        Assert.True(late.Filed.IsOpen);
        var silent = new BindingStage().Given().WhenOfficer(id => new RequestSupplement(id, [], "请说明")).ThenDone();
        silent.At("2026-03-13").When(new PassTime(), _registry).ThenDone();
        Assert.Equal((ApplicationStatus.Refused, "supplementUnanswered"),
            (silent.Filed.Status, silent.Filed.Reasons[0]));
    }

    [Fact]
    public void The_registry_takes_over_what_an_older_register_vouches_for()
    {
        var stage = new BindingStage();
        var take = new RegisterBinding(BindingStage.AccountId, "P-1", "王小明", IdentityKind.CitizenId,
            BindingStage.Number);
        stage.When(take, BindingStage.Officer).ThenRefused(RefusalCode.NotAllowed);
        stage.When(take, _registry).ThenDone();
        Assert.Equal(["BindAccount P-1", $"SettleAccount {stage.Binding.Key}"], stage.Followed);
        Assert.Null(stage.Binding.Bound!.BarredUntil);
        stage.When(take, _registry).Then();
        stage.When(take with { PersonKey = "P-2" }, _registry).ThenRefused(RefusalCode.AlreadyBound);
        var other = new FollowPerson("王新明", IdentityKind.CitizenId, "410105198502280031");
        stage.When(other, BindingStage.Officer).ThenRefused(RefusalCode.NotAllowed);
        stage.When(other, _registry).ThenDone();
        stage.When(other, _registry).Then();
        Assert.Equal([new Reservation(BindingMachine.NumberSpace, "410105198502280031")],
            BindingMachine.Instance.Reservations(stage.Binding));
    }
}
