using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// Goal: where two refusals apply, the earlier one of docs/refusals.md answers. Method: each row makes a situation with
/// two faults, neighbours in the order, and names the one that must win; without it the other one answers.
/// </summary>
public sealed partial class RefusalOrderTests
{
    private static readonly Actor _stranger = new("stranger", Roles.Holder, Channel.Http) { PersonKey = "P-9" };
    private static readonly Actor _unbound = new("unbound", Roles.Holder, Channel.Http);
    private static readonly Actor _elsewhere = Stage.OfficerOf("53");

    private static Apply Bare(ApplicationForm form) => new(form, [], null);

    /// <summary>
    /// Situation, then the command with two faults; the winner; the same with the first fault mended; the other.
    /// </summary>
    public static TheoryData<
        string, Func<Stage>, Func<Stage, Stage>, RefusalCode, Func<Stage, Stage>, RefusalCode> Filings => new()
    {
        { "role before real name", () => Valid(),
            s => s.When(Bare(new RenewalForm()), _unbound with { Roles = Roles.Operator }), RefusalCode.NotAllowed,
            s => s.When(Bare(new RenewalForm()), _unbound), RefusalCode.RealNameRequired },
        { "whose it is before form", () => Valid(),
            s => s.When(Bare(new ChangeForm("")), _stranger), RefusalCode.NotFound,
            s => s.WhenHolder(Bare(new ChangeForm(""))), RefusalCode.Malformed },
        { "form before cancelled", () => Cancelled(),
            s => s.WhenHolder(Bare(new ChangeForm(""))), RefusalCode.Malformed,
            s => s.WhenHolder(Bare(new ChangeForm("某公司"))), RefusalCode.CertCancelled },
        { "cancelled before kind", () => Cancelled(CertificateKind.DangerousGoodsEscort),
            s => s.WhenHolder(Bare(new AssessmentForm("个人"))), RefusalCode.CertCancelled,
            _ => Valid(CertificateKind.DangerousGoodsEscort).WhenHolder(Bare(new AssessmentForm("个人"))),
            RefusalCode.KindNotCovered },
        { "kind before validity", () => Expired(CertificateKind.DangerousGoodsLoader),
            s => s.WhenHolder(Bare(new AssessmentForm("个人"))), RefusalCode.KindNotCovered,
            _ => Expired().WhenHolder(Bare(new AssessmentForm("个人"))), RefusalCode.CertNotValid },
        { "validity before what is open", () => Expired().WhenApplies(new RenewalForm()).ThenDone(),
            s => s.WhenHolder(Bare(new ReissueForm(ReissueReason.Lost))), RefusalCode.CertNotValid,
            _ => Valid()
                .WhenApplies(new ChangeForm("某公司"))
                .ThenDone()
                .WhenHolder(Bare(new ReissueForm(ReissueReason.Lost))),
            RefusalCode.OpenApplicationExists },
        { "what is open before the window", () => Valid().WhenApplies(new CancellationForm("不再从业")).ThenDone(),
            s => s.WhenHolder(Bare(new RenewalForm())), RefusalCode.OpenApplicationExists,
            s => s.WhenHolder(new Withdraw("Q-1.1")).WhenHolder(Bare(new RenewalForm())), RefusalCode.TooEarly },
        { "the window before the licence", () => Suspended("2025-01-05"),
            s => s.WhenHolder(Bare(new RenewalForm())), RefusalCode.TooEarly,
            _ => Suspended("2026-02-02").WhenHolder(Bare(new RenewalForm())), RefusalCode.DrivingLicence },
        { "the licence before materials", () => Suspended("2026-02-02"),
            s => s.WhenHolder(Bare(new RenewalForm())), RefusalCode.DrivingLicence,
            s => s.WhenPerson(new RecordDrivingLicence(DrivingLicenceState.Valid, null, s.Today))
                .WhenHolder(Bare(new RenewalForm())),
            RefusalCode.MaterialMissing },
        { "unchanged before materials", () => Valid(),
            s => s.WhenHolder(Bare(new ChangeForm(" 郑州货运一公司 "))), RefusalCode.Unchanged,
            s => s.WhenHolder(Bare(new ChangeForm("某公司"))), RefusalCode.MaterialMissing },
        { "the window of an assessment before its materials", () => Valid(),
            s => s.WhenHolder(Bare(new AssessmentForm("个人"))), RefusalCode.TooEarly,
            s => s.At("2026-03-02").WhenHolder(Bare(new AssessmentForm("个人"))), RefusalCode.MaterialMissing },
        { "too many before missing", () => Valid(),
            s => Reissue(s, Enumerable.Range(0, 21).Select(_ => s.Uploaded(MaterialKind.PortraitPhoto))),
            RefusalCode.Malformed,
            s => Reissue(s, Enumerable.Range(0, 20).Select(_ => s.Uploaded(MaterialKind.PortraitPhoto))),
            RefusalCode.MaterialMissing },
        { "missing before not asked", () => Valid(),
            s => Reissue(s, [s.Uploaded(MaterialKind.StudyRecord)]), RefusalCode.MaterialMissing,
            s => Reissue(
                s, [.. s.MaterialsFor(new ReissueForm(ReissueReason.Lost)), s.Uploaded(MaterialKind.StudyRecord)]),
            RefusalCode.MaterialNotAsked },
        { "not asked before unfit", () => Valid(),
            s => Reissue(
                s,
                [
                    .. s.MaterialsFor(new ReissueForm(ReissueReason.Lost)),
                    s.Uploaded(MaterialKind.StudyRecord, owner: "thief")]),
            RefusalCode.MaterialNotAsked,
            s => Reissue(
                s, [s.Uploaded(MaterialKind.DrivingLicence), s.Uploaded(MaterialKind.PortraitPhoto, owner: "thief")]),
            RefusalCode.MaterialUnfit },
    };

    [Theory]
    [MemberData(nameof(Filings))]
    public void The_earlier_refusal_of_an_application_answers(
        string row,
        Func<Stage> given,
        Func<Stage, Stage> both,
        RefusalCode first,
        Func<Stage, Stage> mended,
        RefusalCode second)
    {
        Assert.NotEmpty(row);
        both(given()).ThenRefused(first);
        mended(given()).ThenRefused(second);
    }

    public static TheoryData<string, Func<Stage>, Command, Actor, RefusalCode> ReviewSteps => new()
    {
        { "an officer of another authority, before the number", () => Valid(),
            new Accept("Q-1.9"), _elsewhere, RefusalCode.OtherAuthority },
        { "a holder at the officer's desk", () => Handed(),
            new Accept("Q-1.1"), Stage.HolderActor, RefusalCode.NotAllowed },
        { "an officer of the railway desk", () => Handed(), new Accept("Q-1.1"),
            Stage.OfficerOf("4101") with { Desks = Desks.Rail }, RefusalCode.OtherAuthority },
        { "an officer at the holder's", () => Handed(), new Withdraw("Q-1.1"),
            Stage.OfficerOf("4101"), RefusalCode.NotAllowed },
        { "somebody else's holder", () => Handed(), new Withdraw("Q-1.1"), _stranger, RefusalCode.NotFound },
        { "an unknown application", () => Handed(), new Accept("Q-1.2"), Stage.OfficerOf("41"), RefusalCode.NotFound },
        { "closed with its certificate, before the desk", () => Handed()
            .WhenOfficer(new AssignReviewer("Q-1.1"))
            .WhenOfficer(new CancelCertificate(CancellationGround.Authority, "x")),
            new Accept("Q-1.1"), Second, RefusalCode.CertCancelled },
        { "on another desk, before the state", () => Handed().WhenOfficer(new AssignReviewer("Q-1.1")),
            new Refuse("Q-1.1", ["x"]), Second, RefusalCode.WrongState },
        { "reasons before the state", () => Handed(), new Refuse("Q-1.1", []),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "refused before it is accepted", () => Handed(), new Refuse("Q-1.1", ["x"]),
            Stage.OfficerOf("4101"), RefusalCode.WrongState },
        { "not accepted without reasons", () => Handed(), new NotAccept("Q-1.1", default),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "not accepted with a blank reason", () => Handed(), new NotAccept("Q-1.1", [" "]),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "not accepted with eleven reasons", () => Handed(), new NotAccept("Q-1.1", [.. Enumerable.Repeat("x", 11)]),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "not accepted after acceptance", () => Handed().WhenAccepted(), new NotAccept("Q-1.1", ["x"]),
            Stage.OfficerOf("4101"), RefusalCode.WrongState },
        { "a supplement without words", () => Handed(),
            new RequestSupplement("Q-1.1", [MaterialKind.PortraitPhoto], " "),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "a supplement for what the service does not ask", () => Handed(),
            new RequestSupplement("Q-1.1", [MaterialKind.StudyRecord], "x"),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "a supplement after acceptance", () => Handed().WhenAccepted(), new RequestSupplement("Q-1.1", [], "x"),
            Stage.OfficerOf("4101"), RefusalCode.WrongState },
        { "an answer that nobody asked for, before its materials", () => Handed(),
            new AnswerSupplement("Q-1.1", [new(MaterialKind.StudyRecord, "D-0")]),
            Stage.HolderActor,
            RefusalCode.WrongState },
        { "an answer without what was asked", () => Asked(),
            new AnswerSupplement("Q-1.1", []), Stage.HolderActor, RefusalCode.Malformed },
        { "an answer with something else", () => Asked(),
            new AnswerSupplement("Q-1.1", [new(MaterialKind.StudyRecord, "D-0")]),
            Stage.HolderActor,
            RefusalCode.MaterialNotAsked },
        { "an answer with nobody's document", () => Asked(),
            new AnswerSupplement("Q-1.1", [new(MaterialKind.PortraitPhoto, "D-0")]),
            Stage.HolderActor,
            RefusalCode.MaterialUnfit },
        { "a grade on a reissue, before its state", () => Handed(), new Approve("Q-1.1", Grade.AA),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "approved before it is accepted", () => Handed(), new Approve("Q-1.1"),
            Stage.OfficerOf("4101"), RefusalCode.WrongState },
        { "claimed when it has ended", () => Handed().WhenHolder(new Withdraw("Q-1.1")), new AssignReviewer("Q-1.1"),
            Stage.OfficerOf("4101"), RefusalCode.WrongState },
        { "claimed by two", () => Handed().WhenOfficer(new AssignReviewer("Q-1.1")),
            new AssignReviewer("Q-1.1"), Second, RefusalCode.WrongState },
        { "released by another", () => Handed().WhenOfficer(new AssignReviewer("Q-1.1")),
            new UnassignReviewer("Q-1.1"), Second, RefusalCode.WrongState },
        { "registered a second time", () => Valid(), Stage.Sound("2022-03-01"),
            Stage.OfficerOf("4101"), RefusalCode.Duplicate },
        { "points by a holder", () => Valid(),
            new RecordViolation(5, new(2026, 1, 1), null), Stage.HolderActor, RefusalCode.NotAllowed },
        { "points elsewhere", () => Valid(),
            new RecordViolation(7, new(2026, 1, 1), null), _elsewhere, RefusalCode.OtherAuthority },
        { "malformed points on a cancelled certificate", () => Cancelled(),
            new RecordViolation(7, new(2026, 1, 1), null), Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "points with a blank note", () => Valid(), new RecordViolation(5, new(2026, 1, 1), " "),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "cancelled points before kind", () => Cancelled(CertificateKind.DangerousGoodsEscort),
            new RecordViolation(5, new(2026, 1, 1), null), Stage.OfficerOf("4101"), RefusalCode.CertCancelled },
        { "re-assessed with no grade", () => Valid(), new Reassess(1, Grade.NotAssessed, "x"),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "re-assessed without a reason", () => Valid(), new Reassess(1, Grade.A, ""),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "re-assessed cycle 0", () => Valid(), new Reassess(0, Grade.A, "x"),
            Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "cancelled without a reason, though it is cancelled", () => Cancelled(),
            new CancelCertificate(CancellationGround.Authority, ""), Stage.OfficerOf("4101"), RefusalCode.Malformed },
        { "cancelled elsewhere", () => Valid(),
            new CancelCertificate(CancellationGround.Authority, "x"), _elsewhere, RefusalCode.OtherAuthority },
    };

    [Theory]
    [MemberData(nameof(ReviewSteps))]
    public void What_is_refused_at_the_desk_and_ex_officio(
        string row, Func<Stage> given, Command command, Actor actor, RefusalCode code)
    {
        Assert.NotEmpty(row);
        given().When(command, actor).ThenRefused(code);
    }

    [Fact]
    public void What_lies_on_another_desk_says_so_and_not_the_state_and_the_administrator_frees_it()
    {
        var stage = Handed()
            .WhenOfficer(new AssignReviewer("Q-1.1")).ThenDone();
        Assert.Equal(Stage.OfficerId, stage.Application.AssignedTo);
        stage.WhenOfficer(new AssignReviewer("Q-1.1")).Then();
        var refusal = ((Decision.Refused)stage.When(new Accept("Q-1.1"), Second).Last).Refusal;
        Assert.Contains("Another officer", refusal.Detail.En, StringComparison.Ordinal);
        var administrator = new Actor("admin", Roles.Administrator, Channel.Http);
        stage.When(new Accept("Q-1.1"), administrator).ThenRefused(RefusalCode.NotAllowed);
        stage.When(new UnassignReviewer("Q-1.1"), administrator).Then(new ReviewerUnassigned("Q-1.1"));
        stage.WhenOfficer(new UnassignReviewer("Q-1.1")).Then();
        stage.When(new Accept("Q-1.1"), Second).ThenDone();
    }

    [Fact]
    public void Once_decided_another_officer_hands_the_document_out() =>
        Handed().WhenOfficer(new AssignReviewer("Q-1.1")).WhenAccepted().WhenApproved()
            .When(new MakeReady("Q-1.1"), Second).ThenDone().When(new Deliver("Q-1.1"), Second).ThenDone();

    [Fact]
    public void An_officer_to_whom_it_is_assigned_works_on_it_and_gives_it_back() =>
        Handed().WhenOfficer(new AssignReviewer("Q-1.1")).WhenOfficer(new Accept("Q-1.1")).ThenDone()
            .WhenOfficer(new UnassignReviewer("Q-1.1")).Then(new ReviewerUnassigned("Q-1.1"));

    [Fact]
    public void Nothing_can_be_asked_of_a_certificate_that_is_not_there() =>
        new Stage("2026-01-05").WhenOfficer(new Accept("Q-1.1")).ThenRefused(RefusalCode.NotFound)
            .When(new PassTime(), Actor.Registry(Channel.Deadline)).ThenRefused(RefusalCode.NotFound);

    [Fact]
    public void A_decision_once_taken_is_the_same_answer_again()
    {
        var stage = Handed().WhenOfficer(new NotAccept("Q-1.1", ["材料不全"])).ThenDone();
        stage.WhenOfficer(new NotAccept("Q-1.1", ["材料不全"])).Then();
        stage.WhenApplies(new ReissueForm(ReissueReason.Lost)).WhenAccepted();
        stage.WhenOfficer(new Refuse("Q-1.2", ["材料不实"])).ThenDone().WhenOfficer(new Refuse("Q-1.2", ["材料不实"])).Then();
    }

    private static Actor Second { get; } = Stage.OfficerOf("41") with { AccountId = "second" };

    private static Stage Valid(CertificateKind kind = CertificateKind.FreightDriver) =>
        new Stage("2026-01-05").Given("2022-03-01", kind);

    private static Stage Expired(CertificateKind kind = CertificateKind.FreightDriver) =>
        new Stage("2026-03-02").Given("2020-03-01", kind);

    private static Stage Cancelled(CertificateKind kind = CertificateKind.FreightDriver) =>
        Valid(kind).WhenOfficer(new CancelCertificate(CancellationGround.Authority, "依职权")).ThenDone();

    private static Stage Suspended(string now)
    {
        var stage = new Stage(now).Given("2020-03-01");
        return stage.WhenPerson(new RecordDrivingLicence(DrivingLicenceState.Suspended, null, stage.Today)).ThenDone();
    }

    private static Stage Handed() => Valid().WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone();

    private static Stage Asked() =>
        Handed().WhenOfficer(new RequestSupplement("Q-1.1", [MaterialKind.PortraitPhoto], "照片不清晰")).ThenDone();

    private static Stage Reissue(Stage stage, IEnumerable<Material> materials) =>
        stage.WhenHolder(new Apply(new ReissueForm(ReissueReason.Lost), [.. materials], null));
}
