using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The text to read before applying (业务须知).</summary>
/// <param name="Id">The name of the service; to be sent as notice in agreed.</param>
/// <param name="Consent">True where one must agree to it (同意并确认).</param>
public sealed record NoticeTextView(string Id, string Version, bool Consent, ImmutableArray<LocalText> Items);

/// <summary>A text to agree to; an application stores it as agreed.</summary>
public sealed record ServiceAgreementView(string Notice, string Version, bool Required);

/// <summary>Where one can ask.</summary>
/// <param name="NotSet">The contact data that whoever runs this registry has not set: phone, mail.</param>
public sealed record ContactView(
    string Id, LocalText Names, string? Phone, string? Mail, LocalText? Address, string? PostCode,
    ImmutableArray<string>? NotSet)
{
    internal static ContactView Of(ContactPlace place, Contacts contacts)
    {
        var data = contacts.Of(place);
        ImmutableArray<string> notSet =
            [.. data.Phone is null ? ["phone"] : (string[])[], .. data.Mail is null ? ["mail"] : (string[])[]];
        return new ContactView(place.Id, place.Names, data.Phone, data.Mail, place.Address, place.PostCode,
            notSet.IsEmpty ? null : notSet);
    }
}

/// <summary>A small sample picture of a material.</summary>
/// <param name="Path">The path of the picture, image/svg+xml.</param>
public sealed record SampleView(MaterialKind Kind, LocalText Caption, string Path)
{
    internal static SampleView Of(MaterialKind kind) => new(
        kind, MaterialSample.CaptionOf(kind),
        $"/api/v1/samples/{JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())}");
}

/// <summary>What people read about a service besides its form and its materials (办事指南).</summary>
internal static class GuideViews
{
    public static ServiceView WithGuide(this ServiceView view, Service service, RoadRules road, Contacts contacts)
    {
        var guide = service.Guide;
        var id = ServiceNames.Of(service.Id);
        var isReview = service.Id == ServiceId.VehicleAnnualReview;
        return view with
        {
            Nature = guide.Nature,
            Notice = new NoticeTextView(
                id, guide.Notice.Version, guide.Notice.Consent, Filled(guide.Notice.Items, road, isReview)),
            Agreements = [new ServiceAgreementView(id, guide.Notice.Version, guide.Notice.Consent)],
            Steps = Filled(guide.Steps, road, isReview),
            Fees = guide.Fees,
            Contacts = [.. guide.Contacts.Select(place => ContactView.Of(place, contacts))],
            Questions = guide.Questions,
            OfficeHours = guide.OfficeHours,
            Visits = guide.Visits,
            Labels = LabelsOf(service, view.Materials),
            Samples = [.. view.Materials.Select(line => line.Kind).Distinct().Select(SampleView.Of)],
        };
    }

    /// <summary>
    /// Names of fields, of their choices ("reason.lost"), and of materials. If a material has the name of a field, only
    /// the materials have its name.
    /// </summary>
    private static ImmutableSortedDictionary<string, LocalText> LabelsOf(
        Service service, ImmutableArray<MaterialView> materials)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<string, LocalText>(StringComparer.Ordinal);
        foreach (var field in service.Fields)
        {
            labels[field.Name] = field.Label;
            foreach (var choice in field.Choices) labels[$"{field.Name}.{choice.Value}"] = choice.Label;
        }
        foreach (var line in materials)
            if (JsonNamingPolicy.CamelCase.ConvertName(line.Kind.ToString()) is var name && !labels.ContainsKey(name))
                labels.Add(name, line.Names);
        if (service.Delivers)
        {
            labels["delivery"] = new LocalText("领取方式", "How it is delivered");
            labels["delivery.post"] = new LocalText("邮寄（到付）", "By post, pay on delivery");
            labels["delivery.pickUp"] = new LocalText("自取", "Picked up");
        }
        return labels.ToImmutable();
    }

    private static ImmutableArray<LocalText> Filled(ImmutableArray<LocalText> texts, RoadRules road, bool isReview) =>
        [.. texts.Select(text => ServiceGuide.WithNumbers(text, road, isReview))];
}
