using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// A life of one certificate drawn by dice: each die moves the clock and lets someone, right or wrong, ask for
/// something. The same dice tell the same story, so that a failing one is kept as a short list of numbers.
/// </summary>
internal sealed class Story
{
    private static readonly Actor[] _strangers =
    [
        new("stranger", Roles.Holder, Channel.Http) { PersonKey = "P-9" },
        new("unbound", Roles.Holder, Channel.Http),
        new("elsewhere", Roles.Officer, Channel.Http) { Authority = "53", Desks = Desks.Road },
        new("otherDesk", Roles.Officer, Channel.Http) { Authority = "41", Desks = Desks.Rail },
        new("police", Roles.Enforcement, Channel.Http),
        new("administrator", Roles.Administrator, Channel.Http),
        new("second", Roles.Officer, Channel.Http) { Authority = "41", Desks = Desks.Road | Desks.Charter },
    ];

    private readonly Action<Stage> _afterEach;

    private Story(Stage stage, Action<Stage> afterEach) => (Stage, _afterEach) = (stage, afterEach);

    public Stage Stage { get; }

    /// <summary>Tells the story and calls <paramref name="afterEach"/> after every die.</summary>
    public static Stage Play(IReadOnlyList<int> dice, Action<Stage> afterEach)
    {
        var story = new Story(Begun(new Random(dice.Count == 0 ? 1 : dice[0])), afterEach);
        afterEach(story.Stage);
        foreach (var die in dice.Skip(1)) story.Tell(new Random(die));
        return story.Stage;
    }

    private static Stage Begun(Random random)
    {
        var stage = new Stage("2024-01-01").At(Day(new DateOnly(2024, 1, 2).AddDays(random.Next(1000))));
        stage.Holder = Stage.PersonBorn(
            $"{random.Next(1958, 2000)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}") with
        { Certificates = [] };
        if (random.Next(8) == 0) stage.Holder = stage.Holder with { BornOn = new DateOnly(1964, 2, 29) };
        var validFrom = stage.Today.AddDays(-random.Next(2300));
        if (random.Next(10) == 0) validFrom = new DateOnly(2020, 2, 29);
        var firstIssuedOn = random.Next(2) == 0 ? validFrom : validFrom.AddDays(-random.Next(1000));
        var kind = random.Next(5) == 0 ? CertificateKind.DangerousGoodsEscort : (CertificateKind)random.Next(1, 4);
        stage.Given($"{validFrom:yyyy-MM-dd}", kind, $"{firstIssuedOn:yyyy-MM-dd}");
        return stage;
    }

    private void Tell(Random random)
    {
        MoveClock(random);
        if (random.Next(40) == 0) Stage.Calendar = Stage.With2027;
        if (random.Next(6) == 0) AskPerson(random);
        else Ask(random);
        _afterEach(Stage);
    }

    private void MoveClock(Random random)
    {
        var deadline = Stage.NextDeadline?.DueAt ?? Stage.Now;
        if (deadline < Stage.Now) deadline = Stage.Now;
        Stage.At(random.Next(14) switch
        {
            < 4 => Stage.Now,
            < 6 => Stage.Now.AddMinutes(random.Next(600)),
            < 9 => Stage.Now.AddDays(random.Next(1, 6)),
            9 => deadline,
            10 => deadline.AddTicks(deadline > Stage.Now ? -1 : 0),
            11 => deadline.AddDays(random.Next(3)),
            12 => Stage.Now.AddDays(random.Next(20, 200)),
            _ => Stage.Now.AddDays(random.Next(10) == 0 ? random.Next(365, 3000) : random.Next(30)),
        });
    }

    private void AskPerson(Random random)
    {
        var actor = random.Next(8) == 0 ? Pick(random, _strangers) : Actor.Registry(Channel.Consequence);
        var on = Stage.Today.AddDays(-random.Next(-1, 40));
        Command command = random.Next(8) switch
        {
            0 => new RecordDeath(on),
            < 4 => new RecordDrivingLicence((DrivingLicenceState)random.Next(1, 5), random.Next(2) == 0
                ? "A2"
                : null, on),
            < 7 => new CorrectFact($"P-1.f{random.Next(1, Stage.Holder.FactCount + 2)}", "登记有误"),
            _ => new ChangeIdentity("张三", IdentityKind.CitizenId, "110105194912310" + random.Next(100, 1000)),
        };
        Stage.WhenPerson(command, actor, delivered: random.Next(3) > 0);
    }

    private const int Returned = 30;

    private void Ask(Random random)
    {
        var live = Stage.Certificate.Applications.LastOrDefault(a => a.IsLive);
        var die = random.Next(3) > 0 ? random.Next(30) : Fitting(live?.Status);
        if (random.Next(4) == 0 && Stage.Certificate.Applications is
            [.., { Status: ApplicationStatus.Delivered, Delivery: DeliveryWay.Post }]) die = Returned;
        var id = random.Next(12) switch
        {
            0 => $"Q-1.{Stage.Certificate.ApplicationCount - 1}",
            1 => Pick(random, ["Q-1.99", "Q-2.1", "", "Q-1.", "Q-1.99999999999"]),
            _ => live?.Id ?? Stage.ApplicationId,
        };
        Command command = die switch
        {
            < 7 => new Apply(Form(random), Materials(random), random.Next(3) == 0 ? DeliveryWay.Post : null,
                random.Next(4) == 0 ? null : new DeliveryAddress("张三", "13800138000", "郑州市")),
            7 => new Withdraw(id),
            8 => new AnswerSupplement(id, Answer(random)),
            9 => new AssignReviewer(id),
            10 => new UnassignReviewer(id),
            < 14 => new Accept(id),
            14 => new NotAccept(id, random.Next(4) == 0 ? [] : ["材料不全"]),
            < 17 => new RequestSupplement(id, random.Next(3) == 0 ? [] : [(MaterialKind)random.Next(1, 7)], "请补正"),
            < 21 => new Approve(id, random.Next(4) == 0 ? (Grade)random.Next(0, 5) : null),
            21 => new Refuse(id, ["材料不实"]),
            22 => new MakeReady(id),
            Returned => new ReturnDelivery(Stage.ApplicationId, "查无此人"),
            23 => new Deliver(id, random.Next(4) == 0 ? "邮政" : null),
            24 => new RecordViolation(
                Pick(random, [20, 20, 10, 5, 3, 1, 2]), Stage.Today.AddDays(-random.Next(-1, 500)), null),
            25 => new RecordEducation(random.Next(0, 40), Stage.Today.AddDays(-random.Next(-1, 100))),
            26 => new Reassess(random.Next(0, 8), (Grade)random.Next(0, 5), "复核"),
            27 when random.Next(6) == 0 => new CancelCertificate((CancellationGround)random.Next(1, 7), "依职权"),
            28 when random.Next(6) == 0 => Stage.Sound("2020-03-01"),
            _ => new PassTime(),
        };
        var byHolder = command is Apply or Withdraw or AnswerSupplement;
        var actor = random.Next(10) == 0
            ? Pick(random, _strangers)
            : byHolder ? Stage.HolderActor
            : Stage.OfficerOf("4101");
        Stage.When(command, actor);
    }

    /// <summary>What carries an application on, so that stories get to the end of one.</summary>
    private int Fitting(ApplicationStatus? status) => status switch
    {
        ApplicationStatus.SupplementRequested => 8,
        ApplicationStatus.Submitted => 11,
        ApplicationStatus.Accepted => 17,
        ApplicationStatus.Approved => 22,
        ApplicationStatus.AwaitingDelivery => 23,
        _ => Stage.Certificate.Assessment is { } a
            && (a.LastGrade == Grade.B || a.Open.Any(cycle => cycle.Points >= 20)) ? 25 : 0,
    };

    private ApplicationForm _form = new RenewalForm();

    private ApplicationForm Form(Random random) => _form = random.Next(9) switch
    {
        < 3 => new AssessmentForm("个人"),
        < 6 => new RenewalForm(),
        6 => new ReissueForm(ReissueReason.Damaged),
        7 => new ChangeForm($"第{random.Next(4)}车队"),
        _ => random.Next(4) == 0 ? new CancellationForm("不再从业") : new RenewalForm(Phone: "12"),
    };

    private ImmutableArray<Material> Materials(Random random)
    {
        var all = Stage.MaterialsFor(_form);
        return random.Next(12) switch
        {
            0 => all.RemoveAt(0),
            1 => all.Add(Stage.Uploaded(MaterialKind.IdentityFront)),
            2 => default,
            _ => all,
        };
    }

    private ImmutableArray<Material> Answer(Random random) =>
        random.Next(5) == 0 ? [] : [Stage.Uploaded((MaterialKind)random.Next(1, 7)),
            .. Stage.Certificate.OpenApplication?.Supplement?.Materials.Select(kind => Stage.Uploaded(kind)) ?? []];

    private static T Pick<T>(Random random, T[] all) => all[random.Next(all.Length)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    /// <summary>The answer, the index rows, the notices and the forecast of what happened: none may throw.</summary>
    public static void Shown(Stage stage, Command command)
    {
        var context = stage.ContextFor(Stage.HolderActor);
        var id = new EntityId(EntityKind.Certificate, stage.Certificate.Key);
        new AnswerWriter().Write(new ArrayBufferWriter<byte>(), id, stage.Certificate, 1, command, context);
        CertificateMachine.Instance.Search(stage.Certificate);
        CertificateMachine.Instance.Reservations(stage.Certificate);
        JsonSerializer.Serialize(TimelineView.Of(stage.Certificate, context), RegistryJson.Wire.TimelineView);
    }
}
