using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>What is refused of materials, supplements and the fields of a form.</summary>
public sealed partial class RefusalOrderTests
{
    [Theory]
    [InlineData(MaterialKind.PortraitPhoto, "image/gif", null)]
    [InlineData(MaterialKind.PortraitPhoto, "application/pdf", null)]
    [InlineData(MaterialKind.PortraitPhoto, "image/png", MaterialKind.DrivingLicence)]
    public void A_document_of_another_kind_or_format_is_unfit(
        MaterialKind kind, string contentType, MaterialKind? uploadedAs)
    {
        var stage = Valid();
        Reissue(
            stage,
            [
                stage.Uploaded(MaterialKind.DrivingLicence, contentType: "image/jpeg"),
                stage.Uploaded(kind, contentType: contentType, uploadedAs: uploadedAs)])
            .ThenRefused(RefusalCode.MaterialUnfit);
        Assert.Equal("portraitPhoto", Assert.Single(((Decision.Refused)stage.Last).Refusal.Faults).Field);
    }

    [Fact]
    public void Twenty_documents_are_taken()
    {
        var stage = Valid();
        Reissue(
            stage,
            [
                stage.Uploaded(MaterialKind.DrivingLicence),
                .. Enumerable.Range(0, 19).Select(_ => stage.Uploaded(MaterialKind.PortraitPhoto))]).ThenDone();
    }

    [Fact]
    public void Ten_reasons_are_taken_and_texts_of_500() =>
        Handed().WhenOfficer(new NotAccept("Q-1.1", [.. Enumerable.Repeat(new string('长', 500), 10)])).ThenDone();

    [Fact]
    public void The_answer_must_bring_everything_that_was_asked()
    {
        var stage = Handed().WhenOfficer(new RequestSupplement(
            "Q-1.1", [MaterialKind.PortraitPhoto, MaterialKind.DrivingLicence], "请补正")).ThenDone();
        var photo = stage.Uploaded(MaterialKind.PortraitPhoto);
        stage.WhenHolder(new AnswerSupplement("Q-1.1", [photo])).ThenRefused(RefusalCode.MaterialMissing);
        Assert.Equal("drivingLicence", Assert.Single(((Decision.Refused)stage.Last).Refusal.Faults).Field);
        stage.WhenHolder(
            new AnswerSupplement("Q-1.1", [photo, stage.Uploaded(MaterialKind.DrivingLicence)])).ThenDone();
        Assert.Equal(2, stage.Application.Materials.Length);
    }

    [Fact]
    public void A_supplement_of_words_is_answered_without_materials()
    {
        var stage = Handed().WhenOfficer(new RequestSupplement("Q-1.1", default, "请说明")).ThenDone();
        stage.WhenOfficer(new RequestSupplement("Q-1.1", [], "请再说明")).ThenRefused(RefusalCode.WrongState);
        stage.WhenOfficer(
            new RequestSupplement("Q-1.1", [MaterialKind.PortraitPhoto], "请说明")).ThenRefused(RefusalCode.WrongState);
        stage.WhenHolder(new AnswerSupplement("Q-1.1", default))
            .ThenDone()
            .WhenHolder(new AnswerSupplement("Q-1.1", []))
            .Then();
        Assert.Equal(2, stage.Application.Materials.Length);
    }

    [Fact]
    public void Another_service_while_an_assessment_waits_is_no_duplicate()
    {
        var stage = new Stage("2026-03-02").Given("2022-03-01").WhenApplies(new AssessmentForm("个人")).ThenDone();
        stage.WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenRefused(RefusalCode.OpenApplicationExists);
        stage.WhenHolder(new Withdraw("Q-1.1")).WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone();
        stage.WhenApplies(new AssessmentForm("个人")).ThenRefused(RefusalCode.OpenApplicationExists);
    }

    [Fact]
    public void The_missing_materials_are_named_all_at_once_and_escorts_need_no_licence()
    {
        var stage = Valid()
            .WhenHolder(Bare(new ReissueForm(ReissueReason.Lost)))
            .ThenRefused(RefusalCode.MaterialMissing);
        Assert.Equal(
            ["drivingLicence", "portraitPhoto"], ((Decision.Refused)stage.Last).Refusal.Faults.Select(f => f.Field));
        Valid(CertificateKind.DangerousGoodsEscort)
            .WhenApplies(new ReissueForm(ReissueReason.Lost), null, MaterialKind.DrivingLicence)
            .ThenDone();
        Valid(CertificateKind.DangerousGoodsEscort).WhenApplies(new ReissueForm(ReissueReason.Lost)).ThenDone();
    }

    [Theory]
    [InlineData("", null, null, "form.serviceUnit")]
    [InlineData("个\u0001人", null, null, "form.serviceUnit")]
    [InlineData("个人", "1234", null, "form.phone")]
    [InlineData("个人", "12345a", null, "form.phone")]
    [InlineData("个人", "123456789012345678901", null, "form.phone")]
    [InlineData("个人", null, " ", "form.address")]
    public void A_form_says_which_field_is_wrong(string unit, string? phone, string? address, string field)
    {
        var stage = Valid()
            .WhenHolder(Bare(new AssessmentForm(unit, phone, address)))
            .ThenRefused(RefusalCode.Malformed);
        Assert.Equal(field, Assert.Single(((Decision.Refused)stage.Last).Refusal.Faults).Field);
    }

    [Fact]
    public void Texts_of_a_form_have_a_longest_length_inclusive()
    {
        var stage = new Stage("2026-03-02").Given("2022-03-01");
        stage.WhenApplies(new ChangeForm(new string('长', 101))).ThenRefused(RefusalCode.Malformed);
        stage.WhenApplies(new CancellationForm(new string('长', 501))).ThenRefused(RefusalCode.Malformed);
        stage.WhenApplies(new CancellationForm("")).ThenRefused(RefusalCode.Malformed);
        stage.WhenApplies(new RenewalForm("")).ThenRefused(RefusalCode.Malformed);
        stage.WhenApplies(new AssessmentForm("个人", "+86 371-5678901", new string('长', 500)))
            .ThenDone()
            .WhenHolder(new Withdraw("Q-1.1"));
        stage.WhenApplies(new AssessmentForm("个人", "12345", null)).ThenDone().WhenHolder(new Withdraw("Q-1.2"));
        stage.WhenApplies(new AssessmentForm("个人", "12345678901234567890", null))
            .ThenDone()
            .WhenHolder(new Withdraw("Q-1.3"));
        stage.WhenApplies(new CancellationForm(new string('长', 500))).ThenDone().WhenHolder(new Withdraw("Q-1.4"));
        stage.WhenApplies(new ChangeForm(new string('长', 100))).ThenDone();
    }
}
