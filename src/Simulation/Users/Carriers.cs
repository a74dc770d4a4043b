using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Simulation.Users;

/// <summary>
/// Charter carriers of Kunming, each with a coach and two drivers: they file trips, have them issued or cancel them,
/// and bring the coach to its annual review.
/// </summary>
internal sealed class Carriers(World world, Holders holders, Officers officers)
{
    private const string Authority = "530100";
    private static readonly Actor _desk = World.Officer("53");

    private sealed record Carrier(int Number, EntityId Id, EntityId Coach, string[] Drivers, Actor Owner);

    /// <summary>Registers a carrier, which then acts by the model.</summary>
    public async Task Begin(int number)
    {
        var id = Keys.ForNew(EntityKind.Operator, $"carrier-{number}");
        var owner = new Actor($"carrier-{number}", Roles.Operator, Channel.Http) { OperatorKey = id.Key };
        var drivers = new[] { await Driver(number, 1), await Driver(number, 2) };
        var permit = $"云交运管许可昆字530100{number:D6}号";
        (Command Command, Actor Actor)[] steps =
        [
            (new RegisterOperator(CreditCode.Complete($"91530100MA{number:D6}"), "云南示范客运", Authority), _desk),
            (new RegisterPermit(permit, [OperatingScope.InterprovincialCharter], world.Today.AddDays(-300),
                world.Today.AddYears(3).AddDays(200)), _desk),
            (new BindPermit(permit), owner), (new SetAutoReview(true), _desk),
            (new LinkDriver(drivers[0]), _desk), (new LinkDriver(drivers[1]), _desk),
        ];
        foreach (var (command, actor) in steps) await world.Client.Send(id, command, actor);
        var coach = Keys.ForNew(EntityKind.Vehicle, $"coach-{number}");
        await world.Client.Send(coach, new RegisterVehicle
        {
            OperatorKey = id.Key, Kind = VehicleKind.Passenger, Plate = $"云A{number:D5}",
            PlateColour = PlateColour.Yellow, Vin = Vin.Complete($"LZYTDTE6N{number:D7}"),
            CertificateNumber = $"5301{number:D8}", Authority = Authority, ValidFrom = world.Today.AddDays(-10),
            ReviewedOn = world.Today.AddDays(-10), Seats = 45,
        }, Actor.Registry(Channel.Import));
        var carrier = new Carrier(number, id, coach, drivers, owner);
        world.Watch(Work(carrier));
        world.Watch(BringToReview(carrier));
    }

    private async Task<string> Driver(int carrier, int number)
    {
        var person = new RegisterPerson("王师傅", IdentityKind.CitizenId,
            SamplePersons.CitizenNumber("530181", new DateOnly(1985, 6, 15).AddDays(carrier), number));
        var since = world.Today.AddDays(-200);
        var held = await holders.Begin(new SampleCertificate(person, new RegisterCertificate
        {
            Number = person.IdentityNumber, Kind = CertificateKind.PassengerDriver, Authority = Authority,
            PersonKey = "", FirstIssuedOn = since, ValidFrom = since,
        }), $"driver-{carrier}-{number}");
        return held?.PersonKey ?? throw new InvalidOperationException("a driver of the model was refused");
    }

    private async Task Work(Carrier carrier)
    {
        for (var trip = 1; ; trip++)
        {
            await world.Agenda.For(TimeSpan.FromHours(
                world.Chance.Between(1, 2 * 30 * 24 / world.Behaviour.TripsAMonth)));
            world.Watch(Trip(carrier, trip, Plan(carrier, $"HT-{trip}")));
            if (world.Chance.Percent(world.Behaviour.TripClashPercent))
                world.Watch(Trip(carrier, -trip, Plan(carrier, $"HT-{trip}-2")));
        }
    }

    private async Task Trip(Carrier carrier, int number, TripPlan plan)
    {
        var id = Keys.ForNew(EntityKind.Trip, $"trip-{carrier.Number}-{number}");
        if (await world.Client.Send(id, new FileTrip(carrier.Id.Key, plan), carrier.Owner) is not Answer.Done) return;
        await world.Agenda.For(TimeSpan.FromHours(world.Chance.Between(1, 8)));
        if (await world.Read<Trip>(id) is { Recorded: TripStatus.ManualReview })
        {
            officers.Spend(world.Behaviour.ReviewTripMinutes);
            await world.Client.Send(id, new ApproveTrip(), _desk);
        }
        if (world.Chance.Percent(world.Behaviour.TripCancelledPercent))
        {
            await world.Client.Send(id, new CancelTrip("用户取消"), carrier.Owner);
            return;
        }
        if (await world.Client.Send(id, new IssueTrip(), carrier.Owner) is not Answer.Done)
        {
            await world.Client.Send(id, new PrintTripPaper(), carrier.Owner);
            return;
        }
        await Task.WhenAll(plan.Drivers.Select(
            driver => world.Client.Send(id, new ReceiveTrip(), World.Holder(driver))));
    }

    private TripPlan Plan(Carrier carrier, string contract)
    {
        var departs = world.Clock.Now.AddHours(world.Chance.Between(24, 96));
        var isLong = world.Chance.Percent(world.Behaviour.TripManualPercent);
        return new TripPlan
        {
            VehicleKey = carrier.Coach.Key, Drivers = [.. carrier.Drivers], Kind = TripKind.SpecialCharter,
            Origin = new TripPlace("5301", "昆明"), Destination = new TripPlace("5101", "成都"),
            OneWayKm = isLong ? 1_000 : 390, DepartsAt = departs,
            ReturnsAt = departs.AddHours(world.Chance.Between(10, 80)), ContractNumber = contract,
            Hirer = "春城旅行社", Passengers = 30, Purpose = "旅游", Issuer = "赵签发",
        };
    }

    /// <summary>Coaches are reviewed at the counter, once a year.</summary>
    private async Task BringToReview(Carrier carrier)
    {
        while (await world.Read<Vehicle>(carrier.Coach) is { } coach)
        {
            await world.On(coach.ReviewValidTo(world.Rules.Rulebook).AddDays(-world.Chance.Between(5, 25)));
            officers.Spend(world.Behaviour.ReviewCoachMinutes);
            await world.Client.Send(carrier.Coach, new RecordReview(world.Today), _desk);
            await world.Agenda.For(TimeSpan.FromDays(30));
        }
    }
}
