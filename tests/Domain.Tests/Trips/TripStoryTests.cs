using System.Text.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Tests.Support;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Trips;

/// <summary>
/// Goal: whoever asks for what and whenever, nothing throws, no invariant breaks, the status never contradicts the
/// time, a deadline is armed while something is to come, the history replayed is the state, and no two trips that live
/// overlap. Method: lives of trips drawn by dice; the same dice draw the same life.
/// </summary>
public sealed class TripStoryTests
{
    private static readonly Actor _registry = Actor.Registry(Channel.Deadline);

    private static readonly Actor[] _actors =
    [
        TripStage.CarrierActor, TripStage.CarrierActor, TripStage.OfficerActor, TripStage.DriverActor("P-1"),
        TripStage.DriverActor("P-2"), new("other", Roles.Operator, Channel.Http) { OperatorKey = "O-9" },
        TripStage.DriverActor("P-9"),
        new("elsewhere", Roles.Officer, Channel.Http) { Authority = "41", Desks = Desks.Charter },
        new("administrator", Roles.Administrator, Channel.Http)];

    [Fact]
    public void Status_agrees_with_time_and_a_deadline_is_armed_while_something_is_to_come() =>
        StoriesByDice.Hold(300, 200, dice => Play(dice, stage =>
    {
        if (stage.Trip is not { } trip) return;
        Assert.Empty(TripMachine.Instance.Check(trip));
        var status = stage.Status;
        if (status == TripStatus.InProgress)
            Assert.True(stage.Now >= trip.Plan.DepartsAt && stage.Now < trip.Plan.ReturnsAt && trip.IsCarried);
        if (status == TripStatus.Ended) Assert.True(stage.Now >= trip.Plan.ReturnsAt && trip.IsCarried);
        if (status == TripStatus.Expired) Assert.True(stage.Now >= trip.Plan.ReturnsAt && !trip.IsCarried);
        if (stage.Now >= trip.Plan.ReturnsAt)
            Assert.True(status is TripStatus.Ended or TripStatus.Expired or TripStatus.Cancelled or TripStatus.Refused);
        stage.Tick();
        Assert.Equal(status, stage.Status); // Carrying out what is due changes no status that is seen.
        Assert.Equal(stage.Status, stage.Trip.Recorded);
        Assert.Equal(stage.Trip.IsLive, stage.NextDeadline is not null);
        Assert.True(stage.NextDeadline is null || stage.NextDeadline.DueAt > stage.Now);
        stage.Tick();
        Assert.Empty(((Decision.Accepted)stage.Last).Events);
        TripMachine.Instance.Search(stage.Trip);
        JsonSerializer.Serialize(
            TimelineView.Of(TripStage.Id, stage.Trip, stage.ContextFor(_registry)), RegistryJson.Wire.TimelineView);
    }));

    [Fact]
    public void The_history_replayed_through_its_JSON_is_the_state() => StoriesByDice.Hold(150, 200, dice =>
    {
        var stage = Play(dice, _ => { });
        if (stage.Trip is null) return;
        Trip? again = null;
        foreach (var happened in stage.History)
            again = TripEvolution.Evolve(
                again,
                JsonSerializer.Deserialize(
                    JsonSerializer.Serialize(happened, RegistryJson.Wire.Event), RegistryJson.Wire.Event)!);
        Assert.Equal(stage.StateJson, JsonSerializer.Serialize(again!, RegistryJson.Wire.Trip));
        Assert.Equal(
            stage.StateJson,
            JsonSerializer.Serialize(
                JsonSerializer.Deserialize(stage.StateJson, RegistryJson.Wire.Trip)!, RegistryJson.Wire.Trip));
    });

    /// <summary>
    /// Several trips of one bus and its drivers, under a store that keeps the reservations as a naive list.
    /// </summary>
    [Fact]
    public void No_two_living_trips_of_a_vehicle_or_driver_ever_overlap() => StoriesByDice.Hold(150, 60, dice =>
    {
        var trips = new Dictionary<EntityId, Trip>();
        var next = new Queue<int>(dice);
        var stage = new TripStage("2024-06-01");
        int Die(int faces) => next.TryDequeue(out var die) ? die % faces : 0;
        while (next.Count > 0)
        {
            stage.At(stage.Now.AddHours(Die(6)));
            var id = new EntityId(EntityKind.Trip, $"T-{Die(6)}");
            var state = trips.GetValueOrDefault(id);
            var departs = stage.Now.AddHours(1 + Die(40));
            var plan = TripStage.Sound() with
            {
                DepartsAt = departs,
                ReturnsAt = departs.AddHours(1 + Die(12)),
                ContractNumber = id.Key,
                OneWayKm = 300,
                Drivers = Die(3) switch { 0 => ["P-1"], 1 => ["P-2"], _ => ["P-1", "P-2"] },
            };
            Command command = state is null
                ? new FileTrip("O-1", plan)
                : Die(3) == 0 ? new CancelTrip(null)
                : new AmendTrip(plan);
            var decided = TripMachine.Instance.Decide(id, state, command, stage.ContextFor(TripStage.CarrierActor));
            if (decided is not Decision.Accepted accepted) continue;
            var after = (Trip)accepted.Events.Aggregate((EntityState?)state, TripMachine.Instance.Evolve)!;
            if (TripMachine.Instance.Reservations(after).Any(reservation => trips.Any(other => other.Key != id
                && TripMachine.Instance.Reservations(other.Value).Any(held => Meets(reservation, held)))))
                continue; // The commit is refused.
            trips[id] = after;
            var living = trips.Values.Where(trip => trip.IsLive).ToArray();
            foreach (var a in living)
                foreach (var b in living.Where(b => b.Key != a.Key
                    && a.Plan.DepartsAt < b.Plan.ReturnsAt
                    && b.Plan.DepartsAt < a.Plan.ReturnsAt))
                    Assert.False(a.Plan.VehicleKey == b.Plan.VehicleKey
                        || a.Plan.Drivers.Intersect(b.Plan.Drivers).Any());
        }
    });

    /// <summary>Or the properties above would prove little.</summary>
    [Fact]
    public void The_lives_reach_every_event()
    {
        var seen = new HashSet<string>();
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            seen.UnionWith(Play(
                [.. Enumerable.Range(0, 300).Select(_ => random.Next())], _ => { }).History.Select(FrozenNames.Of));
        }
        Assert.Empty(FrozenNames.Events.Where(name => name.StartsWith("trip.", StringComparison.Ordinal))
            .Except(seen)
            .Except(["trip.registered"])); // Imports alone: Cli.Tests.
    }

    private static bool Meets(Reservation a, Reservation b) => a.Space == b.Space && a.Value == b.Value
        && (a.During is not { } left
            || b.During is not { } right
            || (left.From < right.Until && right.From < left.Until));

    private static TripStage Play(int[] dice, Action<TripStage> afterEach)
    {
        var stage = new TripStage("2024-06-01");
        var next = new Queue<int>(dice);
        int Die(int faces) => next.TryDequeue(out var die) ? die % faces : 0;
        while (next.Count > 0)
        {
            if (Die(3) == 0) stage.At(stage.Now.AddHours(Die(20)));
            if (Die(8) == 0) stage.Carrier = stage.Carrier with { AutoReview = !stage.Carrier.AutoReview };
            if (Die(25) == 0) stage.Vehicle = stage.Vehicle with
            {
                OperatingStatus = Die(2) == 0
                ? OperatingStatus.Suspended
                : OperatingStatus.Operating
            };
            var command = CommandOf(Die(12), stage, Die);
            stage.When(command, Die(3) == 0 ? _actors[Die(_actors.Length)] : Entitled(command, Die(2)));
            afterEach(stage);
        }
        return stage;
    }

    private static Actor Entitled(Command command, int which) => command switch
    {
        ApproveTrip or RefuseTrip => TripStage.OfficerActor,
        ReceiveTrip => TripStage.DriverActor(which == 0 ? "P-1" : "P-2"),
        PassTime => _registry,
        _ => TripStage.CarrierActor,
    };

    private static Command CommandOf(int die, TripStage stage, Func<int, int> roll) => die switch
    {
        0 or 1 when stage.Trip is null => new FileTrip("O-1", PlanOf(stage, roll)),
        0 => new AmendTrip(PlanOf(stage, roll)),
        1 => new CancelTrip("取消"),
        2 => new ApproveTrip(),
        3 when roll(3) == 0 => new RefuseTrip(["不符"]),
        4 or 5 => new IssueTrip(),
        6 when roll(3) == 0 => new PrintTripPaper(),
        7 or 8 or 9 => new ReceiveTrip(),
        _ => stage.Trip is null ? new FileTrip("O-1", PlanOf(stage, roll)) : new PassTime(),
    };

    private static TripPlan PlanOf(TripStage stage, Func<int, int> roll)
    {
        var departs = stage.Now.AddHours(roll(60) - 1);
        return TripStage.Sound() with
        {
            DepartsAt = departs,
            ReturnsAt = departs.AddHours(roll(60) - 1),
            OneWayKm = 300 + (roll(7) * 100.05m),
            Destination = roll(4) == 0 ? new TripPlace("4401", "广州") : TripStage.Sound().Destination,
        };
    }
}
