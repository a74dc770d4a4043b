using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Services;
using Xunit;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>Goal: what is worth a look in a filing is said, and refuses nothing (A.3, A.4; finding F20).</summary>
public sealed class FilingHintTests
{
    private static readonly Stage _stage = new Stage("2026-02-02").Given("2022-03-01");

    [Fact]
    public void Another_service_unit_than_on_record_leads_to_the_change_service()
    {
        var hint = Assert.Single(FilingHints.Of(_stage.Certificate, new AssessmentForm("另一单位"), []));
        Assert.Equal((HintName.ServiceUnitDiffers, ServiceId.CertificateChange), (hint.Name, hint.Service));
        Assert.Contains(_stage.Certificate.ServiceUnit, hint.Text.Zh, StringComparison.Ordinal);
        Assert.Single(FilingHints.Of(_stage.Certificate, new RenewalForm("另一单位"), []));
    }

    [Fact]
    public void The_unit_on_record_and_none_are_no_change()
    {
        var known = _stage.Certificate.ServiceUnit;
        Assert.Empty(FilingHints.Of(_stage.Certificate, new AssessmentForm($" {known} "), []));
        Assert.Empty(FilingHints.Of(_stage.Certificate, new RenewalForm(), []));
    }

    [Fact]
    public void A_driving_licence_without_its_duplicate_page_is_said()
    {
        ImmutableArray<Material> main = [new(MaterialKind.DrivingLicence, "D-1")];
        var form = new ReissueForm(ReissueReason.Lost);
        Assert.Equal(HintName.DrivingLicenceDuplicateMissing,
            Assert.Single(FilingHints.Of(_stage.Certificate, form, main)).Name);
        Assert.Empty(FilingHints.Of(
            _stage.Certificate, form, main.Add(new(MaterialKind.DrivingLicenceDuplicate, "D-2"))));
    }

    [Fact]
    public void The_duplicate_page_is_taken_where_the_licence_is_and_nowhere_needed()
    {
        var both = Catalogue.All.Where(service => service.Materials.Any(m => m.Kind == MaterialKind.DrivingLicence));
        Assert.Equal([ServiceId.CertificateRenewal, ServiceId.CertificateReissue], both.Select(service => service.Id));
        Assert.All(both, service => Assert.Equal(MaterialNeed.Optional,
            service.Materials.Single(line => line.Kind == MaterialKind.DrivingLicenceDuplicate).Need));
    }
}
