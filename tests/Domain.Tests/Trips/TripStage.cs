using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Trips;

/// <summary>
/// A stage for one trip: a carrier of Kunming with a bus and two drivers, a fixed clock, the real rules, and the
/// machine itself, as a host would drive it but without one.
/// </summary>
public sealed class TripStage : IFacts
{
    public static readonly EntityId Id = new(EntityKind.Trip, "T-1");

    private readonly Dictionary<string, Person> _persons = [];
    private readonly Dictionary<string, Certificate> _certificates = [];
    private readonly Dictionary<string, DocumentFact> _documents = new()
    {
        ["D-1"] = new DocumentFact("D-1", MaterialKind.CharterContract, "carrier", "image/png", 1000),
        ["D-2"] = new DocumentFact("D-2", MaterialKind.StudyRecord, "carrier", "image/png", 1000),
        ["D-3"] = new DocumentFact("D-3", MaterialKind.CharterContract, "somebody", "image/png", 1000),
    };

    public TripStage(string now)
    {
        At(now);
        Driver("P-1", "王一", "2022-01-01");
        Driver("P-2", "李二", "2022-01-01");
    }

    public DateTimeOffset Now { get; private set; }

    public Operator Carrier { get; set; } = new()
    {
        Key = "O-1", CreditCode = "91530100MA6K00006J", Name = "云南示范客运", Authority = "530100", AutoReview = true,
        Drivers = ["P-1", "P-2"],
        Permits = [new Permit(
            "云交运管许可昆字530100000001号",
            [OperatingScope.InterprovincialCharter],
            Days("2020-01-01", "2040-01-01")) { BoundOn = Day("2020-01-01") }],
    };

    public Vehicle Vehicle { get; set; } = new()
    {
        Key = "V-1", OperatorKey = "O-1", Kind = VehicleKind.Passenger, Plate = "云A60D68",
        PlateColour = PlateColour.Yellow,
        Vin = "LZYTDTE64M1000006", CertificateNumber = "530100000106", Authority = "530100", Seats = 45,
        OperatingStatus = OperatingStatus.Operating, Period = Days("2023-06-01", "2026-05-31"), DocumentVersion = 1,
        RegisteredOn = Day("2023-06-01"), FirstIssuedOn = Day("2023-06-01"), ReviewedOn = Day("2024-05-01"),
    };

    public TripPlan Plan { get; set; } = Sound();
    public Trip Trip { get; private set; } = null!;
    public List<Event> History { get; } = [];
    public Reactions Reactions { get; private set; } = Reactions.None;
    public Decision Last { get; private set; } = Decision.Nothing;

    Person? IFacts.Person(string key) => _persons.GetValueOrDefault(key);
    DocumentFact? IFacts.Document(string id) => _documents.GetValueOrDefault(id);
    EntityState? IFacts.Entity(EntityId id) => id.Key == "O-1" ? Carrier : id.Key == "V-1" ? Vehicle : null;
    ImmutableArray<Certificate> IFacts.CertificatesOf(string key) =>
        _certificates.TryGetValue(key, out var held) ? [held] : [];

    public static Actor CarrierActor { get; } = new("carrier", Roles.Operator, Channel.Http) { OperatorKey = "O-1" };
    public static Actor OfficerActor { get; } = new(
        "officer", Roles.Officer, Channel.Http)
    { Authority = "53", Desks = Desks.Charter };
    public static Actor DriverActor(string key) =>
        new("account-" + key, Roles.Holder, Channel.Http) { PersonKey = key };

    /// <summary>Kunming to Chengdu through Guizhou, two days, two drivers.</summary>
    public static TripPlan Sound() => new()
    {
        VehicleKey = "V-1",
        Drivers = ["P-1", "P-2"],
        Kind = TripKind.SpecialCharter,
        Origin = new TripPlace("5301", "昆明"),
        Destination = new TripPlace("5101", "成都"),
        Via = [new TripPlace("5205", "毕节")],
        OneWayKm = 780,
        RoundTrip = true,
        DepartsAt = Instant("2024-06-03T08:00"),
        ReturnsAt = Instant("2024-06-04T20:00"),
        ContractNumber = "HT-1",
        Hirer = "春城旅行社",
        Passengers = 30, Purpose = "旅游", Issuer = "赵签发",
    };

    public void Driver(string key,
        string name,
        string validFrom,
        Func<Certificate, Certificate>? but = null,
        Func<Person, Person>? person = null)
    {
        var p = new Person
        {
            Key = key, Name = name, IdentityKind = IdentityKind.CitizenId, IdentityNumber = "53010219800505001X",
            BornOn = Day("1980-05-05"),
        };
        _persons[key] = person is null ? p : person(p);
        var from = Day(validFrom);
        var c = new Certificate
        {
            Key = "Q-" + key[2..], Number = key, Kind = CertificateKind.PassengerDriver, PersonKey = key,
            ServiceUnit = "个人", Authority = "530100",
            FirstIssuedOn = from,
            Period = new Period(from, LegalDates.PeriodEnd(from, 6)),
            DocumentVersion = 1,
            RegisteredOn = from,
            Assessment = new Assessment(0, 0, Grade.A, 0),
        };
        _certificates[key] = but is null ? c : but(c);
    }

    public Context ContextFor(Actor actor) => new(Now, Rulebook.Embedded, WorkingCalendar.Embedded, actor, this);

    public TripStage At(string local) =>
        At(Instant(local.Contains('T', StringComparison.Ordinal) ? local : local + "T09:00"));

    public TripStage At(DateTimeOffset instant)
    {
        Now = instant;
        return this;
    }

    public TripStage When(Command command, Actor actor)
    {
        var machine = TripMachine.Instance;
        var context = ContextFor(actor);
        Last = machine.Decide(Id, Trip, command, context);
        if (Last is not Decision.Accepted accepted) return this;
        var before = Trip;
        foreach (var happened in accepted.Events)
        {
            Trip = (Trip)machine.Evolve(Trip, happened);
            History.Add(happened);
        }
        if (Trip is null) return this;
        Assert.Empty(machine.Check(Trip));
        Reactions = machine.React(before, Trip, accepted.Events, context);
        new AnswerWriter().Write(
            new ArrayBufferWriter<byte>(), new EntityId(machine.Kind, Trip.Key), Trip, 1, command, context);
        return this;
    }

    public TripStage WhenFiled() => When(new FileTrip("O-1", Plan), CarrierActor);
    public TripStage Tick() => When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();
    public ArmedDeadline? NextDeadline =>
        TripMachine.Instance.DeadlineToArm(Trip, ContextFor(Actor.Registry(Channel.Deadline)));
    public ArmedDeadline? NextAct =>
        TripMachine.Instance.NextDeadline(Trip, ContextFor(Actor.Registry(Channel.Deadline))).Act();
    public TripStatus Status => TripTime.StatusAt(Now, Trip);
    public string StateJson => JsonSerializer.Serialize(Trip, RegistryJson.Wire.Trip);
    public TripView View => TripView.Of(Trip, ContextFor(CarrierActor), 1);

    public TripStage ThenRefused(RefusalCode code)
    {
        Assert.Equal(code, Assert.IsType<Decision.Refused>(Last).Refusal.Code);
        return this;
    }

    public TripStage ThenDone()
    {
        if (Last is Decision.Refused no) Assert.Fail($"refused: {no.Refusal.Code} {no.Refusal.Detail.En}");
        return this;
    }

    /// <summary>A trip as it is on record between its filing and its review.</summary>
    public TripStage GivenFiledOnly()
    {
        Trip = new Trip
        {
            Key = "T-1", Number = "N", OperatorKey = "O-1", Authority = "530100", Plan = Plan, PlanVersion = 1,
            FiledAt = Now,
        };
        return this;
    }

    public static DateTimeOffset Instant(string local) =>
        DateTimeOffset.Parse(local + "+08:00", null).ToUniversalTime();
    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
    private static Period Days(string from, string to) => new(Day(from), Day(to));
}
