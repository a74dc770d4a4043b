using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Tests.Bindings;

/// <summary>
/// Goal: which desk decides about whom, and how a binding is undone by two officers (rules.md H.24, H.26).
/// </summary>
public sealed class UnbindingTests
{
    private static readonly RequestUnbinding _ask = new(BindingStage.AccountId, "P-1", "冒用身份");

    [Fact]
    public void An_undoing_takes_two_officers_and_frees_number_person_and_account()
    {
        var stage = Bound();
        stage.When(_ask, BindingStage.Filer).ThenRefused(RefusalCode.NotAllowed);
        stage.When(_ask, BindingStage.OfficerOf("53", "yunnan")).ThenRefused(RefusalCode.OtherAuthority);
        stage.When(_ask with { Reason = " " }, BindingStage.Officer).ThenRefused(RefusalCode.Malformed);
        stage.When(_ask, BindingStage.Officer).ThenDone();
        Assert.Equal((ServiceId.IdentityUnbinding, "410100"), (stage.Filed.Service, stage.Filed.Authority));
        stage.When(_ask, BindingStage.Officer).Then();
        stage.When(_ask, BindingStage.Second).ThenRefused(RefusalCode.OpenApplicationExists);
        Assert.NotNull(stage.Binding.Bound);
        stage.WhenOfficer(id => new ConfirmApproval(id)).ThenRefused(RefusalCode.SecondOfficer);
        stage.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Filer).ThenRefused(RefusalCode.NotAllowed);
        stage.WhenOfficer(id => new Approve(id), BindingStage.Second).ThenRefused(RefusalCode.WrongState);
        stage.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Second)
            .Then(new BindingUndone(stage.Filed.Id, stage.Now, "P-1", "officer", "officer.2"));
        Assert.Empty(BindingMachine.Instance.Reservations(stage.Binding));
        Assert.Equal(["UnbindAccount P-1", $"SettleAccount {stage.Binding.Key}"], stage.Followed);
        Assert.Equal([$"identity.unbound {BindingStage.AccountId}", "identity.unbound P-1"], stage.Notified);
        stage.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Second).Then();
        stage.AssertReplays();
    }

    [Fact]
    public void An_account_bound_before_this_entity_was_can_be_undone()
    {
        var stage = new BindingStage().OnRecord(account: BindingStage.AccountId);
        stage.When(_ask, BindingStage.Officer).ThenDone();
        stage.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Second).ThenDone();
        Assert.Equal(["UnbindAccount P-1", $"SettleAccount {stage.Binding.Key}"], stage.Followed);
        stage.AssertReplays();
    }

    [Fact]
    public void Declined_or_forgotten_the_binding_stays()
    {
        var stage = Bound().When(_ask, BindingStage.Officer).ThenDone();
        var declined = stage.Twin().WhenOfficer(id => new DeclineApproval(id, "证据不足"), BindingStage.Second).ThenDone();
        Assert.Equal((ApplicationStatus.Refused, true), (declined.Filed.Status, declined.Binding.Bound is not null));
        stage.At("2026-03-13").When(new PassTime(), BindingStage.Registry).ThenDone(); // Five working days are over.
        Assert.Equal((ApplicationStatus.Closed, true), (stage.Filed.Status, stage.Binding.Bound is not null));
        stage.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Second).ThenRefused(RefusalCode.WrongState);
    }

    [Fact]
    public void Whoever_undid_a_binding_does_not_decide_the_next_and_nobody_decides_the_own()
    {
        var stage = new BindingStage().OnRecord().Given();
        stage.Known = stage.Known! with { UnboundBy = ["officer", "officer.2"] };
        stage.WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.SecondOfficer);
        stage.WhenOfficer(id => new Approve(id), BindingStage.Second).ThenRefused(RefusalCode.SecondOfficer);
        stage.WhenOfficer(id => new Approve(id), BindingStage.OfficerOf("41", "officer.3")).ThenDone();
        new BindingStage().Given().WhenOfficer(id => new Approve(id),
            BindingStage.OfficerOf("41", BindingStage.AccountId))
            .ThenRefused(RefusalCode.SecondOfficer);
    }

    [Fact]
    public void The_desk_is_the_oldest_certificates_the_exam_centres_or_the_numbers_province()
    {
        Assert.Equal("41", new BindingStage().Given().Filed.Authority);
        Assert.Equal("530100", new BindingStage().OnRecord(authority: "530100").Given().Filed.Authority);
        var older = new BindingStage().OnRecord();
        older.Certificates = [.. older.Certificates, older.Certificates[0]
            with { Key = "Q-2", Authority = "420100", FirstIssuedOn = new(2010, 1, 1) }];
        older.Known = older.Known! with
        {
            Certificates =
            [.. older.Known.Certificates, new HeldCertificate("Q-2", "420100")]
        };
        Assert.Equal("420100", older.Given().Filed.Authority);
        var driver = new BindingStage().OnRecord();
        driver.Known = driver.Known! with
        {
            Certificates =
            [.. driver.Known.Certificates, new HeldCertificate("R-1", "rail")]
        };
        Assert.Equal(PersonDesk.ExamCentre, driver.Given().Filed.Authority);
        driver.WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.NotFound);
        driver.WhenOfficer(id => new Approve(id), BindingStage.Centre).ThenDone();
    }

    [Fact]
    public void To_another_authority_a_filing_is_not_there() =>
        new BindingStage().OnRecord().Given().WhenOfficer(id => new Approve(id), BindingStage.OfficerOf("53", "yunnan"))
            .ThenRefused(RefusalCode.NotFound);

    /// <summary>T6: an officer registers a certificate for a stranger to become the stranger's desk.</summary>
    [Fact]
    public void T6_a_certificate_that_the_officer_registered_lately_gives_no_right_over_its_holder()
    {
        var stage = new BindingStage().OnRecord(authority: "410100");
        stage.Known = stage.Known! with
        {
            IdentityNumber = "530105198502280012",
            Certificates = [new HeldCertificate("Q-1", "410100", "officer", new(2026, 3, 1))],
        };
        var (person, certificates, today) = (stage.Known, stage.Certificates, stage.Today);
        Assert.NotNull(PersonDesk.MayNot(person, certificates, BindingStage.Officer, today));
        Assert.Null(PersonDesk.MayNot(person, certificates, BindingStage.Second, today));
        Assert.Null(PersonDesk.MayNot(person, certificates, BindingStage.Officer, today.AddDays(30)));
        Assert.Null(PersonDesk.MayNot(person, certificates, BindingStage.OfficerOf("53", "officer"), today));
    }

    private static BindingStage Bound()
    {
        var stage = new BindingStage().OnRecord().Given().WhenOfficer(id => new Approve(id)).ThenDone();
        stage.Known = stage.Known! with { AccountId = BindingStage.AccountId };
        return stage;
    }
}
