using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// A stage for one vehicle and its operator: a fixed clock, the real rules and calendar, and the machine itself, as a host
/// would drive it but without one.
/// </summary>
public sealed class VehicleStage : IFacts
{
    public const string PermitNumber = "豫交运管许可郑字410100000001号";
    private const string OperatorAccount = "operator";

    private readonly Dictionary<string, DocumentFact> _documents = [];

    public VehicleStage(string now) => At(now);

    public DateTimeOffset Now { get; private set; }
    public Operator Operator { get; set; } = OperatorWith(Permit(OperatingScope.GeneralFreight, "2015-01-01", "2040-01-01"));
    public Vehicle Vehicle { get; private set; } = null!;
    public List<Event> History { get; } = [];
    public Reactions Reactions { get; private set; } = Reactions.None;
    public Decision Last { get; private set; } = Decision.Nothing;
    public Rulebook Rulebook { get; set; } = Rulebook.Embedded;
    public WorkingCalendar Calendar { get; set; } = WorkingCalendar.Embedded;
    public string? Trip { get; set; }

    Person? IFacts.Person(string key) => null;
    DocumentFact? IFacts.Document(string id) => _documents.GetValueOrDefault(id);
    EntityState? IFacts.Entity(EntityId id) => id == new EntityId(EntityKind.Operator, Operator.Key) ? Operator : null;
    string? IFacts.TripOf(string vehicleKey) => Trip;

    public static Permit Permit(OperatingScope scope, string from, string to) =>
        new(PermitNumber, [scope], new Period(Day(from), Day(to))) { BoundOn = Day(from) };

    public static Operator OperatorWith(params Permit[] permits) => new()
    {
        Key = "O-1", CreditCode = "91410100MA3X9K2P3K", Name = "郑州货运有限公司", Authority = "410100", Permits = [.. permits],
    };

    public static Actor OfficerActor { get; } = new("officer", Roles.Officer, Channel.Http) { Authority = "4101", Desks = Desks.Road };

    public static Actor OperatorActor { get; } = new(OperatorAccount, Roles.Operator, Channel.Http) { OperatorKey = "O-1" };

    public static RegisterVehicle Sound(string validFrom, VehicleKind kind = VehicleKind.GeneralFreight) => new()
    {
        OperatorKey = "O-1", Kind = kind, Plate = "豫A12345", PlateColour = PlateColour.Yellow, Vin = "LZYTDTE67C1000001",
        CertificateNumber = "410100000123", Authority = "410100", ValidFrom = Day(validFrom),
    };

    public Context ContextFor(Actor actor) => new(Now, Rulebook, Calendar, actor, this);

    public VehicleStage At(string local)
    {
        var text = local.Contains('T', StringComparison.Ordinal) ? local : local + "T09:00:00";
        return At(DateTimeOffset.Parse(text + "+08:00", null).ToUniversalTime());
    }

    public VehicleStage At(DateTimeOffset instant)
    {
        Now = instant;
        return this;
    }

    public DateOnly Today => ShanghaiTime.DateOf(Now);

    public Deadline? NextDeadline => VehicleMachine.Instance.NextDeadline(Vehicle, ContextFor(Actor.Registry(Channel.Deadline)));

    public VehicleStage Given(string validFrom, VehicleKind kind = VehicleKind.GeneralFreight) =>
        When(Sound(validFrom, kind), Actor.Registry(Channel.Import)).ThenDone();

    public VehicleStage When(Command command, Actor actor)
    {
        var machine = VehicleMachine.Instance;
        var context = ContextFor(actor);
        Last = machine.Decide(new EntityId(EntityKind.Vehicle, "V-1"), Vehicle, command, context);
        if (Last is not Decision.Accepted accepted) return this;
        var before = Vehicle;
        foreach (var happened in accepted.Events)
        {
            Vehicle = (Vehicle)machine.Evolve(Vehicle, happened);
            History.Add(happened);
        }
        if (Vehicle is null) return this;
        Assert.Empty(machine.Check(Vehicle));
        Reactions = machine.React(before, Vehicle, accepted.Events, context);
        machine.WriteAnswer(new ArrayBufferWriter<byte>(), Vehicle, 1, command, context);
        return this;
    }

    public VehicleStage WhenOperator(Command command) => When(command, OperatorActor);
    public VehicleStage WhenOfficer(Command command) => When(command, OfficerActor);
    public VehicleStage Tick() => When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();

    /// <summary>The operator applies with every required material, but for <paramref name="without"/>.</summary>
    public VehicleStage WhenApplies(VehicleForm form, Actor? actor = null, params MaterialKind[] without) =>
        When(new Apply(form, [.. MaterialsFor(form).Where(m => !without.Contains(m.Kind))], null), actor ?? OperatorActor);

    public ImmutableArray<Material> MaterialsFor(VehicleForm form) =>
        [.. Services.Catalogue.Of(form).Materials.Where(line => line.IsRequired(form, drives: false)).Select(line => Uploaded(line.Kind))];

    public Material Uploaded(MaterialKind kind, string contentType = "image/png", long bytes = 1000)
    {
        var id = $"D-{_documents.Count + 1}";
        _documents[id] = new DocumentFact(id, kind, OperatorAccount, contentType, bytes);
        return new Material(kind, id);
    }

    public string ApplicationId => $"V-1.{Vehicle.ApplicationCount}";

    public Application Application => ApplicationFlow.Find(Vehicle.Applications, ApplicationId)!;

    public VehicleStage ThenRefused(RefusalCode code)
    {
        Assert.Equal(code, Assert.IsType<Decision.Refused>(Last).Refusal.Code);
        return this;
    }

    public VehicleStage ThenDone()
    {
        if (Last is Decision.Refused no) Assert.Fail($"refused: {no.Refusal.Code} {no.Refusal.Detail.En}");
        return this;
    }

    /// <summary>The state as it is stored, to be compared.</summary>
    public string StateJson => JsonSerializer.Serialize(Vehicle, RegistryJson.Wire.Vehicle);

    public VehicleView View => VehicleView.Of(Vehicle, ContextFor(OperatorActor), 1);

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
