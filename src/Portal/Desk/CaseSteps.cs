using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Desk;

/// <summary>What a step asks for besides the decision itself.</summary>
public enum StepAsks
{
    /// <summary>Nothing besides the decision.</summary>
    Nothing = 0,

    /// <summary>1 to 10 reasons.</summary>
    Reasons = 1,

    /// <summary>What is to be added, and a message.</summary>
    Supplement = 2,

    /// <summary>A grade; if none is chosen, the one by points.</summary>
    Grade = 3,

    /// <summary>An approval number; if none is given, one of the registry's scheme.</summary>
    ApprovalNumber = 4,

    /// <summary>Whether the part of the exam was passed.</summary>
    Exam = 5,
}

/// <summary>A step that the reader may take with a case.</summary>
/// <param name="Name">Its name in the address, as in the API.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Key">The key on the keyboard for it.</param>
/// <param name="Look">Classes of its button.</param>
/// <param name="Asks">What it asks for.</param>
/// <param name="Done">The words after it was done.</param>
public sealed record CaseStep(
    string Name, LocalText Label, char Key, string Look, StepAsks Asks, LocalText Done);

/// <summary>The steps of every chain of review, and which of them a case can take.</summary>
public static class CaseSteps
{
    private static readonly ImmutableArray<CaseStep> _all =
    [
        new("accept", new("受理", "Accept"), 'a', "", StepAsks.Nothing, new("已受理", "Accepted")),
        new("supplement", new("要求补正", "Ask for more"), 's', "second", StepAsks.Supplement,
            new("已要求补正", "More was asked for")),
        new("not-accept", new("不予受理", "Do not accept"), 'n', "danger", StepAsks.Reasons,
            new("已不予受理", "Not accepted")),
        new("originals-checked", new("原件已核对", "Originals seen"), 'o', "", StepAsks.Nothing,
            new("已记录原件核对", "The originals are on record")),
        new("exam-result", new("登记考试成绩", "Record the exam"), 'e', "", StepAsks.Exam,
            new("已登记成绩", "The result is on record")),
        new("report", new("上报国家铁路局", "Report to the administration"), 'u', "", StepAsks.Nothing,
            new("已上报", "Reported")),
        new("approve", new("审验通过", "Approve"), 'p', "", StepAsks.Grade, new("已通过", "Approved")),
        new("refuse", new("不通过", "Refuse"), 'x', "danger", StepAsks.Reasons, new("已作出不通过决定", "Refused")),
        new("announce", new("网上公告", "Announce"), 'g', "", StepAsks.Nothing, new("已公告", "Announced")),
        new("ready", new("证件已制好", "The document is made"), 'm', "", StepAsks.Nothing,
            new("已登记制证", "The document is on record as made")),
        new("deliver", new("已发证或寄出", "Handed over or posted"), 'd', "", StepAsks.Nothing,
            new("已办结", "Done")),
        new("employer-submit", new("初审合格，提交", "Submit to the exam centre"), 'a', "", StepAsks.Nothing,
            new("已提交考试中心", "Submitted to the exam centre")),
        new("employer-return", new("驳回", "Return"), 'n', "danger", StepAsks.Reasons,
            new("已驳回", "Returned to the driver")),
    ];

    /// <summary>The step with this name; null: there is none.</summary>
    public static CaseStep? Find(string name) => _all.FirstOrDefault(step => step.Name == name);

    /// <summary>The steps that a case can take where it stands, by the reader's roles.</summary>
    public static ImmutableArray<CaseStep> Of(ApplicationView a, Actor reader) => [.. Names(a, reader).Select(name =>
        _all.First(step => step.Name == name) is var step && name == "approve"
            ? step with
            {
                Asks = a.Service == ServiceId.CertificateAssessment ? StepAsks.Grade
                    : a.RailLicenceId is not null ? StepAsks.ApprovalNumber : StepAsks.Nothing,
            }
            : step)];

    /// <summary>The words after a step; null: there is no such step.</summary>
    public static LocalText? Said(string? done) => done == "none"
        ? new LocalText("没有可领取的办件了", "Nothing is left to be taken") : _all.FirstOrDefault(s => s.Name == done)?.Done;

    /// <summary>The command of a step, from what was posted and the reasons that were ticked.</summary>
    internal static Command CommandOf(
        string name, string id, Posted form, ImmutableArray<string> ticked) => name switch
        {
            "accept" => new Accept(id),
            "supplement" => new RequestSupplement(
                id, [.. Kinds(form)], SupplementMessage.Of([.. ticked, form.Block("message")])),
            "not-accept" => new NotAccept(id, [.. ticked, .. form.Lines("reasons")]),
            "originals-checked" => new CheckOriginals(id),
            "exam-result" => new RecordExamResult(
                id, form["part"] == "practical" ? ExamPart.Practical : ExamPart.Theory, form["passed"] == "yes",
                PointsIn(form)),
            "report" => new ReportRail(id),
            "approve" => new Approve(
                id, Enum.TryParse<Grade>(form["grade"], out var grade) ? grade : null, form.Text("approvalNumber")),
            "refuse" => new Refuse(id, [.. ticked, .. form.Lines("reasons")]),
            "announce" => new AnnounceRail(id),
            "ready" => new MakeReady(id),
            "deliver" => new Deliver(id),
            "employer-submit" => new EmployerSubmit(id),
            "employer-return" => new EmployerReturn(id, [.. ticked, .. form.Lines("reasons")]),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    private static IEnumerable<string> Names(ApplicationView a, Actor reader) => a.RailLicenceId is null
        ? Road(a)
        : Rail(a).Where(name => reader.Is(name switch
        {
            "employer-submit" or "employer-return" => Roles.Employer,
            "approve" or "refuse" or "announce" => Roles.Administration,
            _ => Roles.ExamCentre,
        }));

    private static string[] Road(ApplicationView a) => a switch
    {
        { Status: ApplicationStatus.Submitted, Form: IdentityForm, Supplement: null } =>
            ["approve", "supplement", "refuse"],
        { Status: ApplicationStatus.Submitted, Form: IdentityForm } => ["approve", "refuse"],
        { Status: ApplicationStatus.Submitted, Supplement: null } => ["accept", "supplement", "not-accept"],
        { Status: ApplicationStatus.Submitted } => ["accept", "not-accept"],
        { Status: ApplicationStatus.Accepted } => ["approve", "refuse"],
        { Status: ApplicationStatus.Approved, Delivery: not null } => ["ready"],
        { Status: ApplicationStatus.AwaitingDelivery } => ["deliver"],
        _ => [],
    };

    private static string[] Rail(ApplicationView a) => a.Status switch
    {
        ApplicationStatus.EmployerReview => ["employer-submit", "employer-return"],
        ApplicationStatus.CentreReview when a.Form is RailExamForm => a.Rail!.OriginalsCheckedAt is null
            ? ["originals-checked", "not-accept"] : ["accept", "not-accept"],
        ApplicationStatus.CentreReview => ["report", "not-accept"],
        ApplicationStatus.Accepted when a.Rail!.PracticalPassedAt is null => ["exam-result"],
        ApplicationStatus.Accepted => ["report"],
        ApplicationStatus.Reported => ["approve", "refuse"],
        ApplicationStatus.Decided => ["announce"],
        ApplicationStatus.Announced when a.Delivery is not null => ["ready"],
        ApplicationStatus.AwaitingDelivery => ["deliver"],
        _ => [],
    };

    /// <summary>Marks; a text that is no number becomes an impossible mark, which the law refuses.</summary>
    private static int? PointsIn(Posted form) => form.Text("points") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var points) ? points : -1;

    private static IEnumerable<MaterialKind> Kinds(Posted form) =>
        from name in form.All("material")
        where Enum.TryParse<MaterialKind>(name, out _)
        select Enum.Parse<MaterialKind>(name);
}
