using System.Buffers;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// A railway career drawn by dice: study, first licence, upgrades, renewals, changes of
/// employer and name, fraud, ban, death. Each die moves the clock and lets someone,
/// right or wrong, ask for something. The same dice tell the same story.
/// </summary>
internal sealed class RailStory
{
    private static readonly Actor[] _everyone =
    [
        RailStage.HolderActor, RailStage.Centre, RailStage.Nra, RailStage.EmployerActor("W-1"),
        RailStage.EmployerActor("W-2"), RailStage.EmployerActor("W-1", "u1"), Actor.Registry(Channel.Consequence),
        new("unbound", Roles.Holder, Channel.Http), new("stranger", Roles.Holder, Channel.Http) { PersonKey = "P-9" },
        new("road", Roles.Officer, Channel.Http) { Authority = "41", Desks = Desks.Road }];

    private static readonly Actor _second = new("centre.2", Roles.ExamCentre, Channel.Http);

    private readonly RailStage _stage;

    private RailStory(RailStage stage) => _stage = stage;

    public static RailStage Play(IReadOnlyList<int> dice, Action<RailStage, RailCareer?> afterEach)
    {
        var story = new RailStory(Begun(new Random(dice.Count == 0 ? 1 : dice[0])));
        afterEach(story._stage, null);
        foreach (var die in dice.Skip(1))
        {
            var before = story._stage.Career;
            story.Tell(new Random(die));
            afterEach(story._stage, before);
        }
        return story._stage;
    }

    private static RailStage Begun(Random random)
    {
        var stage = new RailStage(
            "2024-01-02").At(ShanghaiTime.StartOf(new DateOnly(2024, 1, 2).AddDays(random.Next(900))).AddHours(9));
        stage.Driver = Certificates.Stage.PersonBorn(
            $"{random.Next(1962, 2007)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}");
        var retiresOn = random.Next(3) == 0 ? stage.Today.AddDays(random.Next(400, 4000)) : (DateOnly?)null;
        OlderLicence? licence = null;
        if (random.Next(3) > 0)
        {
            var from = stage.Today.AddDays(-random.Next(2100));
            var to = LegalDates.PeriodEnd(from, 6);
            licence = new OlderLicence([new HeldClass(Class(random), from)], from, retiresOn < to
                ? retiresOn.Value
                : to);
        }
        return stage.Given(licence, random.Next(10) == 0 ? null : "W-1", retiresOn);
    }

    private void Tell(Random random)
    {
        var deadline = _stage.NextDeadline?.DueAt is { } due && due > _stage.Now ? due : _stage.Now;
        _stage.At(random.Next(14) switch
        {
            < 6 => _stage.Now,
            < 8 => _stage.Now.AddMinutes(random.Next(900)),
            < 10 => _stage.Now.AddDays(random.Next(1, 8)),
            10 => deadline,
            11 => deadline.AddTicks(deadline > _stage.Now ? -1 : 0),
            12 => _stage.Now.AddDays(random.Next(20, 200)),
            _ => _stage.Now.AddDays(random.Next(12) == 0 ? random.Next(365, 1500) : 1),
        });
        _stage.Session("X-1", $"{_stage.Today.AddDays(random.Next(-1, 60)):yyyy-MM-dd}",
            theoryOn: _stage.Today.AddDays(random.Next(-30, 5)));
        if (random.Next(60) == 0) _stage.Calendar = Certificates.Stage.With2027;
        if (random.Next(40) == 0)
            _stage.WhenPerson(random.Next(2) == 0
                ? new RecordDeath(_stage.Today)
                : new CorrectFact($"P-1.f{Math.Max(1, _stage.Driver.FactCount)}", "有误"));
        else Ask(random);
    }

    private void Ask(Random random)
    {
        var live = _stage.Career.Applications.LastOrDefault(a => a.IsLive);
        var id = random.Next(15) == 0
            ? Pick(random, ["R-1.0", "R-1.99", "R-2.1", "", "R-1.x"])
            : live?.Id ?? _stage.ApplicationId;
        var (command, actor) = random.Next(3) > 0 ? Fitting(random, live, id) : Any(random, id);
        if (random.Next(9) == 0) command = random.Next(2) == 0 ? new AssignReviewer(id) : new UnassignReviewer(id);
        _stage.When(command, random.Next(12) == 0 ? Pick(random, _everyone) : actor);
    }

    /// <summary>What carries the career on, so that stories get somewhere.</summary>
    private (Command, Actor) Fitting(Random random, RailApplication? live, string id) => live?.Status switch
    {
        ApplicationStatus.Submitted when random.Next(2) == 0 =>
            (random.Next(2) == 0 ? new ConfirmApproval(id) : new DeclineApproval(id, "有误"), _second),
        ApplicationStatus.EmployerReview when live.IdentityCheck is { State: IdentityCheckState.Asked } =>
            (new AnswerIdentityCheck(id, random.Next(5) > 0), Actor.Registry(Channel.Consequence)),
        ApplicationStatus.EmployerReview => random.Next(8) == 0
            ? (new EmployerReturn(id, ["请补正"]), Reviewer(live))
            : (new EmployerSubmit(id), Reviewer(live)),
        ApplicationStatus.EmployerReturned =>
            (new AnswerSupplement(id, [_stage.Uploaded(MaterialKind.Video)]), RailStage.HolderActor),
        ApplicationStatus.CentreReview when live.IsExam =>
            (live.OriginalsCheckedAt is null ? new CheckOriginals(id) : new Accept(id), RailStage.Centre),
        ApplicationStatus.Accepted when live.PracticalPassedAt is null => (new RecordExamResult(id,
            live.TheoryPassedAt is null ? ExamPart.Theory : ExamPart.Practical, random.Next(6) > 0,
            random.Next(3) == 0 ? random.Next(-1, 102) : null), RailStage.Centre),
        ApplicationStatus.CentreReview or ApplicationStatus.Accepted =>
            (random.Next(9) == 0 ? new NotAccept(id, ["不符"]) : new ReportRail(id), RailStage.Centre),
        ApplicationStatus.Reported => (random.Next(7) == 0
            ? new Refuse(id, ["不予许可"])
            : new Approve(id), RailStage.Nra),
        ApplicationStatus.Decided => (new AnnounceRail(id), RailStage.Nra),
        ApplicationStatus.Announced => (new MakeReady(id), RailStage.Centre),
        ApplicationStatus.AwaitingDelivery => (new Deliver(id), RailStage.Centre),
        _ when random.Next(4) == 0
            && _stage.Career.Applications is [.., { Status: ApplicationStatus.Delivered } delivered] =>
            (new ReturnDelivery(delivered.Id, "查无此人"), RailStage.Centre),
        _ => (Apply(random), RailStage.HolderActor),
    };

    private static Actor Reviewer(RailApplication a) => RailStage.EmployerActor(a.Reviewer.EmployerKey);

    private static CorrectRailLicence Correction(Random random, DateOnly today) => new(
        random.Next(2) == 0 ? $"RL-{random.Next(9)}" : null,
        random.Next(2) == 0 ? [new HeldClass(Class(random), today)] : null, null,
        random.Next(3) == 0 ? today.AddDays(random.Next(-50, 900)) : null, "登记有误");

    private (Command, Actor) Any(Random random, string id) => random.Next(19) switch
    {
        < 4 => (Apply(random), RailStage.HolderActor),
        4 => (
            new RecordStudy(new StudyRecord { Education = Education(random), Experience = Experience(random) }),
            Employer),
        5 => (new RecordRetirement(_stage.Today.AddDays(random.Next(-500, 4000))), Employer),
        6 when random.Next(6) == 0 => (new UnlinkEmployer(_stage.Career.Employer?.EmployerKey ?? "W-1"), Employer),
        6 => (new LinkEmployer(new EmployerLink(Pick(random, ["W-1", "W-2", "W-9"]))), RailStage.Centre),
        7 => (
            new RecordFinding(
                (RailGround)random.Next(1, 15), _stage.Today.AddDays(-random.Next(-1, 50)), random.Next(3) == 0),
            Employer),
        8 => (new ReportFinding($"R-1.f{random.Next(1, _stage.Career.FindingCount + 2)}"), Employer),
        9 when random.Next(3) == 0 => (new RevokeRailLicence((RailGround)random.Next(1, 4)), RailStage.Nra),
        10 when random.Next(4) == 0 => (new CancelRailLicence((RailGround)random.Next(10, 16)), RailStage.Nra),
        11 => (new WithdrawRailByLetter(id, "来函"), Employer),
        12 => (new AnswerIdentityCheck(id, true), Actor.Registry(Channel.Consequence)),
        13 => (new Approve(id, ApprovalNumber: "批文"), RailStage.Nra),
        14 => (new NotAccept(id, []), RailStage.Centre),
        15 => (new EmployerReturn(id, ["不全"]), Employer),
        16 => (new AnswerSupplement(id, default), RailStage.HolderActor),
        17 => (Correction(random, _stage.Today), RailStage.Centre),
        _ => (new PassTime(), Actor.Registry(Channel.Deadline)),
    };

    private Actor Employer => RailStage.EmployerActor(_stage.Career.Employer?.EmployerKey ?? "W-1");

    private Apply Apply(Random random)
    {
        var health = _stage.Today.AddDays(-random.Next(380));
        RailForm form = (_stage.Career.LiveLicence is null ? 0 : random.Next(1, 10)) switch
        {
            0 => new RailFirstForm(Class(random), "X-1", health, Education(random), Experience(random)),
            < 4 => new RailUpgradeForm(Class(random), "X-1", health, Education(random), Experience(random)),
            4 => new RailReissueForm((ReissueReason)random.Next(1, 3)),
            5 when random.Next(4) == 0 => new RailCancellationForm(RailGround.OtherCancellation, "不再从业"),
            _ => Renewal((RenewalReason)random.Next(1, 6), health, random),
        };
        var materials = _stage.MaterialsFor(form);
        return new Apply(form, random.Next(20) == 0
            ? default
            : materials, random.Next(3) == 0 ? DeliveryWay.Post : null,
            random.Next(4) == 0 ? null : new DeliveryAddress("张三", null, "北京市"));
    }

    private static RailRenewalForm Renewal(RenewalReason reason, DateOnly health, Random random) => new(reason,
        reason is RenewalReason.Employer or RenewalReason.ExpiryAndEmployer ? Pick(random, ["W-1", "W-2"]) : null, null,
        reason is RenewalReason.Name or RenewalReason.ExpiryAndName ? $"张{"甲乙丙丁戊己庚辛壬"[random.Next(9)]}" : null, health);

    private static RailClass Class(Random random) =>
        RailClass.Parse(random.Next(3) == 0
            ? RailClass.All[random.Next(RailClass.All.Length)].ToString()
            : Pick(random, ["J5", "J6", "J7", "L2", "L3"]))!;

    private static Education Education(Random random) =>
        new((EducationLevel)random.Next(1, 4), (RailMajor)random.Next(3));

    private static Experience Experience(Random random) => new()
    {
        CrewMonths = random.Next(36),
        CrewKm = random.Next(150_000),
        EmuMonths = random.Next(48),
        EmuKm = random.Next(300_000),
        MechanicMonths = random.Next(48),
        MetroMonths = random.Next(36),
        SelfPropelledMonths = random.Next(12),
        SafeCrewKm = random.Next(300_000),
    };

    private static T Pick<T>(Random random, T[] all) => all[random.Next(all.Length)];

    /// <summary>The answer, the rows, the reservations of what happened: none may throw.</summary>
    public static void Shown(RailStage stage)
    {
        var context = stage.ContextFor(RailStage.HolderActor);
        var id = new EntityId(EntityKind.RailLicence, stage.Career.Key);
        foreach (var command in new Command[] { new PassTime(), new Approve(stage.ApplicationId) })
            new AnswerWriter().Write(new ArrayBufferWriter<byte>(), id, stage.Career, 1, command, context);
        RailMachine.Instance.Search(stage.Career);
        RailMachine.Instance.Reservations(stage.Career);
        foreach (var a in stage.Career.Applications) Announcement.Of(a, stage.Career, "张三");
        EligibilityQuestion.All(RailFiling.FactsOf(stage.Career, stage.Career.Study, stage.Today, context));
    }
}
