using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Plays a case of cases/*.json: one step a line, in words that an inspector of the law can read and write. Dates are
/// Shanghai's; "at 2026-02-13" is 09:00. An unknown step fails the case.
/// </summary>
internal sealed class Script : CaseScript
{
    private readonly Stage _stage = new("2024-01-02");

    private Script() { }

    public static void Play(IEnumerable<string> steps) => new Script().PlayAll(steps);

    protected override void Step(string verb)
    {
        switch (verb)
        {
            case "at": _stage.At(Word()); break;
            case "tick": _stage.When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone(); break;
            case "born": _stage.Holder = Stage.PersonBorn(Word()); break;
            case "register": Register(); break;
            case "calendar": Assert.Equal("2027", Word()); _stage.Calendar = Stage.With2027; break;
            case "option": _stage.Rulebook = Rulebooks.With(Word(), Word()); break;
            case "apply": Apply(); break;
            case "fact": Fact(); break;
            case "correct": _stage.WhenPerson(new CorrectFact($"P-1.f{Word()}", "登记有误")); break;
            case "violation": _stage.WhenOfficer(new RecordViolation(Number(), Date("on"), null)); break;
            case "education": _stage.WhenOfficer(new RecordEducation(Number(), Date("on"))); break;
            case "reassess": _stage.WhenOfficer(new Reassess(Number(), Enum.Parse<Grade>(Word()), "复核")); break;
            case "cancel": _stage.WhenOfficer(new CancelCertificate(Named<CancellationGround>(), "依职权")); break;
            case "expect": Expect(); break;
            default: ReviewStep(verb); break;
        }
    }

    private void Register()
    {
        var kind = Named<CertificateKind>();
        var register = Stage.Sound(Word(), kind);
        while (HasWord)
        {
            register = Word() switch
            {
                "first" => register with { FirstIssuedOn = Day(Word()) },
                "to" => register with { ValidTo = Day(Word()) },
                "grade" => register with { LastGrade = Enum.Parse<Grade>(Word()) },
                "cycle" => register with { LastGradedCycle = Number() },
                "points" => register with { Points = Number() },
                var other => throw new FormatException($"register does not know {other}"),
            };
        }
        _stage.WhenRegistered(register);
    }

    private void Apply()
    {
        ApplicationForm form = Word() switch
        {
            "assessment" => new AssessmentForm("个人"),
            "renewal" => new RenewalForm(),
            "reissue" => new ReissueForm(ReissueReason.Lost),
            "change" => new ChangeForm(More("to") ? Word() : "洛阳客运公司"),
            "cancellation" => new CancellationForm("不再从业"),
            var other => throw new FormatException($"there is no service {other}"),
        };
        var delivery = More("post") ? DeliveryWay.Post : (DeliveryWay?)null;
        _stage.WhenApplies(form, delivery, More("without") ? [Named<MaterialKind>()] : []);
    }

    private void Fact()
    {
        Command command = Word() switch
        {
            "death" => new RecordDeath(Day(Word())),
            "licence" => Licence(),
            var other => throw new FormatException($"there is no fact {other}"),
        };
        _stage.WhenPerson(command, delivered: !More("undelivered"));
    }

    private RecordDrivingLicence Licence()
    {
        var (state, on) = (Named<DrivingLicenceState>(), Day(Word()));
        return new RecordDrivingLicence(state, More("class") ? Word() : "A2", on);
    }

    private void ReviewStep(string verb)
    {
        var id = _stage.ApplicationId;
        ApplicationCommand command = verb switch
        {
            "withdraw" => new Withdraw(id),
            "answer" => new AnswerSupplement(id, [_stage.Uploaded(MaterialKind.PortraitPhoto)]),
            "claim" => new AssignReviewer(id),
            "release" => new UnassignReviewer(id),
            "accept" => new Accept(id),
            "not-accept" => new NotAccept(id, ["材料不全"]),
            "supplement" => new RequestSupplement(id, [MaterialKind.PortraitPhoto], "照片不清晰"),
            "approve" => new Approve(id, HasWord ? Enum.Parse<Grade>(Word()) : null),
            "refuse" => new Refuse(id, ["材料不实"]),
            "ready" => new MakeReady(id),
            "deliver" => new Deliver(id),
            _ => throw new FormatException($"there is no step {verb}"),
        };
        if (command is Withdraw or AnswerSupplement) _stage.WhenHolder(command);
        else _stage.WhenOfficer(command);
    }

    private void Expect()
    {
        switch (Word())
        {
            case "done": _stage.ThenDone(); break;
            case "nothing": _stage.Then(); break;
            case "refused": Refused(); break;
            case "status": Status(); break;
            case "events": Assert.Equal(Rest(), _stage.ThenDone().Happened.Select(FrozenNames.Of)); break;
            case "notices":
                Assert.Equal(Rest(), Acts.NoticesOf(_stage.Reactions).Select(notice => notice.Kind)); break;
            case "application": Assert.Equal(Named<ApplicationStatus>(), _stage.Application.Status); break;
            case "reasons": Assert.Equal(Rest(), _stage.Application.Reasons); break;
            case "acceptBy": Limit(_stage.Application.AcceptBy); break;
            case "decideBy": Limit(_stage.Application.DecideBy); break;
            case "answerBy": Limit(_stage.Application.Supplement?.AnswerBy); break;
            case "pickUpBy": Limit(_stage.Application.PickUpBy); break;
            case "overdue": Assert.Equal(Word() == "yes", _stage.Application.IsOverdue(_stage.Today)); break;
            case "acceptanceMissed": Assert.Equal(Word() == "yes", _stage.Application.AcceptanceMissed); break;
            case "late": Assert.Equal(Word() == "yes", _stage.Application.Late); break;
            case "period":
                Assert.Equal(
                $"{Word()} {Word()}", Range(_stage.Certificate.Period.From, _stage.Certificate.Period.To)); break;
            case "document": Assert.Equal(Number(), _stage.Certificate.DocumentVersion); break;
            case "unit": Assert.Equal(Word(), _stage.Certificate.ServiceUnit); break;
            case "cycle": Cycle(); break;
            case "grade": Assert.Equal(Enum.Parse<Grade>(Word()), _stage.Certificate.Assessment!.LastGrade); break;
            case "points":
                Assert.Equal(
                    Number(),
                    _stage.Certificate.Assessment!.Of(_stage.Certificate.Assessment.ClosedThrough + 1).Points);
                break;
            case "renewal": Renewal(); break;
            case "next": Assert.Equal($"{Word()} {Word()}", Next()); break;
            case var other: throw new FormatException($"nothing called {other} can be expected");
        }
    }

    private void Refused()
    {
        var refusal = Assert.IsType<Decision.Refused>(_stage.Last).Refusal;
        Assert.Equal(Word(), JsonNamingPolicy.SnakeCaseUpper.ConvertName(refusal.Code.ToString()));
        if (More("from")) Assert.Equal(Day(Word()), refusal.RetryFrom);
    }

    private void Status()
    {
        var standing = _stage.StandingOn(_stage.Today.ToString("yyyy-MM-dd", null));
        Assert.Equal(Named<CertificateStatus>(), standing.Status);
        if (standing.Status == CertificateStatus.Cancelled) Assert.Equal(Named<CancellationGround>(), standing.Ground);
        if (More("since")) Assert.Equal(Day(Word()), standing.Since);
    }

    private void Cycle()
    {
        var cycle = _stage.Certificate.NextCycle(_stage.Rulebook, _stage.Calendar);
        Assert.Equal(Number(), cycle.Number);
        if (HasWord) Assert.Equal($"{Word()} {Word()}", Range(cycle.From, cycle.To));
        if (More("window")) Assert.Equal($"{Word()} {Word()}", Range(cycle.WindowOpens, cycle.WindowCloses.Date));
    }

    private void Renewal() => Assert.Equal(
        $"{Word()} {Word()}",
        Range(
            _stage.Certificate.RenewalOpensOn(_stage.Rulebook.RoadAt(_stage.Today)),
            _stage.Certificate.LapsesAfter(_stage.Rulebook, _stage.Calendar).Date));

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
