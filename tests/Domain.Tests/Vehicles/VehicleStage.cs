using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Applications;
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
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// A stage for one vehicle and its operator: a fixed clock, the real rules and calendar, and the machine itself, as a
/// host would drive it but without one.
/// </summary>
public sealed class VehicleStage : Scene<VehicleStage, Vehicle>
{
    public const string PermitNumber = "豫交运管许可郑字410100000001号";
    private const string OperatorAccount = "operator";

    public VehicleStage(string now) : base(new EntityId(EntityKind.Vehicle, "V-1")) => At(now);

    public Operator Operator { get; set; } =
        OperatorWith(Permit(OperatingScope.GeneralFreight, "2015-01-01", "2040-01-01"));
    public Vehicle Vehicle => State;
    public string? Trip { get; set; }

    public override EntityState? Entity(EntityId id) =>
        id == new EntityId(EntityKind.Operator, Operator.Key) ? Operator : null;
    public override string? TripOf(string vehicleKey) => Trip;

    public override VehicleStage Twin() => new("2026-01-01")
    {
        Now = Now, Operator = Operator, State = State, Rulebook = Rulebook, Calendar = Calendar, Trip = Trip,
    };

    public static Permit Permit(OperatingScope scope, string from, string to) =>
        new(PermitNumber, [scope], new Period(Day(from), Day(to))) { BoundOn = Day(from) };

    public static Operator OperatorWith(params Permit[] permits) => new()
    {
        Key = "O-1", CreditCode = "91410100MA3X9K2P3K", Name = "郑州货运有限公司", Authority = "410100", Permits = [.. permits],
    };

    public static Actor OfficerActor { get; } = new(
        "officer", Roles.Officer, Channel.Http)
    { Authority = "4101", Desks = Desks.Road };

    public static Actor OperatorActor { get; } = new(
        OperatorAccount, Roles.Operator, Channel.Http)
    { OperatorKey = "O-1" };

    public static RegisterVehicle Sound(string validFrom, VehicleKind kind = VehicleKind.GeneralFreight) => new()
    {
        OperatorKey = "O-1", Kind = kind, Plate = "豫A12345", PlateColour = PlateColour.Yellow,
        Vin = "LZYTDTE67C1000001",
        CertificateNumber = "410100000123", Authority = "410100", ValidFrom = Day(validFrom),
    };

    public VehicleStage Given(string validFrom, VehicleKind kind = VehicleKind.GeneralFreight) =>
        When(Sound(validFrom, kind), Actor.Registry(Channel.Import)).ThenDone();

    protected override void AfterEach(Vehicle? before, Command command, Context context) =>
        new AnswerWriter().Write(
            new ArrayBufferWriter<byte>(), new EntityId(EntityKind.Vehicle, Vehicle.Key), Vehicle, 1, command, context);

    public VehicleStage WhenOperator(Command command) => When(command, OperatorActor);
    public VehicleStage WhenOfficer(Command command) => When(command, OfficerActor);
    public VehicleStage Tick() => When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone();

    /// <summary>The operator applies with every required material, but for <paramref name="without"/>.</summary>
    public VehicleStage WhenApplies(VehicleForm form, Actor? actor = null, params MaterialKind[] without) =>
        When(
            new Apply(form, [.. MaterialsFor(form).Where(m => !without.Contains(m.Kind))], null),
            actor ?? OperatorActor);

    public ImmutableArray<Material> MaterialsFor(VehicleForm form) =>
        [.. Services.Catalogue.Of(
            form).Materials.Where(line => line.IsRequired(form, drives: false)).Select(line => Uploaded(line.Kind))];

    public Material Uploaded(MaterialKind kind, string contentType = "image/png", long bytes = 1000) =>
        new(kind, Kept(kind, OperatorAccount, contentType, bytes));

    public string ApplicationId => $"V-1.{Vehicle.ApplicationCount}";

    public Application Application => Vehicle.Applications.At(ApplicationId)!;

    public VehicleView View => VehicleView.Of(Vehicle, ContextFor(OperatorActor), 1);

    private static DateOnly Day(string text) => DateOnly.Parse(text, null);
}
