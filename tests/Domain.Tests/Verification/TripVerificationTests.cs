using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Trips;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Tests.Verification;

/// <summary>
/// A charter certificate at the roadside: the rows of rules.md G.6 and more, each an instant and what happened before
/// it. Cases are data: cases/trips.json.
/// </summary>
public sealed class TripVerificationTests
{
    public sealed record Case(string Name, string At, ImmutableArray<string> With, string Result, string? Reason);

    private static readonly ImmutableArray<Case> _cases = JsonSerializer.Deserialize<ImmutableArray<Case>>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Verification", "cases", "trips.json")),
        JsonSerializerOptions.Web);

    public static TheoryData<string> Names => [.. _cases.Select(known => known.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_roadside_sees(string name)
    {
        var row = _cases.Single(known => known.Name == name);
        var road = new Roadside();
        foreach (var change in row.With) road.Happens(change);
        var verdict = road.Verdict(row.At);
        Assert.Equal((row.Result, row.Reason), (Camel(verdict.Result), verdict.Reason is { } reason
            ? Camel(reason)
            : null));
    }

    /// <summary>G.6 #110: a code copied onto another bus shows the plate for which it was made.</summary>
    [Fact]
    public void Names_are_masked_and_the_plate_is_not()
    {
        var verdict = new Roadside().Verdict("2026-02-13T12:00");
        Assert.Equal("云A12345", verdict.Subject!.Plate);
        var driver = Assert.Single(verdict.Subject.Drivers!.Value);
        Assert.Equal(("李*", "5301************15", true), (driver.Name, driver.CertificateNumber, driver.Received));
        Assert.DoesNotContain(
            "530102198502280015",
            JsonSerializer.Serialize(verdict, RegistryJson.Wire.Verdict),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_valid_when_what_it_stands_on_cannot_be_read()
    {
        var road = new Roadside();
        foreach (var missing in new[] { "noVehicle", "noCarrier", "noPerson", "noCertificate" })
            Assert.NotEqual(VerdictResult.Valid, new Roadside().Happens(missing).Verdict("2026-02-13T12:00").Result);
        Assert.Equal(
            VerdictResult.Unknown,
            CredentialVerification.Of(road.Id, null, null, road.Context("2026-02-13T12:00")).Result);
    }

    private static string Camel<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>One bus on its way from Kunming to Chengdu, everything in order, until something happens.</summary>
    private sealed class Roadside : IFacts
    {
        private static readonly TripStage _stage = new("2026-02-13");

        private Trip _trip = new()
        {
            Key = "T-1", Number = "YN-B-20260213-000001", OperatorKey = "O-1", Authority = "530100", PlanVersion = 1,
            FiledAt = At("2026-02-10T09:00"),
            Recorded = TripStatus.Received,
            Medium = TripMedium.Electronic,
            IssuedAt = At("2026-02-11T09:00"),
            Receipts = [new TripReceipt("P-1", At("2026-02-12T09:00"))],
            Plan = new TripPlan
            {
                VehicleKey = "V-1",
                Drivers = ["P-1"],
                Kind = TripKind.SpecialCharter,
                Origin = new TripPlace("5301", "昆明"),
                Destination = new TripPlace("5101", "成都"),
                OneWayKm = 390,
                DepartsAt = At("2026-02-13T08:00"),
                ReturnsAt = At("2026-02-14T20:00"),
                ContractNumber = "C-1", Hirer = "云南某旅行社", Passengers = 40, Purpose = "旅游", Issuer = "王经理",
            },
        };

        private Vehicle? _vehicle = _stage.Vehicle with { Plate = "云A12345", ReviewedOn = Day("2025-06-01") };

        private Operator? _carrier = _stage.Carrier;

        private Person? _person = new()
        {
            Key = "P-1", Name = "李四", IdentityKind = IdentityKind.CitizenId, IdentityNumber = "530102198502280015",
            BornOn = Day("1985-02-28"),
        };

        private ImmutableArray<Certificate> _certificates =
        [
            new()
            {
                Key = "Q-1", Number = "530102198502280015", Kind = CertificateKind.PassengerDriver, PersonKey = "P-1",
                ServiceUnit = "个人", Authority = "530100",
                FirstIssuedOn = Day("2022-03-01"),
                Period = Period("2022-03-01", "2028-02-29"),
                DocumentVersion = 1,
                RegisteredOn = Day("2022-03-01"),
                Assessment = new Assessment(0, 0, Grade.A, 0),
            },
        ];

        private int _number = 1;

        public CredentialId Id => new(CredentialKind.CharterCertificate, new EntityId(EntityKind.Trip, "T-1"), _number);

        public Verdict Verdict(string at) => CredentialVerification.Of(Id, _trip, null, Context(at));

        public Context Context(string at) =>
            new(At(at), Rulebook.Embedded, WorkingCalendar.Embedded, Actor.Registry(Channel.Http), this);

        public Roadside Happens(string change)
        {
            switch (change)
            {
                case "notReceived": _trip = _trip with { Receipts = [], Recorded = TripStatus.Issued }; break;
                case "paper":
                    _trip = _trip with { Receipts = [], Recorded = TripStatus.Issued, Medium = TripMedium.Paper };
                    break;
                case "notIssued":
                    _trip = _trip with
                    {
                        Receipts = [],
                        Recorded = TripStatus.Approved,
                        Medium = TripMedium.None,
                        IssuedAt = null,
                    };
                    break;
                case "cancelled": _trip = _trip with { Recorded = TripStatus.Cancelled }; break;
                case "refused": _trip = _trip with { Recorded = TripStatus.Refused }; break;
                case "amended": _trip = _trip with { PlanVersion = 2 }; break;
                case "laterVersion": _number = 2; break;
                case "secondDriver": _trip = _trip with { Plan = _trip.Plan with { Drivers = ["P-1", "P-2"] } }; break;
                case "vehicleCancelled":
                    _vehicle = _vehicle! with
                    {
                        End = new VehicleEnd(VehicleEndGround.Authority, Day("2026-02-13"), "事故"),
                    };
                    break;
                case "vehicleCancelledTomorrow":
                    _vehicle = _vehicle! with
                    {
                        End = new VehicleEnd(VehicleEndGround.Authority, Day("2026-02-14"), "事故"),
                    };
                    break;
                case "vehicleExpired": _vehicle = _vehicle! with { Period = Period("2023-01-01", "2026-02-12") }; break;
                case "vehicleSuspended":
                    _vehicle = _vehicle! with { OperatingStatus = OperatingStatus.Suspended };
                    break;
                case "reviewOverdue": _vehicle = _vehicle! with { ReviewedOn = Day("2025-02-01") }; break;
                case "permitEnded":
                    _carrier = _carrier! with
                    {
                        Permits = [_carrier.Permits[0] with { End = new PermitEnd(Day("2026-02-13"), "吊销") }],
                    };
                    break;
                case "permitForFreight":
                    _carrier = _carrier! with
                    {
                        Permits = [_carrier.Permits[0] with { Scopes = [OperatingScope.GeneralFreight] }],
                    };
                    break;
                case "noVehicle": _vehicle = null; break;
                case "noCarrier": _carrier = null; break;
                default: HappensToDriver(change); break;
            }
            return this;
        }

        private void HappensToDriver(string change)
        {
            switch (change)
            {
                case "driverCancelled":
                    _certificates = [
                        _certificates[0] with
                        {
                            Cancellation = new Cancellation(
                                CancellationGround.Authority, Day("2026-02-13"), null, "违法"),
                        }];
                    break;
                case "driverExpired":
                    _certificates = [_certificates[0] with { Period = Period("2020-02-13", "2026-02-12") }];
                    break;
                case "driverDied":
                    _person = _person! with { Death = new DeathFact("P-1.f1", Day("2026-02-13")) };
                    break;
                case "licenceRevoked":
                    _person = _person! with
                    {
                        DrivingLicences = [
                            new DrivingLicenceFact("P-1.f1", DrivingLicenceState.Revoked, "A1", Day("2026-02-13"))],
                    };
                    break;
                case "licenceSuspended":
                    _person = _person! with
                    {
                        DrivingLicences = [
                            new DrivingLicenceFact("P-1.f1", DrivingLicenceState.Suspended, "A1", Day("2026-02-13"))],
                    };
                    break;
                case "freightDriver":
                    _certificates = [_certificates[0] with { Kind = CertificateKind.FreightDriver }];
                    break;
                case "noPerson": _person = null; break;
                case "noCertificate": _certificates = []; break;
                default: throw new ArgumentOutOfRangeException(nameof(change), change, null);
            }
        }

        Person? IFacts.Person(string key) => key == _person?.Key ? _person : null;

        DocumentFact? IFacts.Document(string id) => null;

        EntityState? IFacts.Entity(EntityId id) => id.Key == "V-1" ? _vehicle : id.Key == "O-1" ? _carrier : null;

        ImmutableArray<Certificate> IFacts.CertificatesOf(string personKey) => personKey == "P-1" ? _certificates : [];

        private static DateTimeOffset At(string local) => TripStage.Instant(local);

        private static DateOnly Day(string text) => DateOnly.Parse(text, null);

        private static Period Period(string from, string to) => new(Day(from), Day(to));
    }
}
