using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Tests.Conformance;

// What trips and vehicles owe each other (rules.md G.4 #65).
public abstract partial class RegistryConformance<TSubject>
{
    private const int Rounds = 40;

    /// <summary>
    /// Either is decided on what was read before the other was there; the commit decides (docs/adr/0040).
    /// </summary>
    [Fact]
    public async Task Of_a_vehicles_cancellation_and_the_filing_of_its_trip_at_the_same_instant_exactly_one_happens()
    {
        Here();
        var desk = new Actor(
            "officer-53", Roles.Officer, Channel.Http)
        { Authority = "53", Desks = Desks.Road | Desks.Charter };
        var (carrier, driver) = await Carrier(desk);
        var owner = new Actor("carrier", Roles.Operator, Channel.Http) { OperatorKey = carrier.Key };
        var (filed, cancelled) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var (vehicle, trip) = (await Bus(carrier, round), Keys.ForNew(EntityKind.Trip, Name($"trip-{round}")));
            var file = new Envelope(
                Name($"file-{round}"), new FileTrip(carrier.Key, Plan(vehicle, driver, round)), owner);
            var cancel = new Envelope(
                Name($"cancel-{round}"), new CancelVehicle(VehicleEndGround.Authority, "依职权"), desk);
            using var start = new Barrier(2);
            var answers = await Task.WhenAll(AtOnce(start, trip, file), AtOnce(start, vehicle, cancel));
            if (answers is [Answer.Done, Answer.No { Refusal.Code: RefusalCode.OnATrip }]) filed++;
            else if (answers is
                [Answer.No { Refusal.Code: RefusalCode.VehicleNotValid or RefusalCode.Booked }, Answer.Done])
                cancelled++;
            else Assert.Fail($"round {round}: {answers[0]}; {answers[1]}");
            Assert.Equal(answers[0] is Answer.Done, await subject.Store.Load(trip) is not null);
            await Chained(vehicle);
        }
        Assert.Equal(Rounds, filed + cancelled);
    }

    private Task<Answer> AtOnce(Barrier start, EntityId id, Envelope envelope) => Task.Run(() =>
    {
        start.SignalAndWait();
        return Registry.Execute(id, envelope);
    });

    private async Task<(EntityId Carrier, string Driver)> Carrier(Actor desk)
    {
        var permit = $"云交运管许可昆字530100{_number:D6}号";
        var carrier = Keys.ForNew(EntityKind.Operator, Name("carrier"));
        var owner = new Actor("carrier", Roles.Operator, Channel.Http) { OperatorKey = carrier.Key };
        var person = Sample().Person;
        var (_, answer) = await Registration.Register(Registry, person, new RegisterCertificate
        {
            Number = person.IdentityNumber, Kind = CertificateKind.PassengerDriver, Authority = "530100",
            ServiceUnit = "个人", PersonKey = "",
            FirstIssuedOn = Today.AddDays(-200), ValidFrom = Today.AddDays(-200),
        }, new Envelope(Name("driver"), new PassTime(), _import));
        Assert.True(answer is Answer.Done, answer.ToString());
        var driver = (await Registry.Queries.PersonByIdentity(person.IdentityNumber))!.Value.Key;
        var charters = new RegisterPermit(
            permit, [OperatingScope.InterprovincialCharter], Today.AddDays(-300), Today.AddDays(300));
        (Command Command, Actor Actor)[] steps =
        [
            (new RegisterOperator(CreditCode.Complete($"91530100MA{_number:D6}"), "云南示范客运", "530100"), desk),
            (charters, desk),
            (new BindPermit(permit), owner), (new SetAutoReview(true), desk), (new LinkDriver(driver), desk),
        ];
        for (var step = 0; step < steps.Length; step++)
            await Done(carrier, new Envelope(Name($"carrier-{step}"), steps[step].Command, steps[step].Actor));
        return (carrier, driver);
    }

    private async Task<EntityId> Bus(EntityId carrier, int number)
    {
        var vehicle = Keys.ForNew(EntityKind.Vehicle, Name($"bus-{number}"));
        await Done(vehicle, new Envelope(Name($"bus-{number}"), new RegisterVehicle
        {
            OperatorKey = carrier.Key, Kind = VehicleKind.Passenger, Plate = $"云A{_number:D2}{number:D3}",
            PlateColour = PlateColour.Yellow,
            Vin = Vin.Complete($"LZYTDTE6N{_number:D3}{number:D4}"),
            CertificateNumber = $"5301{_number:D4}{number:D4}", Authority = "530100",
            ValidFrom = Today.AddDays(-300), ReviewedOn = Today.AddDays(-100), Seats = 45,
        }, _import));
        return vehicle;
    }

    /// <summary>Each round an hour of its own, as the driver is the same.</summary>
    private TripPlan Plan(EntityId vehicle, string driver, int round) => new()
    {
        VehicleKey = vehicle.Key, Drivers = [driver], Kind = TripKind.SpecialCharter,
        Origin = new TripPlace("5301", "昆明"), Destination = new TripPlace("5101", "成都"), OneWayKm = 390,
        DepartsAt = Registry.Now.AddHours(round + 1), ReturnsAt = Registry.Now.AddHours(round + 2),
        ContractNumber = $"HT-{round}", Hirer = "春城旅行社", Passengers = 30, Purpose = "旅游", Issuer = "赵签发",
    };
}
