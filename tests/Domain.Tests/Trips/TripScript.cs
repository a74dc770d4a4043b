using System.Globalization;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Tests.Trips;

/// <summary>
/// Plays a case of cases/*.json: one step a line. Instants are Shanghai's; "at 2024-06-01" is 09:00. The trip is the
/// sound one of the stage, as far as the steps do not change it.
/// </summary>
internal sealed class TripScript : CaseScript
{
    private readonly TripStage _stage = new("2024-06-01");

    private TripScript() { }

    public static void Play(IEnumerable<string> steps) => new TripScript().PlayAll(steps);

    protected override void Step(string verb)
    {
        switch (verb)
        {
            case "at": _stage.At(Word()); break;
            case "tick": _stage.Tick(); break;
            case "plan": Plan(); break;
            case "carrier": Carrier(); break;
            case "vehicle": Vehicle(); break;
            case "driver": Driver(); break;
            case "file": _stage.WhenFiled(); break;
            case "filed-only": _stage.GivenFiledOnly(); break;
            case "amend": _stage.When(new AmendTrip(_stage.Plan), TripStage.CarrierActor); break;
            case "approve": _stage.When(new ApproveTrip(), TripStage.OfficerActor); break;
            case "refuse": _stage.When(new RefuseTrip(["合同不清晰"]), TripStage.OfficerActor); break;
            case "issue": _stage.When(new IssueTrip(), TripStage.CarrierActor); break;
            case "paper": _stage.When(new PrintTripPaper(), TripStage.CarrierActor); break;
            case "receive": _stage.When(new ReceiveTrip(), TripStage.DriverActor(Word())); break;
            case "cancel": _stage.When(new CancelTrip("客户取消"), TripStage.CarrierActor); break;
            case "expect": Expect(); break;
            default: throw new FormatException($"unknown step {verb}");
        }
    }

    private void Plan()
    {
        var p = _stage.Plan;
        _stage.Plan = Word() switch
        {
            "km" => p with { OneWayKm = decimal.Parse(Word(), CultureInfo.InvariantCulture) },
            "kind" => p with { Kind = Named<TripKind>() },
            "departs" => p with { DepartsAt = TripStage.Instant(Word()) },
            "returns" => p with { ReturnsAt = TripStage.Instant(Word()) },
            "origin" => p with { Origin = new TripPlace(Word(), Word()) },
            "destination" => p with { Destination = new TripPlace(Word(), Word()) },
            "via" => p with { Via = [.. Rest().Chunk(2).Select(pair => new TripPlace(pair[0], pair[1]))] },
            "drivers" => p with { Drivers = [.. Rest()] },
            "passengers" => p with { Passengers = Number() },
            "contract" => p with { ContractNumber = Word() },
            "document" => p with { ContractDocumentId = Word() },
            "vehicle" => p with { VehicleKey = Word() },
            "motorway" => p with { Motorway = true },
            "emergency" => p with { Emergency = true },
            var other => throw new FormatException($"a plan has no {other}"),
        };
    }

    private void Carrier()
    {
        var permit = _stage.Carrier.Permits[0];
        _stage.Carrier = Word() switch
        {
            "auto" => _stage.Carrier with { AutoReview = Word() == "on" },
            "unbound" => _stage.Carrier with { Permits = [permit with { BoundOn = null }] },
            "scope" => _stage.Carrier with { Permits = [permit with { Scopes = [Named<OperatingScope>()] }] },
            "permit-to" =>
                _stage.Carrier with { Permits = [permit with { Period = permit.Period with { To = Day(Word()) } }] },
            "permit-ends" => _stage.Carrier with { Permits = [permit with { End = new PermitEnd(Day(Word()), "吊销") }] },
            "drivers" => _stage.Carrier with { Drivers = [.. Rest()] },
            var other => throw new FormatException($"a carrier has no {other}"),
        };
    }

    private void Vehicle() => _stage.Vehicle = Word() switch
    {
        "of" => _stage.Vehicle with { OperatorKey = Word() },
        "kind" => _stage.Vehicle with { Kind = Named<VehicleKind>() },
        "to" => _stage.Vehicle with { Period = _stage.Vehicle.Period with { To = Day(Word()) } },
        "reviewed" => _stage.Vehicle with { ReviewedOn = Day(Word()) },
        "operating" => _stage.Vehicle with { OperatingStatus = Named<OperatingStatus>() },
        "cancelled" => _stage.Vehicle with
        {
            End = new VehicleEnd(VehicleEndGround.Authority, Day(Word()), null),
            OperatingStatus = OperatingStatus.Cancelled,
        },
        "authority" => _stage.Vehicle with { Authority = Word() },
        var other => throw new FormatException($"a vehicle has no {other}"),
    };

    private void Driver()
    {
        var key = Word();
        switch (Word())
        {
            case "from": _stage.Driver(key, "某人", Word()); break;
            case "grade":
                _stage.Driver(
                    key,
                    "某人",
                    "2022-01-01",
                    c => c with { Assessment = new Assessment(1, 1, Enum.Parse<Grade>(Word()), 1) });
                break;
            case "kind":
                _stage.Driver(
                key, "某人", "2022-01-01", c => c with { Kind = Named<CertificateKind>(), Assessment = null }); break;
            case "cancelled":
                _stage.Driver(
                    key,
                    "某人",
                    "2022-01-01",
                    c => c with
                    {
                        Cancellation = new Cancellation(CancellationGround.Request, Day(Word()), null, null),
                    });
                break;
            case "died":
                _stage.Driver(
                key, "某人", "2022-01-01", null, p => p with { Death = new DeathFact("f", Day(Word())) }); break;
            case "licence":
                _stage.Driver(key, "某人", "2022-01-01", null,
                p => p with
                {
                    DrivingLicences = [
                        new DrivingLicenceFact("f", Named<DrivingLicenceState>(), "A1", new DateOnly(2024, 5, 1))],
                }); break;
            default: throw new FormatException("a driver has from, grade, kind, cancelled, died, licence");
        }
    }

    private void Expect()
    {
        switch (Word())
        {
            case "done": _stage.ThenDone(); break;
            case "nothing": Assert.Empty(((Decision.Accepted)_stage.Last).Events); break;
            case "refused":
                var refusal = Assert.IsType<Decision.Refused>(_stage.Last).Refusal;
                Assert.Equal(Word(), RefusalCodes.Text(refusal.Code));
                if (More("about")) Assert.Contains(Word(), refusal.Faults.Select(fault => fault.Field));
                if (More("from")) Assert.Equal(Day(Word()), refusal.RetryFrom);
                break;
            case "status": Assert.Equal(Named<TripStatus>(), _stage.Status); break;
            case "medium": Assert.Equal(Named<TripMedium>(), _stage.Trip.Medium); break;
            case "automatic": Assert.Equal(Word() == "yes", _stage.Trip.Review!.Automatic); break;
            case "electronic": Assert.Equal(Word(), _stage.View.Electronic.Reason ?? "possible"); break;
            case "events": Assert.Equal(Rest(), Acts.ActsOf(_stage.Last).Select(FrozenNames.Of)); break;
            case "notices":
                Assert.Equal(
                Rest(), Acts.NoticesOf(_stage.Reactions).Select(notice => $"{notice.Kind}:{notice.PersonKey}")); break;
            case "claims": Assert.Equal(Number(), TripMachine.Instance.Reservations(_stage.Trip).Length); break;
            case "due": Assert.Equal(Word(), _stage.NextAct?.Name ?? "none"); break;
            case "plan-version": Assert.Equal(Number(), _stage.Trip.PlanVersion); break;
            default: throw new FormatException("unknown expectation");
        }
    }
}
