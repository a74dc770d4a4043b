using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Silo;

namespace OrleansRegistry.Infrastructure.Tests.Tokens;

/// <summary>A bus from Kunming to Chengdu, from the filing to the roadside, over a real store.</summary>
public sealed class CharterTokenTests : IDisposable
{
    private const string Permit = "云交运管许可昆字530100000001号";
    private static readonly Actor _officer = new(
        "officer", Roles.Officer, Channel.Http)
    { Authority = "53", Desks = Desks.Road | Desks.Charter };
    private readonly TestPlace _place = new();
    private readonly FakeTimeProvider _screens = new(TestPlace.Start);
    private TestRegistry _registry = null!;
    private int _commands;

    [Fact]
    public async Task Not_received_not_started_valid_and_revoked_with_the_drivers_certificate()
    {
        var bus = await Bus();
        var token = (await _registry.Verification.TokenFor(bus.Trip.Key))!;
        Assert.Equal("53", token.Claims.Issuer);
        await Is(token.Token, VerdictResult.NotReceived);
        await Do(bus.Trip, new ReceiveTrip(), Driver(bus.Person));
        await Is(token.Token, VerdictResult.NotStarted);
        _registry.Clock.MoveTo(DateTimeOffset.Parse("2026-02-14T10:00+08:00", null));
        await Is(token.Token, VerdictResult.Valid);
        await Do(bus.Certificate, new CancelCertificate(CancellationGround.Authority, "违法"), _officer);
        var verdict = await Is(token.Token, VerdictResult.Revoked, VerdictReason.DriverNotValid);
        Assert.Equal("cancelled", verdict.Ground);
        Assert.Equal((true, "云南", "云A60D68"), (verdict.Issuer!.Enabled, verdict.Issuer.Name, verdict.Subject!.Plate));
        Assert.Equal(VerdictResult.Revoked, (await _registry.Verification.VerdictOf(bus.Trip))!.Result);
    }

    [Fact]
    public async Task The_screen_changes_each_slot_and_an_old_picture_is_called_old()
    {
        var bus = await Bus();
        await Do(bus.Trip, new ReceiveTrip(), Driver(bus.Person));
        _registry.Clock.MoveTo(DateTimeOffset.Parse("2026-02-14T10:00+08:00", null));
        var first = (await _registry.Verification.DisplayOf(bus.Trip))!;
        Assert.Equal(DateTimeOffset.Parse("2026-02-13T01:00:00Z", null), first.ShownAt);
        Assert.Equal(TimeSpan.FromSeconds(30), first.ChangesAt - first.ShownAt);
        var verdict = await Is(first.Shown.Token, VerdictResult.Valid);
        Assert.Equal(
            (true, first.ShownAt, first.Code), (verdict.Display!.Fresh, verdict.Display.ShownAt, verdict.Display.Code));
        Assert.Null((await Is(first.Printed.Token, VerdictResult.Valid)).Display);

        _screens.Advance(TimeSpan.FromSeconds(30));
        var second = (await _registry.Verification.DisplayOf(bus.Trip))!;
        Assert.Equal((first.ChangesAt, false), (second.ShownAt, second.Code == first.Code));
        Assert.True((await Is(first.Shown.Token, VerdictResult.Valid)).Display!.Fresh);
        _screens.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await Is(first.Shown.Token, VerdictResult.Valid, VerdictReason.OldScreenshot)).Display!.Fresh);
        Assert.True((await Is(second.Shown.Token, VerdictResult.Valid)).Display!.Fresh);
    }

    private async Task<Verdict> Is(string token, VerdictResult result, VerdictReason? reason = null)
    {
        var verdict = await _registry.Verification.Verify(token);
        Assert.Equal((result, reason), (verdict.Result, verdict.Reason));
        return verdict;
    }

    private async Task<(EntityId Trip, EntityId Person, EntityId Certificate)> Bus()
    {
        var options = _place.Options with { Clock = DateTimeOffset.Parse("2026-02-13T09:00+08:00", null) };
        _registry = await TestRegistry.Start(options, new LocalParts { MachineClock = _screens });
        var carrier = Keys.ForNew(EntityKind.Operator, "bus");
        var owner = new Actor("carrier", Roles.Operator, Channel.Http) { OperatorKey = carrier.Key };
        await Do(carrier, new RegisterOperator("91530100MA6K00006J", "云南示范客运", "530100"), _officer);
        var permit = new RegisterPermit(
            Permit, [OperatingScope.InterprovincialCharter], new DateOnly(2020, 1, 1), new DateOnly(2030, 12, 31));
        await Do(carrier, permit, _officer);
        await Do(carrier, new BindPermit(Permit), owner);
        await Do(carrier, new SetAutoReview(true), _officer);
        var vehicle = Keys.ForNew(EntityKind.Vehicle, "bus");
        await Do(vehicle, new RegisterVehicle
        {
            OperatorKey = carrier.Key, Kind = VehicleKind.Passenger, Plate = "云A60D68",
            PlateColour = PlateColour.Yellow, Vin = "LZYTDTE64M1000006",
            CertificateNumber = "530100000106", Authority = "530100",
            ValidFrom = new DateOnly(2024, 6, 1), ReviewedOn = new DateOnly(2025, 5, 1), Seats = 45,
        }, _officer);
        var (certificate, answer) = await Registration.Register(
            _registry, new RegisterPerson("张三", IdentityKind.CitizenId, "410105198502280015"),
            new RegisterCertificate
            {
                Number = "410105198502280015", Kind = CertificateKind.PassengerDriver, Authority = "530100",
                ServiceUnit = "个人", PersonKey = "",
                FirstIssuedOn = new DateOnly(2024, 3, 1), ValidFrom = new DateOnly(2024, 3, 1),
            },
            new Envelope("driver", new PassTime(), Actor.Registry(Channel.Import)));
        Assert.True(answer is Answer.Done, answer.ToString());
        var person = (await _registry.Queries.PersonByIdentity("410105198502280015"))!.Value;
        await Do(carrier, new LinkDriver(person.Key), _officer);
        var trip = Keys.ForNew(EntityKind.Trip, "bus");
        await Do(trip, new FileTrip(carrier.Key, new TripPlan
        {
            VehicleKey = vehicle.Key, Drivers = [person.Key], Kind = TripKind.SpecialCharter,
            Origin = new TripPlace("5301", "昆明"), Destination = new TripPlace("5101", "成都"), OneWayKm = 390,
            DepartsAt = DateTimeOffset.Parse("2026-02-14T08:00+08:00", null).ToUniversalTime(),
            ReturnsAt = DateTimeOffset.Parse("2026-02-15T20:00+08:00", null).ToUniversalTime(),
            ContractNumber = "HT-1", Hirer = "春城旅行社", Passengers = 30, Purpose = "旅游", Issuer = "赵签发",
        }), owner);
        Assert.Null(await _registry.Verification.TokenFor(trip.Key));
        await Do(trip, new IssueTrip(), owner);
        return (trip, person, certificate);
    }

    private static Actor Driver(EntityId person) =>
        new("driver", Roles.Holder, Channel.Http) { PersonKey = person.Key };

    private async Task Do(EntityId id, Command command, Actor actor)
    {
        var answer = await _registry.Execute(id, new Envelope($"do:{_commands++}", command, actor));
        Assert.True(answer is Answer.Done, $"{command.GetType().Name}: {answer}");
    }

    public void Dispose()
    {
        _registry?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _place.Dispose();
    }
}
