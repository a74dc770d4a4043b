using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests.Bindings;

/// <summary>
/// Goal: who is no second to an officer's act (rules.md H.26; docs/threats.md T10). Method: an undoing that the first
/// asks for, with what is on record about the first's account, confirmed by accounts of several administrators.
/// </summary>
public sealed class SecondOfficerTests
{
    private const string Admin = "admin";

    [Fact]
    public void T10_whom_one_administrator_opened_both_lately_are_no_two_officers()
    {
        var stage = Asked(out _);
        Confirm(stage, "officer.2", Admin).ThenRefused(RefusalCode.SecondOfficer);
        Confirm(stage, "officer.2", "admin.2 admin").ThenRefused(RefusalCode.SecondOfficer);
        Confirm(stage.Twin(), "officer.2", "admin.2").ThenDone();
        Confirm(stage.Twin(), "officer.2", null).ThenDone(); // By the machine, or before it was kept.
    }

    [Fact]
    public void T10_after_thirty_days_in_which_the_notices_were_seen_it_does_not_matter()
    {
        var stage = Asked(out var opened, before: "2026-02-04");
        Assert.Equal(30, (stage.Now - opened).TotalDays + 1);
        Confirm(stage, "officer.2", Admin).ThenRefused(RefusalCode.SecondOfficer);
        Assert.Equal("2026-03-06", Refused(stage).RetryFrom!.Value.ToString("yyyy-MM-dd", null));
        Confirm(stage.At("2026-03-06T08:59:59"), "officer.2", Admin).ThenRefused(RefusalCode.SecondOfficer);
        Confirm(stage.At("2026-03-06T09:00:00"), "officer.2", Admin).ThenDone();
    }

    [Fact]
    public void T10_a_reset_of_the_first_counts_also_when_it_came_after_the_asking()
    {
        var stage = Asked(out _, before: "2025-01-01");
        var first = Act(Known(stage), AccountAct.Reset, "admin.2", "2026-03-05");
        stage.Accounts[IdentityBinding.IdOf("officer")] = first;
        Assert.Equal(["admin", "admin.2"], first.Appointments!.Value.Select(one => one.By));
        Confirm(stage, "officer.2", "admin.2").ThenRefused(RefusalCode.SecondOfficer);
        Confirm(stage, "officer.2", Admin).ThenDone();
    }

    private static Refusal Refused(BindingStage stage) => Assert.IsType<Decision.Refused>(stage.Last).Refusal;

    private static BindingStage Confirm(BindingStage stage, string account, string? appointedBy) => stage.When(
        new ConfirmApproval(stage.Filed.Id), BindingStage.OfficerOf("41", account) with { AppointedBy = appointedBy });

    /// <summary>An undoing that was asked for by an officer whom an administrator opened before.</summary>
    private static BindingStage Asked(out DateTimeOffset opened, string before = "2026-03-01")
    {
        var stage = new BindingStage().OnRecord(account: BindingStage.AccountId);
        var first = Act(null, AccountAct.Opening, Admin, before);
        opened = first.Appointments!.Value[0].At;
        stage.Accounts[IdentityBinding.IdOf("officer")] = first;
        return stage.When(new RequestUnbinding(BindingStage.AccountId, "P-1", "冒用身份"), BindingStage.Officer).ThenDone();
    }

    private static IdentityBinding Known(BindingStage stage) =>
        (IdentityBinding)stage.Accounts[IdentityBinding.IdOf("officer")];

    /// <summary>The account of the first after an act on it, by the machine itself.</summary>
    private static IdentityBinding Act(IdentityBinding? account, AccountAct act, string by, string on)
    {
        var at = DateTimeOffset.Parse(on + "T09:00:00+08:00", null).ToUniversalTime();
        return (IdentityBinding)BindingMachine.Instance.Evolve(account,
            new AccountActRecorded("officer", new AccountActForm(act, Roles.Officer, []), by, at));
    }
}
