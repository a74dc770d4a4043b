using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>Why more is asked for: one line to the applicant, counted reason by reason.</summary>
public sealed class SupplementReasonTests
{
    [Theory]
    [InlineData("照片模糊", "照片模糊")]
    [InlineData("照片模糊（依据：《规定》第九条）；缺副页", "照片模糊|缺副页")]
    [InlineData("；  ；", "")]
    [InlineData("（依据：《规定》第九条）", "")]
    public void A_message_is_its_reasons_without_their_articles(string message, string reasons) =>
        Assert.Equal(reasons, string.Join('|', SupplementMessage.ReasonsOf(message)));

    [Fact]
    public void Reasons_and_lines_become_one_line() => Assert.Equal("甲（依据：《规定》）；乙；丙", SupplementMessage.Of(
        [SupplementMessage.WithArticle(new LocalText("甲", "a"), "《规定》").Zh, "乙\r\n\r\n丙", ""]));

    [Fact]
    public void A_supplement_counts_each_of_its_reasons_once_however_many_materials_it_asks_for()
    {
        var figures = new WorkFigures();
        figures.Add(Asked("照片模糊（依据：《规定》第九条）；缺副页", MaterialKind.PortraitPhoto, MaterialKind.DrivingLicence));
        figures.Add(Asked("照片模糊"));
        Assert.Equal(
            [
                new SupplementReason(ServiceId.CertificateRenewal, "照片模糊", 2),
                new SupplementReason(ServiceId.CertificateRenewal, "缺副页", 1),
            ], figures.Reasons);
    }

    private static WorkRow Asked(string message, params MaterialKind[] materials)
    {
        var at = new DateTimeOffset(2026, 2, 12, 1, 0, 0, TimeSpan.Zero);
        return new WorkRow(
            IsRail: false, "41", ServiceId.CertificateRenewal, ApplicationStatus.SupplementRequested, at, null,
            new Supplement([.. materials], message, at, new LegalDate(new DateOnly(2026, 3, 1), false)));
    }
}
