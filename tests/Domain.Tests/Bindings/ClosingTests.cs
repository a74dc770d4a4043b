using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Tests.Bindings;

/// <summary>
/// Goal: who may close an account and when, and what follows at the account, the person and the other side of each
/// relation (docs/adr/0146).
/// </summary>
public sealed class ClosingTests
{
    private static readonly CloseAccount _close = new(BindingStage.AccountId);

    private static readonly Actor _owner = BindingStage.Filer with { PersonKey = "P-1" };

    [Fact]
    public void Closing_frees_the_number_and_lets_person_and_account_go_once()
    {
        var stage = Settled();
        stage.When(_close, _owner).Then(new AccountClosed(BindingStage.AccountId, stage.Now, "P-1"));
        Assert.Empty(BindingMachine.Instance.Reservations(stage.Binding));
        Assert.Equal(["ReleaseAccount P-1", $"SettleClosing {stage.Binding.Key}"], stage.Followed);
        Assert.Equal(["account.closed P-1"], stage.Notified);
        stage.When(_close, _owner).Then();
        stage.AssertReplays();
    }

    [Fact]
    public void An_account_that_never_said_who_it_is_can_be_closed()
    {
        var stage = new BindingStage();
        stage.When(_close, BindingStage.Filer).Then(new AccountClosed(BindingStage.AccountId, stage.Now));
        Assert.Equal([$"SettleClosing {stage.Binding.Key}"], stage.Followed);
        Assert.Equal([$"account.closed {BindingStage.AccountId}"], stage.Notified);
        stage.AssertReplays();
    }

    [Fact]
    public void A_proof_of_identity_under_way_counts_as_withdrawn()
    {
        var stage = new BindingStage().Given();
        stage.When(_close, BindingStage.Filer).ThenDone();
        Assert.Equal((ApplicationStatus.Withdrawn, null), (stage.Filed.Status, stage.Binding.Bound));
        stage.WhenOfficer(id => new Approve(id)).ThenRefused(RefusalCode.WrongState);
        stage.AssertReplays();
    }

    [Fact]
    public void An_undoing_that_waits_lapses_with_the_account()
    {
        var stage = Settled();
        stage.When(new RequestUnbinding(BindingStage.AccountId, "P-1", "冒用身份"), BindingStage.Officer).ThenDone();
        stage.When(_close, _owner).ThenDone();
        Assert.Equal(ApplicationStatus.Closed, stage.Filed.Status);
        stage.WhenOfficer(id => new ConfirmApproval(id), BindingStage.Second).ThenRefused(RefusalCode.WrongState);
        stage.AssertReplays();
    }

    [Fact]
    public void Only_its_owner_closes_it_and_nobody_who_was_appointed()
    {
        var stage = Settled();
        foreach (var other in new[]
        {
            _owner with { AccountId = "A-ANOTHER" }, BindingStage.Officer,
            _owner with { Roles = Roles.Officer }, _owner with { Roles = Roles.Operator },
            _owner with { Roles = Roles.Holder | Roles.Enforcement },
        })
            stage.When(_close, other).ThenRefused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void A_thief_cannot_close_what_was_just_bound_or_what_its_owner_has_frozen()
    {
        var stage = Bound();
        stage.When(_close, _owner).ThenRefused(RefusalCode.TooEarly);
        stage.At("2026-03-20");
        stage.When(new FreezeChanges(BindingStage.AccountId), _owner).ThenDone();
        stage.When(_close, _owner).ThenRefused(RefusalCode.TooEarly);
        stage.At("2026-03-24").When(_close, _owner).ThenDone();
    }

    [Fact]
    public void Nobody_opens_a_closed_account_again()
    {
        var stage = new BindingStage();
        stage.When(_close, BindingStage.Filer).ThenDone();
        var keeper = new Actor("admin", Roles.Administrator, Channel.Http);
        foreach (var act in new[] { AccountAct.Enabling, AccountAct.Reset })
            stage.When(new ActOnAccount(BindingStage.AccountId, new AccountActForm(act, Roles.Holder, [])), keeper)
                .ThenRefused(RefusalCode.WrongState);
    }

    [Fact]
    public void The_person_ends_every_relation_and_what_was_said_of_oneself_goes()
    {
        var now = new DateTimeOffset(2026, 3, 20, 1, 0, 0, TimeSpan.Zero);
        PersonLink[] links =
        [
            new("P-1.l1", "O-1", null, LinkStatus.Active),
            new("P-1.l2", "O-2", null, LinkStatus.Waiting, "O-2.k1", now.AddDays(-1), now.AddDays(29)),
            new("P-1.l3", "O-3", null, LinkStatus.Waiting, "O-3.k1", now.AddDays(-31), now.AddDays(-1)),
            new("P-1.l4", "O-4", null, LinkStatus.Ended),
        ];
        var person = new BindingStage().OnRecord(BindingStage.AccountId).Known! with
        {
            Links = [.. links],
            BarredUntil = now.AddDays(-3),
            Profile = new PersonProfile("13600000001", "金水区", null),
        };
        var context = new BindingStage().ContextFor(BindingStage.Registry) with { Now = now };
        var release = new ReleaseAccount(BindingStage.AccountId);
        Assert.Equal(RefusalCode.NotAllowed, Assert.IsType<Decision.Refused>(Decide(
            release, context with { Actor = _owner })).Refusal.Code);
        Assert.Equal(Decision.Nothing, Decide(release with { AccountId = "A-ANOTHER" }, context));
        var events = Assert.IsType<Decision.Accepted>(Decide(release, context)).Events;
        Assert.Equal(
        [
            new AccountReleased(BindingStage.AccountId), new ProfileChanged(PersonProfile.Empty),
            new LinkEnded("P-1.l1", ByDriver: true), new LinkDeclined("P-1.l2"),
        ], events);
        var after = events.Aggregate(person, (state, happened) => Person.Evolve(state, happened));
        Assert.Equal((null, null), (after.AccountId, after.BarredUntil));
        var reactions = PersonMachine.Instance.React(person, after, [.. events], context);
        Assert.Equal(
            ["UnlinkDriver O-1", "AnswerDriverAsk O-2"],
            reactions.Consequences.Select(one => $"{one.Command.GetType().Name} {one.Target.Key}"));
        Assert.Equal(["link.declined O-2"], reactions.Notices.Select(one => $"{one.Kind} {one.PersonKey}"));

        Decision Decide(Command command, Context by) => PersonDecider.Decide(
            new EntityId(EntityKind.Person, "P-1"), person, command, by);
    }

    /// <summary>Bound on 5 March 2026, barred for 72 hours.</summary>
    private static BindingStage Bound()
    {
        var stage = new BindingStage().OnRecord().Given().WhenOfficer(id => new Approve(id)).ThenDone();
        stage.Known = stage.Known! with { AccountId = BindingStage.AccountId };
        return stage;
    }

    /// <summary>The same on 20 March, when the 72 hours are long over.</summary>
    private static BindingStage Settled() =>
        Bound().At("2026-03-20").When(new PassTime(), BindingStage.Registry).ThenDone();
}
