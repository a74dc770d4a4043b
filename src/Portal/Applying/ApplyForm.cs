using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>
/// What an applicant has answered so far; it travels in the page's own hidden fields, nothing is kept here.
/// </summary>
internal static class ApplyForm
{
    /// <summary>Before a kind of material: the field with the id of the document that was uploaded for it.</summary>
    public const string DocumentPrefix = "document.";

    /// <summary>The form with what is on record already.</summary>
    public static FormState Prefilled(Service service, ApplySubject subject) => FormState.New(
    [
        .. subject.OnRecord(service), (ApplyFields.Way, service.Delivers ? "pickUp" : null),
        ("agreed", service.Guide.Notice.Version),
    ]);

    /// <summary>The command that the answers and documents make; what cannot be read is said beside it.</summary>
    public static (Apply Command, Refusal? Unread) Read(ApplyModel model, Posted answers)
    {
        var read = new ActReader(answers);
        var form = model.Subject.FormOf(model.Service.Id, read);
        var way = model.Service.Delivers ? WayOf(answers, read) : (DeliveryWay?)null;
        var command = new Apply(form, MaterialsIn(model.Slots), way, way is null ? null : PlaceOf(answers, way.Value),
            answers.Text("agreed") is { Length: <= 20 } version
                ? new AgreedNotice(ServiceNames.Of(model.Service.Id), version) : null,
            model.Subject.CounterOf(answers));
        return (command, read.Refusal);
    }

    /// <summary>What is wrong with the answers, before any material is looked at; null: nothing.</summary>
    public static Refusal? AboutAnswers(IEnumerable<Condition> conditions) => conditions.FirstOrDefault(one =>
        one.Unmet is not null && one.Name is ConditionName.Form or ConditionName.DeliveryAddress
            or ConditionName.Changed or ConditionName.NewEmployer or ConditionName.Eligible
            or ConditionName.Window).Unmet;

    /// <summary>The name of a kind as the contract writes it, and faults name it.</summary>
    public static string NameOf(MaterialKind kind) =>
        char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    private static DeliveryWay WayOf(Posted answers, ActReader read)
    {
        if (answers[ApplyFields.Way] is not ("pickUp" or "post"))
            read.Wrong(ApplyFields.Way, "请选择领取方式。", "Choose how you get it.");
        return answers[ApplyFields.Way] == "post" ? DeliveryWay.Post : DeliveryWay.PickUp;
    }

    /// <summary>Who picks a document up need not say where to; what stays empty is as on record.</summary>
    private static DeliveryAddress? PlaceOf(Posted answers, DeliveryWay way)
    {
        var place = new DeliveryAddress(answers.Text(ApplyFields.Recipient), answers.Text(ApplyFields.Phone),
            answers.Text(ApplyFields.Address));
        return way == DeliveryWay.PickUp || place == new DeliveryAddress(null, null, null) ? null : place;
    }

    private static ImmutableArray<Material> MaterialsIn(ImmutableArray<MaterialSlot> slots) =>
        [.. slots.Where(slot => slot.Document is not null).Select(slot => new Material(slot.Kind, slot.Document!.Id))];
}
