using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Tests.Calendar;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// Goal: whoever asks for what and whenever, nothing throws, no invariant breaks, no deadline is left behind, and the
/// history replayed is the state. Method: lives of one vehicle drawn by dice; the same dice draw the same life.
/// </summary>
public sealed class VehicleStoryTests
{
    private static readonly Actor _registry = Actor.Registry(Channel.Deadline);

    private static readonly Actor[] _strangers =
    [
        new("other", Roles.Operator, Channel.Http) { OperatorKey = "O-9" },
        new("holder", Roles.Holder, Channel.Http) { PersonKey = "P-1" },
        new("elsewhere", Roles.Officer, Channel.Http) { Authority = "53", Desks = Desks.Road },
        new("administrator", Roles.Administrator, Channel.Http)];

    /// <summary>Numbers become free, the time does not: no trip can book it any more (docs/adr/0040).</summary>
    [Fact]
    public void A_vehicle_takes_its_own_time_from_the_instant_of_its_cancellation_on_without_an_end()
    {
        var stage = new VehicleStage("2026-02-13").Given("2024-06-01");
        Assert.DoesNotContain(VehicleMachine.Instance.Reservations(stage.Vehicle), held => held.During is not null);
        stage.WhenOfficer(new CancelVehicle(VehicleEndGround.Authority, "依职权")).ThenDone();
        var reservation = Assert.Single(VehicleMachine.Instance.Reservations(stage.Vehicle));
        Assert.Equal(
            new Reservation(
                Domain.Trips.TripMachine.VehicleSpace,
                "V-1",
                new Machines.Interval(stage.Now, DateTimeOffset.MaxValue)),
            reservation);
        Assert.Equal(RefusalCode.OnATrip, VehicleMachine.Instance.OnReservationTaken(reservation).Code);
        // One that was cancelled before this was kept, or elsewhere, holds nothing: whoever files a trip reads that it
        // is cancelled.
        Assert.Empty(
            VehicleMachine.Instance.Reservations(stage.Vehicle with { End = stage.Vehicle.End! with { At = null } }));
    }

    [Fact]
    public void No_life_breaks_an_invariant_or_leaves_a_deadline_behind() => Always.Holds(Dice, dice =>
    {
        Play(dice, stage =>
        {
            if (stage.Last is not Decision.Accepted) return;
            stage.When(new PassTime(), _registry).ThenDone();
            Assert.True(stage.NextDeadline is null || stage.NextDeadline.DueAt > stage.Now);
            stage.When(new PassTime(), _registry);
            Assert.Empty(((Decision.Accepted)stage.Last).Events);
            VehicleMachine.Instance.Search(stage.Vehicle);
            JsonSerializer.Serialize(TimelineView.Of(new EntityId(EntityKind.Vehicle, "V-1"),
                stage.Vehicle,
                stage.ContextFor(_registry)), RegistryJson.Wire.TimelineView);
        });
        return true;
    });

    [Fact]
    public void The_history_replayed_through_its_JSON_is_the_state() => Always.Holds(Dice, dice =>
    {
        var stage = Play(dice, _ => { });
        Vehicle? again = null;
        foreach (var happened in stage.History)
        {
            var json = JsonSerializer.Serialize(happened, RegistryJson.Wire.Event);
            again = VehicleEvolution.Evolve(again, JsonSerializer.Deserialize(json, RegistryJson.Wire.Event)!);
        }
        Assert.Equal(stage.StateJson, JsonSerializer.Serialize(again!, RegistryJson.Wire.Vehicle));
        Assert.Equal(
            stage.StateJson,
            JsonSerializer.Serialize(
                JsonSerializer.Deserialize(stage.StateJson, RegistryJson.Wire.Vehicle)!, RegistryJson.Wire.Vehicle));
        return true;
    });

    /// <summary>Or the properties above would prove little.</summary>
    [Fact]
    public void The_lives_reach_every_event()
    {
        var seen = new HashSet<string>();
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            seen.UnionWith(
                Play([.. Enumerable.Range(0, 60).Select(_ => random.Next())], _ => { }).History.Select(FrozenNames.Of));
        }
        Assert.Empty(
            FrozenNames.Events.Where(name => name.StartsWith("vehicle.", StringComparison.Ordinal)).Except(seen));
    }

    private static Gen<int[]> Dice =>
        Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1)).Select(dice => dice.Take(60).ToArray());

    private static VehicleStage Play(int[] dice, Action<VehicleStage> afterEach)
    {
        var begin = new Random(dice.Length == 0 ? 1 : dice[0]);
        var stage = new VehicleStage("2024-01-02");
        var age = begin.Next(2) == 0
            ? begin.Next(1500)
            : 1096 - begin.Next(60); // Half of them near the end of their period.
        var sound = VehicleStage.Sound($"{stage.Today.AddDays(-age):yyyy-MM-dd}", begin.Next(4) == 0
            ? VehicleKind.DangerousGoods
            : VehicleKind.GeneralFreight);
        stage.When(sound with
        {
            ReviewedOn = begin.Next(3) == 0
            ? null
            : stage.Today.AddDays(-Math.Min(age, begin.Next(400)))
        }, _registry).ThenDone();
        foreach (var die in dice.Skip(1))
        {
            Tell(stage, new Random(die));
            afterEach(stage);
        }
        return stage;
    }

    private static void Tell(VehicleStage stage, Random random)
    {
        stage.At(stage.Now.AddHours(random.Next(8) switch
        {
            < 5 =>
            random.Next(30),
            5 => random.Next(24 * 40),
            6 => random.Next(24 * 300),
            _ => 0
        }));
        if (random.Next(25) == 0) stage.Trip = stage.Trip is null ? "T-1" : null;
        if (random.Next(25) == 0)
        {
            stage.Operator = VehicleStage.OperatorWith(VehicleStage.Permit(
                (OperatingScope)random.Next(1, 3), "2020-01-01", random.Next(4) == 0 ? "2025-01-01" : "2040-01-01"));
        }
        var live = stage.Vehicle.Applications.LastOrDefault(a => a.IsLive);
        var id = live?.Id ?? $"V-1.{random.Next(1, 4)}";
        Command command = (live is not null && random.Next(3) > 0 ? Fitting(live.Status) : random.Next(19)) switch
        {
            < 6 => Applied(stage, random),
            6 => new Withdraw(id),
            7 => new AnswerSupplement(id, [stage.Uploaded(MaterialKind.VehicleLicenceFront)]),
            8 => new Accept(id),
            9 => new NotAccept(id, ["材料不全"]),
            10 => new RequestSupplement(id, [MaterialKind.VehicleLicenceFront], "请补正"),
            11 => new Approve(id),
            12 => new Refuse(id, ["材料不实"]),
            13 when random.Next(4) == 0 => new ReturnDelivery(id, "查无此人"),
            13 => random.Next(2) == 0 ? new MakeReady(id) : new Deliver(id),
            14 => new SetOperatingStatus(random.Next(3) == 0
                ? OperatingStatus.Suspended
                : OperatingStatus.Operating, null),
            15 => new RecordTechnicalGrade(random.Next(5) == 0
                ? TechnicalGrade.NotPassed
                : TechnicalGrade.Grade1, stage.Today, random.Next(6) == 0),
            16 => random.Next(2) == 0
                ? new RecordVehicleViolation(stage.Today, "超限")
                : new SettleVehicleViolation($"V-1.v{stage.Vehicle.ViolationCount}", null),
            17 when random.Next(8) == 0 => new CancelVehicle((VehicleEndGround)random.Next(1, 4), "依职权"),
            _ => new PassTime(),
        };
        var byOperator = command is Apply or Withdraw or AnswerSupplement;
        var actor = random.Next(12) == 0
            ? _strangers[random.Next(_strangers.Length)]
            : byOperator ? VehicleStage.OperatorActor
            : VehicleStage.OfficerActor;
        stage.When(command, actor);
    }

    private static int Fitting(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Submitted => 8,
        ApplicationStatus.SupplementRequested => 7,
        ApplicationStatus.Accepted => 11,
        _ => 13,
    };

    private static Apply Applied(VehicleStage stage, Random random)
    {
        var records = random.Next(2) == 0;
        VehicleForm form = random.Next(8) switch
        {
            < 4 => new AnnualReviewForm("李四", "13800000000", true, HasInspectionRecords: records),
            < 6 => new VehicleRenewalForm("李四", "13800000000", true, "到期", VehicleStage.PermitNumber, records),
            6 => new VehicleReissueForm("李四", "13800000000", true, "遗失", HasInspectionRecords: records),
            _ => new VehicleCancellationForm("李四", "13800000000", random.Next(3) == 0, "报废", VehicleStage.PermitNumber),
        };
        var materials = stage.MaterialsFor(form);
        return new Apply(form, random.Next(10) == 0
            ? ImmutableArray<Material>.Empty
            : materials, random.Next(2) == 0 ? DeliveryWay.Post : null,
            random.Next(4) == 0 ? null : new DeliveryAddress(null, null, "郑州市"));
    }
}
