using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests.Bindings;

/// <summary>
/// Goal: the history of a closed account goes when its time is over, and only where nothing was ever proven or decided
/// about whose it is (PIPL, article 47; docs/adr/0150). Method: accounts that filed, were bound, or were looked into.
/// </summary>
public sealed class HistoryErasureTests
{
    private static readonly CloseAccount _close = new(BindingStage.AccountId);

    [Fact]
    public void A_closed_account_that_never_proved_anything_is_erased_after_a_hundred_and_eighty_days()
    {
        var stage = new BindingStage("2026-03-05").Given();
        stage.WhenOfficer(id => new Refuse(id, ["人证不符"])).ThenDone();
        stage.When(_close, BindingStage.Filer).ThenDone();
        Assert.Equal(("historyErasure", stage.Now.AddDays(180)), (stage.NextAct!.Name, stage.NextAct.DueAt));

        stage.At("2026-08-31").When(new PassTime(), BindingStage.Registry).Then();
        stage.At("2026-09-01").When(new PassTime(), BindingStage.Registry)
            .Then(new HistoryErased(BindingStage.AccountId, stage.Now));

        var rest = stage.Binding;
        Assert.True(BindingMachine.Instance.IsErased(rest));
        Assert.Empty(rest.Applications);
        Assert.DoesNotContain(BindingStage.Number, stage.StateJson, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", stage.StateJson, StringComparison.Ordinal);
        Assert.Null(BindingMachine.Instance.Search(rest)!.Number);
        Assert.Equal([$"SettleErasure {rest.Key}"], stage.Followed);
        Assert.Null(stage.NextDeadline);
        stage.AssertReplays();
    }

    [Fact]
    public void To_what_was_erased_nothing_happens_any_more()
    {
        var stage = new BindingStage("2026-03-05").Given();
        var filing = stage.Filed.Id;
        stage.When(_close, BindingStage.Filer).At("2026-09-01").When(new PassTime(), BindingStage.Registry).ThenDone();
        stage.When(new Approve(filing), BindingStage.Officer).ThenRefused(RefusalCode.NotFound);
        stage.When(_close, BindingStage.Filer).ThenRefused(RefusalCode.WrongState);
        stage.When(stage.Filing(), BindingStage.Filer).ThenRefused(RefusalCode.WrongState);
        stage.When(new SettleErasure(BindingStage.AccountId), BindingStage.Registry).Then();
        stage.When(new PassTime(), BindingStage.Registry).Then();
    }

    [Fact]
    public void Whoever_was_bound_once_or_was_looked_into_by_officers_stays_on_record()
    {
        var bound = new BindingStage("2026-03-05").OnRecord().Given().WhenOfficer(id => new Approve(id)).ThenDone();
        bound.Known = bound.Known! with { AccountId = BindingStage.AccountId };
        bound.At("2026-04-05");
        Stays(bound.Twin().When(_close, BindingStage.Filer with { PersonKey = "P-1" }));

        // Undone before it was closed: the account is nobody's, and the undoing is a decision.
        bound.When(new RequestUnbinding(BindingStage.AccountId, "P-1", "冒用身份"), BindingStage.Officer).ThenDone();
        bound.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Second).ThenDone();
        Stays(bound.When(_close, BindingStage.Filer));
    }

    private static void Stays(BindingStage closed)
    {
        Assert.NotNull(closed.ThenDone().Binding.ClosedAt);
        Assert.Null(closed.NextAct);
        closed.At("2030-01-01").When(new PassTime(), BindingStage.Registry).Then();
        Assert.Null(closed.Binding.ErasedAt);
    }
}
