using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Plays a case of cases/*.json: one step a line, in words that an inspector of the law can read and write. Dates are
/// Shanghai's; "at 2026-02-13" is 09:00. An unknown step fails the case.
/// </summary>
internal sealed partial class RailScript : CaseScript
{
    private readonly RailStage _stage = new("2024-01-02");
    private StudyRecord _study = new();
    private DateOnly? _retiresOn;
    private DateOnly? _bannedUntil;

    private static readonly Actor _second = new("centre.2", Roles.ExamCentre, Channel.Http);

    private RailScript() { }

    public static void Play(IEnumerable<string> steps) => new RailScript().PlayAll(steps);

    protected override void Step(string verb)
    {
        switch (verb)
        {
            case "at": _stage.At(Word()); break;
            case "tick": _stage.When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenDone(); break;
            case "born": _stage.Driver = Certificates.Stage.PersonBorn(Word()); break;
            case "calendar": Assert.Equal("2027", Word()); _stage.Calendar = Certificates.Stage.With2027; break;
            case "option":
                Assert.Equal(
                "strictBirthday", Word()); _stage.Rules = RailRulebooks.With("strictBirthday", "true"); break;
            case "session": AddSession(); break;
            case "retires": _retiresOn = Day(Word()); break;
            case "banned": _bannedUntil = Day(Word()); break;
            case "driver":
                _stage.Given(employer: More("unlinked")
                ? null
                : "W-1", retiresOn: _retiresOn, bannedUntil: _bannedUntil).ThenDone(); break;
            case "licence": Licence(); break;
            case "education":
                _study = _study with
                {
                    Education = new Education(Named<EducationLevel>(), HasWord
                ? Named<RailMajor>()
                : null)
                }; break;
            case "experience": Experience(); break;
            case "fit": Fit(); break;
            case "study": _stage.When(new RecordStudy(_study), RailStage.EmployerActor("W-1")); break;
            case "link": _stage.When(new LinkEmployer(new EmployerLink(Word())), By(RailStage.Centre)); break;
            case "apply": Apply(); break;
            case "find":
                _stage.When(
                    new RecordFinding(Named<RailGround>(), Day(Word()), More("reported")),
                    By(RailStage.EmployerActor("W-1")));
                break;
            case "report-finding":
                _stage.When(
                new ReportFinding($"R-1.f{Word()}"), By(RailStage.EmployerActor("W-1"))); break;
            case "correct-licence": CorrectLicence(); break;
            case "confirm": _stage.When(new ConfirmApproval($"R-1.{Word()}"), By(_second)); break;
            case "decline": _stage.When(new DeclineApproval($"R-1.{Word()}", "有误"), By(_second)); break;
            case "revoke": _stage.When(new RevokeRailLicence(Named<RailGround>(), "查实"), By(RailStage.Nra)); break;
            case "cancel": _stage.When(new CancelRailLicence(Named<RailGround>(), "依法"), By(RailStage.Nra)); break;
            case "death": _stage.WhenPerson(new RecordDeath(Day(Word()))); break;
            case "correct": _stage.WhenPerson(new CorrectFact($"P-1.f{Word()}", "登记有误")); break;
            case "expect": Expect(); break;
            default: ReviewStep(verb); break;
        }
    }

    /// <summary>correct-licence [number N] [classes J5,J6] [to 2026-02-28] [by nra]</summary>
    private void CorrectLicence()
    {
        var number = More("number") ? Word() : null;
        ImmutableArray<HeldClass>? classes = More("classes")
            ? [.. Word().Split(',').Select(text => new HeldClass(RailClass.Parse(text)!, _stage.Today))]
            : null;
        var to = More("to") ? Day(Word()) : (DateOnly?)null;
        _stage.When(new CorrectRailLicence(number, classes, null, to, "登记有误"), By(RailStage.Centre));
    }

    /// <summary>licence J6,J5 2020-03-01 2026-02-28 [granted 2019-01-01]</summary>
    private void Licence()
    {
        var classes = Word().Split(',');
        var (from, to) = (Day(Word()), Day(Word()));
        var granted = More("granted") ? Day(Word()) : from;
        _stage.Given(new OlderLicence(
            [.. classes.Select(text => new HeldClass(RailClass.Parse(text)!, granted))], from, to),
            retiresOn: _retiresOn, bannedUntil: _bannedUntil).ThenDone();
    }

    /// <summary>
    /// session X-1 2026-03-01 [practical 2026-05-10] [places zz,cq]; theory is 30 days after the deadline.
    /// </summary>
    private void AddSession()
    {
        var (key, deadline) = (Word(), Word());
        var practicalOn = More("practical") ? Day(Word()) : (DateOnly?)null;
        _stage.Session(key, deadline, practicalOn, More("places")
            ? [.. Word().Split(',').Select(id => new ExamPlace(id, $"{id}考点", "考点地址"))]
            : null);
    }

    private void Experience()
    {
        var e = new Experience();
        while (HasWord)
        {
            var (name, value) = Word().Split('=') is [var n, var v]
                ? (n, int.Parse(v, CultureInfo.InvariantCulture))
                : throw new FormatException("name=value");
            e = name switch
            {
                "crewMonths" => e with { CrewMonths = value },
                "crewKm" => e with { CrewKm = value },
                "emuMonths" => e with { EmuMonths = value },
                "emuKm" => e with { EmuKm = value },
                "mechanicMonths" => e with { MechanicMonths = value },
                "metroMonths" => e with { MetroMonths = value },
                "selfPropelledMonths" => e with { SelfPropelledMonths = value },
                "safeKm" => e with { SafeCrewKm = value },
                _ => throw new FormatException($"experience does not know {name}"),
            };
        }
        _study = _study with { Experience = e };
    }

    private void Fit() => _study = (Word(), Word() == "yes") switch
    {
        ("aptitude", var yes) => _study with { AptitudePassed = yes },
        ("health", var yes) => _study with { HealthPassed = yes },
        ("language", var yes) => _study with { SpeaksPutonghua = yes },
        ("drugs", var yes) => _study with { DrugsOrTerrorism = yes },
        _ => throw new FormatException("fit aptitude|health|language|drugs yes|no"),
    };

    private void Apply()
    {
        var service = Word();
        RailForm form = service switch
        {
            "first" =>
                new RailFirstForm(RailClass.Parse(Word())!, Session(), null, _study.Education, _study.Experience),
            "upgrade" =>
                new RailUpgradeForm(RailClass.Parse(Word())!, Session(), null, _study.Education, _study.Experience),
            "renewal" => Renewal(),
            "reissue" => new RailReissueForm(Named<ReissueReason>()),
            "cancellation" => new RailCancellationForm(Named<RailGround>(), "不再从业"),
            _ => throw new FormatException($"there is no service {service}"),
        };
        var health = More("health") ? Day(Word()) : _stage.Today.AddDays(-10);
        var place = More("at") ? Word() : null;
        form = form switch
        {
            RailFirstForm f => f with { HealthReportOn = health, ExamPlaceId = place },
            RailUpgradeForm f => f with { HealthReportOn = health },
            RailRenewalForm f => f with { HealthReportOn = health },
            _ => form,
        };
        var materials = _stage.MaterialsFor(form).ToList();
        while (NextWord is "without" or "with")
        {
            if (Word() == "with") materials.Add(_stage.Uploaded(Named<MaterialKind>()));
            else materials.RemoveAll(Is(Named<MaterialKind>()));
        }
        _stage.When(new Apply(form, [.. materials]), By(RailStage.HolderActor));
    }

    private static Predicate<Material> Is(MaterialKind kind) => material => material.Kind == kind;

    private string Session() => More("session") ? Word() : "X-1";

    private RailRenewalForm Renewal()
    {
        var form = new RailRenewalForm(Named<RenewalReason>());
        if (More("to")) form = form with { NewEmployerId = Word() };
        if (More("unit")) form = form with { NewUnit = Word() };
        return More("name") ? form with { NewName = Word() } : form;
    }

    private void ReviewStep(string verb)
    {
        var id = _stage.ApplicationId;
        (ApplicationCommand Command, Actor Actor) work = verb switch
        {
            "resubmit" => (new AnswerSupplement(id, [_stage.Uploaded(MaterialKind.Video)]), RailStage.HolderActor),
            "identity" => (new AnswerIdentityCheck(id, Word() == "passed"), Actor.Registry(Channel.Consequence)),
            "submit" => (new EmployerSubmit(id), RailStage.EmployerActor("W-1")),
            "return" => (new EmployerReturn(id, ["材料不清晰"]), RailStage.EmployerActor("W-1")),
            "originals" => (new CheckOriginals(id, More("at") ? Word() : null), RailStage.Centre),
            "accept" => (new Accept(id), RailStage.Centre),
            "not-accept" => (new NotAccept(id, ["不符合条件"]), RailStage.Centre),
            "theory" => (Result(id, ExamPart.Theory), RailStage.Centre),
            "practical" => (Result(id, ExamPart.Practical), RailStage.Centre),
            "report" => (new ReportRail(id), RailStage.Centre),
            "grant" => (new Approve(id), RailStage.Nra),
            "refuse" => (new Refuse(id, ["不予许可"]), RailStage.Nra),
            "announce" => (new AnnounceRail(id), RailStage.Nra),
            "ready" => (new MakeReady(id), RailStage.Centre),
            "deliver" => (new Deliver(id), RailStage.Centre),
            "withdraw" => (new WithdrawRailByLetter(id, "郑铁函〔2026〕1号"), RailStage.EmployerActor("W-1")),
            _ => throw new FormatException($"there is no step {verb}"),
        };
        _stage.When(work.Command, By(work.Actor));
    }

    private RecordExamResult Result(string id, ExamPart part) => new(
        id, part, Word() == "passed", HasWord ? int.Parse(Word(), CultureInfo.InvariantCulture) : null);

    private Actor By(Actor @default) => !More("by") ? @default : Word() switch
    {
        "driver" => RailStage.HolderActor,
        "centre" => RailStage.Centre,
        "nra" => RailStage.Nra,
        "W-1/u1" => RailStage.EmployerActor("W-1", "u1"),
        "W-2/u1" => RailStage.EmployerActor("W-2", "u1"),
        var key => RailStage.EmployerActor(key),
    };
}
