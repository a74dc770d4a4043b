using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Vehicles;

/// <summary>
/// Plays a case of cases/*.json: one step a line, in words that an inspector of the law can read and write. Dates are
/// Shanghai's; "at 2026-02-13" is 09:00. An unknown step fails the case.
/// </summary>
internal sealed class VehicleScript : CaseScript
{
    private readonly VehicleStage _stage = new("2024-01-02");

    private VehicleScript() { }

    public static void Play(IEnumerable<string> steps) => new VehicleScript().PlayAll(steps);

    protected override void Step(string verb)
    {
        switch (verb)
        {
            case "at": _stage.At(Word()); break;
            case "tick": _stage.Tick(); break;
            case "register": Register(); break;
            case "permit":
                _stage.Operator = VehicleStage.OperatorWith(
                VehicleStage.Permit(Named<OperatingScope>(), Word(), Word())); break;
            case "permit-ends": EndPermit(); break;
            case "calendar": Assert.Equal("2027", Word()); _stage.Calendar = Certificates.Stage.With2027; break;
            case "trip": _stage.Trip = More("none") ? null : Word(); break;
            case "apply": Apply(); break;
            case "operating": _stage.WhenOfficer(new SetOperatingStatus(Named<OperatingStatus>(), null)); break;
            case "grade":
                _stage.WhenOfficer(
                new RecordTechnicalGrade(Named<TechnicalGrade>(), _stage.Today, More("altered"))); break;
            case "violation": _stage.WhenOfficer(new RecordVehicleViolation(_stage.Today, "超限运输")); break;
            case "settle": _stage.WhenOfficer(new SettleVehicleViolation($"V-1.v{Word()}", null)); break;
            case "cancel": _stage.WhenOfficer(new CancelVehicle(Named<VehicleEndGround>(), "依职权")); break;
            case "expect": Expect(); break;
            default: ReviewStep(verb); break;
        }
    }

    private void Register()
    {
        var kind = Named<VehicleKind>();
        var register = VehicleStage.Sound(Word(), kind);
        while (HasWord)
        {
            register = Word() switch
            {
                "to" => register with { ValidTo = Day(Word()) },
                "reviewed" => register with { ReviewedOn = Day(Word()) },
                "first" => register with { FirstIssuedOn = Day(Word()) },
                "operating" => register with { OperatingStatus = Named<OperatingStatus>() },
                var other => throw new FormatException($"register does not know {other}"),
            };
        }
        _stage.When(register, Actor.Registry(Channel.Import));
    }

    private void EndPermit()
    {
        var permit = _stage.Operator.Permits[0];
        _stage.Operator = _stage.Operator with { Permits = [permit with { End = new PermitEnd(Day(Word()), "吊销") }] };
    }

    private void Apply()
    {
        var service = Word();
        var records = More("inspection-records");
        var pages = More("certificate-records");
        var reason = More("scrapped") ? "车辆报废" : "不再使用";
        VehicleForm form = service switch
        {
            "review" => new AnnualReviewForm("李四", "13800000000", true, HasInspectionRecords: records),
            "reissue" => new VehicleReissueForm("李四", "13800000000", true, "遗失", HasInspectionRecords: records),
            "renewal" => new VehicleRenewalForm("李四", "13800000000", true, "到期换证", VehicleStage.PermitNumber, records),
            "cancellation" => new VehicleCancellationForm(
                "李四", "13800000000", true, reason, VehicleStage.PermitNumber, HasCertificateRecords: pages),
            _ => throw new FormatException($"there is no service {service}"),
        };
        var materials = _stage.MaterialsFor(form);
        if (More("without")) materials = Without(materials, Named<MaterialKind>());
        if (More("with")) materials = materials.Add(_stage.Uploaded(Named<MaterialKind>()));
        if (More("file"))
        {
            var (type, bytes) = (Word(), long.Parse(Word(), CultureInfo.InvariantCulture));
            materials = materials.SetItem(0, _stage.Uploaded(materials[0].Kind, type, bytes));
        }
        var actor = More("as-other-operator")
            ? VehicleStage.OperatorActor with { OperatorKey = "O-2" }
            : VehicleStage.OperatorActor;
        _stage.When(new Apply(form, materials, null), actor);
    }

    private static System.Collections.Immutable.ImmutableArray<Material> Without(
        System.Collections.Immutable.ImmutableArray<Material> materials, MaterialKind kind) =>
            materials.RemoveAll(m => m.Kind == kind);

    private void ReviewStep(string verb)
    {
        var id = HasWord ? $"V-1.{Word()}" : _stage.ApplicationId;
        ApplicationCommand command = verb switch
        {
            "withdraw" => new Withdraw(id),
            "accept" => new Accept(id),
            "not-accept" => new NotAccept(id, ["材料不全"]),
            "approve" => new Approve(id),
            "refuse" => new Refuse(id, ["材料不实"]),
            "ready" => new MakeReady(id),
            "deliver" => new Deliver(id),
            _ => throw new FormatException($"there is no step {verb}"),
        };
        if (command is Withdraw) _stage.WhenOperator(command);
        else _stage.WhenOfficer(command);
    }

    private void Expect()
    {
        switch (Word())
        {
            case "done": _stage.ThenDone(); break;
            case "refused": Refused(); break;
            case "nothing": Assert.Empty(((Decision.Accepted)_stage.ThenDone().Last).Events); break;
            case "events":
                Assert.Equal(
                Rest(), _stage.ThenDone().Happened.Select(FrozenNames.Of)); break;
            case "notices":
                Assert.Equal(Rest(), Acts.NoticesOf(_stage.Reactions).Select(notice => notice.Kind)); break;
            case "status": Status(); break;
            case "operating": Assert.Equal(Named<OperatingStatus>(), _stage.Vehicle.OperatingStatus); break;
            case "application": Assert.Equal(Named<ApplicationStatus>(), _stage.Application.Status); break;
            case "late": Assert.Equal(Word() == "yes", _stage.Application.Late); break;
            case "acceptBy": Limit(_stage.Application.AcceptBy); break;
            case "acceptTargetBy": Limit(_stage.Application.AcceptTargetBy); break;
            case "decideBy": Limit(_stage.Application.DecideBy); break;
            case "period":
                Assert.Equal(
                $"{Word()} {Word()}", Range(_stage.Vehicle.Period.From, _stage.Vehicle.Period.To)); break;
            case "document":
                Assert.Equal(
                int.Parse(Word(), CultureInfo.InvariantCulture), _stage.Vehicle.DocumentVersion); break;
            case "renewal":
                Assert.Equal(
                $"{Word()} {Word()}", Range(_stage.View.Renewal!.OpensOn, _stage.View.Renewal.ClosesOn)); break;
            case "review":
                Assert.Equal(
                $"{Word()} {Word()}", Range(_stage.View.Review!.OpensOn, _stage.View.Review.ValidTo)); break;
            case "overdue": Assert.Equal(Word() == "yes", _stage.View.Review!.Overdue); break;
            case "next": Assert.Equal($"{Word()} {Word()}", Next()); break;
            case var other: throw new FormatException($"nothing called {other} can be expected");
        }
    }

    private void Refused()
    {
        var refusal = Assert.IsType<Decision.Refused>(_stage.Last).Refusal;
        Assert.Equal(Word(), RefusalCodes.Text(refusal.Code));
        if (More("from")) Assert.Equal(Day(Word()), refusal.RetryFrom);
        if (More("about")) Assert.Equal(Rest(), refusal.Faults.Select(fault => fault.Field));
    }

    private void Status()
    {
        var standing = VehicleValidity.On(_stage.Today, _stage.Vehicle, _stage.Rulebook);
        Assert.Equal(Named<CertificateStatus>(), standing.Status);
        if (standing.Status == CertificateStatus.Cancelled) Assert.Equal(Named<VehicleEndGround>(), standing.Ground);
        if (More("since")) Assert.Equal(Day(Word()), standing.Since);
    }

    private void Limit(LegalDate? limit)
    {
        Assert.NotNull(limit);
        Assert.Equal(Day(Word()), limit.Value.Date);
        Assert.Equal(More("provisional"), limit.Value.Provisional);
    }

    private string Next() => _stage.NextAct is { } next
        ? $"{next.Name} {ShanghaiTime.ToLocal(next.DueAt).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)}"
        : "nothing ever";

    private static string Range(DateOnly from, DateOnly to) => $"{from:yyyy-MM-dd} {to:yyyy-MM-dd}";
}
