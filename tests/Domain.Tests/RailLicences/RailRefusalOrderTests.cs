using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// Goal: where several refusals apply, the first in the order of the law answers. Method: one application with every
/// fault at once; each test mends the faults before its own, so that neighbours are held against each other.
/// </summary>
public sealed class RailRefusalOrderTests
{
    private static readonly Actor _unbound = new("unbound", Roles.Holder, Channel.Http);
    private static readonly Actor _stranger = new("stranger", Roles.Holder, Channel.Http) { PersonKey = "P-9" };
    private static readonly HeldClass _j6 = new(RailClass.Parse("J6")!, new DateOnly(2020, 3, 1));

    private static RailStage Unlinked() => new RailStage("2026-01-05").Given(employer: null);

    private static RailStage Holder(string validTo = "2026-02-28", DateOnly? retiresOn = null)
    {
        var stage = new RailStage("2026-01-05").Given(
            new OlderLicence([_j6], new DateOnly(2020, 3, 1), DateOnly.Parse(validTo, null)), retiresOn: retiresOn);
        stage.Session("X-1", "2026-01-04");
        return stage;
    }

    private static readonly RailRenewalForm _malformed = new(RenewalReason.Employer);
    private static readonly RailRenewalForm _expiry = new(
        RenewalReason.Expiry, HealthReportOn: new DateOnly(2020, 1, 1));

    private static void Apply(RailStage stage, RailForm form, Actor actor, RefusalCode code) =>
        stage.When(new Apply(form, []), actor).ThenRefused(code);

    [Fact]
    public void Who_asks_comes_first()
    {
        Apply(Unlinked(), _malformed, RailStage.Centre, RefusalCode.NotAllowed);
        Apply(Unlinked(), _malformed, _unbound, RefusalCode.RealNameRequired);
        Apply(Unlinked(), _malformed, _stranger, RefusalCode.NotFound);
    }

    [Fact]
    public void Then_the_form() => Apply(Unlinked(), _malformed, RailStage.HolderActor, RefusalCode.Malformed);

    [Fact]
    public void Then_the_employer() => Apply(Unlinked(), _expiry, RailStage.HolderActor, RefusalCode.EmployerOnly);

    [Fact]
    public void Then_the_licence()
    {
        Apply(new RailStage("2026-01-05").Given(), _expiry, RailStage.HolderActor, RefusalCode.CertNotValid);
        var ended = Holder().When(new RevokeRailLicence(RailGround.FraudOrBribery), RailStage.Nra);
        Apply(
            ended,
            new RailUpgradeForm(RailClass.Parse("J7")!, "X-1", new DateOnly(2026, 1, 1)),
            RailStage.HolderActor,
            RefusalCode.CertCancelled);
    }

    [Fact]
    public void Then_the_ban()
    {
        var banned = Holder().When(new RevokeRailLicence(RailGround.FraudOrBribery), RailStage.Nra);
        Apply(banned, First(), RailStage.HolderActor, RefusalCode.Banned);
    }

    [Fact]
    public void Then_what_is_open()
    {
        var stage = Holder().WhenApplies(new RailReissueForm(ReissueReason.Lost)).ThenDone();
        Apply(stage, First(), RailStage.HolderActor, RefusalCode.OpenApplicationExists);
    }

    [Fact]
    public void Then_the_window()
    {
        Apply(Holder(), First(), RailStage.HolderActor, RefusalCode.TooLate);
        Apply(
            Holder("2026-12-31"),
            new RailRenewalForm(RenewalReason.ExpiryAndName, NewName: "张三", HealthReportOn: new DateOnly(2020, 1, 1)),
            RailStage.HolderActor,
            RefusalCode.TooEarly);
        Apply(Holder(retiresOn: new DateOnly(2026, 2, 28)), _expiry, RailStage.HolderActor, RefusalCode.AgeLimit);
    }

    [Fact]
    public void Then_what_would_not_change()
    {
        Apply(
            Holder(),
            new RailRenewalForm(RenewalReason.Name, NewName: " 张三 "),
            RailStage.HolderActor,
            RefusalCode.Unchanged);
        Apply(
            Holder(),
            new RailRenewalForm(RenewalReason.Employer, NewEmployerId: "W-1"),
            RailStage.HolderActor,
            RefusalCode.Unchanged);
    }

    [Fact]
    public void Then_the_new_employer() =>
        Apply(
            Holder(),
            new RailRenewalForm(RenewalReason.Employer, NewEmployerId: "W-404"),
            RailStage.HolderActor,
            RefusalCode.Malformed);

    [Fact]
    public void Then_eligibility()
    {
        var stage = Holder();
        stage.Session("X-2", "2026-03-01");
        Apply(stage, First("X-2"), RailStage.HolderActor, RefusalCode.NotEligible);
    }

    [Fact]
    public void Then_materials_missing_before_not_asked_before_unfit()
    {
        var stage = Holder();
        var video = stage.Uploaded(MaterialKind.Video, contentType: "application/pdf");
        var (form, strange) = (
            stage.Uploaded(MaterialKind.ReissueForm, owner: "somebody"), stage.Uploaded(MaterialKind.StudyRecord));
        var consent = stage.Uploaded(MaterialKind.EmployerConsent, uploadedAs: MaterialKind.ReissueForm);
        var reissue = new RailReissueForm(ReissueReason.Damaged);
        stage.When(new Apply(reissue, [video, form, strange]), RailStage.HolderActor)
            .ThenRefused(RefusalCode.MaterialMissing);
        stage.When(new Apply(reissue, [video, form, strange, consent]), RailStage.HolderActor)
            .ThenRefused(RefusalCode.MaterialNotAsked);
        stage.When(new Apply(reissue, [video, form, consent]), RailStage.HolderActor)
            .ThenRefused(RefusalCode.MaterialUnfit);
        Assert.Equal(
            ["video", "reissueForm", "employerConsent"],
            ((Decision.Refused)stage.Last).Refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void At_a_desk_who_may_comes_before_whether_there_is_such_an_application()
    {
        var stage = Holder();
        stage.When(new Approve("R-1.7"), RailStage.Centre).ThenRefused(RefusalCode.NotAllowed);
        stage.When(new Approve("R-1.7"), RailStage.Nra).ThenRefused(RefusalCode.NotFound);
        stage.When(new EmployerSubmit("R-1.7"), RailStage.HolderActor).ThenRefused(RefusalCode.EmployerOnly);
    }

    private static RailFirstForm First(string session = "X-1") =>
        new(RailClass.Parse("J5")!, session, new DateOnly(2026, 1, 1));
}
