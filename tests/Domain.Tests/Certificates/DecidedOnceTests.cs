using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: what a decision has worked out is not worked out again for its commit. Method: a machine that counts.
/// </summary>
public sealed class DecidedOnceTests
{
    [Fact]
    public void Each_event_is_applied_once_and_each_state_is_asked_once_for_its_deadline()
    {
        var stage = new Stage("2026-12-29").Given("2022-03-01").WhenApplies(new ReissueForm(ReissueReason.Lost));
        var machine = new Counting();
        var decided = Decide(machine, stage, new Accept("Q-1.1"));
        Assert.Equal((1, 2), (machine.Applied, machine.Asked)); // The state before it, and the state after it.
        Assert.Equal(["acceptance", "decision"], [decided.NextBefore.Act()!.Name, decided.Next.Act()!.Name]);
        Assert.Equal(
            ApplicationStatus.Accepted, ((Certificate)decided.After!).Applications.At("Q-1.1")!.Status);
    }

    [Fact]
    public void What_is_due_before_a_command_is_applied_once_as_well()
    {
        var stage = new Stage("2026-12-29").Given("2022-03-01").WhenApplies(new ReissueForm(ReissueReason.Lost));
        stage.At("2027-02-01");
        var machine = new Counting();
        var decided = Decide(machine, stage, new Accept("Q-1.1"));
        Assert.True(decided.Events.Length > 1, "the limit of the acceptance has passed");
        Assert.Equal((decided.Events.Length, decided.Events.Length + 1), (machine.Applied, machine.Asked));
    }

    private static Decision.Accepted Decide(Machine machine, Stage stage, Command command) =>
        Assert.IsType<Decision.Accepted>(machine.Decide(
            new EntityId(EntityKind.Certificate, "Q-1"), stage.Certificate, command,
            stage.ContextFor(Stage.OfficerOf("4101"))));

    /// <summary>The certificate's machine, and how often it was asked.</summary>
    private sealed class Counting : Machine
    {
        private static Machine Own => CertificateMachine.Instance;

        public int Applied { get; private set; }

        public int Asked { get; private set; }

        public override EntityKind Kind => Own.Kind;

        public override Needs Needs(EntityState? state, Command? command) => Own.Needs(state, command);

        protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
            CertificateDecider.Decide(id, (Certificate?)state, command, context);

        public override EntityState Evolve(EntityState? state, Event happened)
        {
            Applied++;
            return Own.Evolve(state, happened);
        }

        public override Deadline? NextDeadline(EntityState state, Context context)
        {
            Asked++;
            return Own.NextDeadline(state, context);
        }

        public override ImmutableArray<Reservation> Reservations(EntityState state) => Own.Reservations(state);

        public override SearchRow? Search(EntityState state) => Own.Search(state);

        public override Reactions React(
            EntityState? before, EntityState after, ImmutableArray<Event> events, Context context) =>
            Own.React(before, after, events, context);

        public override Refusal OnReservationTaken(Reservation reservation) => Own.OnReservationTaken(reservation);

        public override IEnumerable<string> Check(EntityState state) => Own.Check(state);
    }
}
