using System.Text;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Tests.Guides;

/// <summary>
/// Goal: nobody meets a name of the program, or a text in one language alone, on the way to a service. Method: a walk
/// over every service with its fields, choices, materials, notice, steps, fees, questions and law.
/// </summary>
public sealed partial class GuideTests
{
    public static TheoryData<ServiceId> Services => [.. Catalogue.All.Select(service => service.Id)];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_field_choice_and_material_has_a_label_in_both_languages(ServiceId id)
    {
        var service = Catalogue.Of(id);
        Assert.NotEmpty(service.Fields);
        foreach (var field in service.Fields)
        {
            Says(field.Label);
            foreach (var choice in field.Choices) Says(choice.Label);
        }
        foreach (var line in service.Materials) Says(line.Names);
        foreach (var row in RailRulebook.Embedded.Materials.Where(row => row.Service == id))
            Says(RailServices.NameOf(row.Material));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_service_has_its_notice_its_steps_and_its_law(ServiceId id)
    {
        var (service, guide) = (Catalogue.Of(id), Catalogue.Of(id).Guide);
        Assert.NotEmpty(guide.Notice.Version);
        Assert.True(guide.Notice.Items.Length >= 2);
        Assert.True(guide.Steps.Length >= 3);
        Assert.NotEmpty(guide.Contacts);
        foreach (var text in guide.Notice.Items.Concat(guide.Steps).Append(guide.Nature)) Says(Numbered(id, text));
        foreach (var fee in guide.Fees)
        {
            Says(fee.Name);
            Says(fee.Note);
        }
        foreach (var one in guide.Questions)
        {
            Says(one.Question);
            Says(one.Answer);
        }
        Assert.NotEmpty(service.Law);
        Assert.All(service.Law, law => Assert.Matches(@"[《〔“]", law));
    }

    [Fact]
    public void Consent_is_asked_where_the_source_asks_for_it() => Assert.Equal(
        [ServiceId.CertificateAssessment, ServiceId.VehicleAnnualReview, ServiceId.VehicleReissue],
        Catalogue.All.Where(service => service.Guide.Notice.Consent).Select(service => service.Id));

    [Fact]
    public void The_exam_fee_names_its_three_legal_bases_and_no_fee_names_an_amount()
    {
        Assert.Equal(3, Catalogue.Of(ServiceId.RailFirst).Guide.Fees[0].Law.Length);
        Assert.All(
            Catalogue.All.SelectMany(service => service.Guide.Fees),
            fee => Assert.DoesNotMatch(@"\d+\s*元|¥", fee.Name.Zh + fee.Note.Zh));
    }

    [Fact]
    public void Every_condition_is_a_sentence_in_both_languages() =>
        Assert.All(Enum.GetValues<ConditionName>(), name => Says(ConditionWords.Of(name)));

    [Fact]
    public void Every_material_has_a_picture_that_says_what_has_to_be_seen() =>
        Assert.All(Enum.GetValues<MaterialKind>(), kind =>
        {
            Says(MaterialSample.CaptionOf(kind));
            Assert.Contains(MaterialSample.CaptionOf(kind).Zh, MaterialSample.SvgOf(kind), StringComparison.Ordinal);
            System.Xml.Linq.XDocument.Parse(MaterialSample.SvgOf(kind));
        });

    [Fact]
    public void A_file_of_contacts_says_what_it_knows_and_an_unknown_place_is_refused()
    {
        var known = Contacts.Parse(Encoding.UTF8.GetBytes("""{"roadDesk":{"phone":"0371-1"}}"""));
        Assert.Equal(new ContactData("0371-1"), known.Of(ContactPlaces.Road));
        Assert.Equal(new ContactData(), known.Of(ContactPlaces.Charter));
        Assert.Throws<InvalidDataException>(() => Contacts.Parse(Encoding.UTF8.GetBytes("""{"desk":{}}""")));
        Assert.Throws<InvalidDataException>(
            () => Contacts.Parse(Encoding.UTF8.GetBytes("""{"roadDesk":{"fax":"1"}}""")));
    }

    private static LocalText Numbered(ServiceId id, LocalText text)
    {
        var said = ServiceGuide.WithNumbers(
            text, Rulebook.Embedded.RoadAt(new DateOnly(2026, 3, 1)), id == ServiceId.VehicleAnnualReview);
        Assert.DoesNotContain("{", said.Zh + said.En, StringComparison.Ordinal);
        return said;
    }

    private static void Says(LocalText text)
    {
        Assert.Matches(Chinese(), text.Zh);
        Assert.Matches("[A-Za-z]{2}", text.En);
        Assert.DoesNotMatch(Chinese(), text.En.Replace("个人", "", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[\u3400-\u9fff]")]
    private static partial Regex Chinese();
}
