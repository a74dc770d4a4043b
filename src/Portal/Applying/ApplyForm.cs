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
/// The answers of an applicant so far. They are in hidden fields of the page; the server stores nothing.
/// </summary>
internal static class ApplyForm
{
    /// <summary>The prefix of the field with the id of the document uploaded for a kind of material.</summary>
    public const string DocumentPrefix = "document.";

    /// <summary>The form with the data on record.</summary>
    public static FormState Prefilled(Service service, ApplySubject subject) => FormState.New(
    [
        .. subject.OnRecord(service), (ApplyFields.Way, service.Delivers ? "pickUp" : null),
        ("agreed", service.Guide.Notice.Version),
    ]);

    /// <summary>The command made of the answers and documents; beside it the refusal of what cannot be read.</summary>
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

    /// <summary>The refusal of the answers, before any material is checked; null: none.</summary>
    public static Refusal? AboutAnswers(IEnumerable<Condition> conditions) => conditions.FirstOrDefault(one =>
        one.Unmet is not null && one.Name is ConditionName.Form or ConditionName.DeliveryAddress
            or ConditionName.Changed or ConditionName.NewEmployer or ConditionName.Eligible
            or ConditionName.Window).Unmet;

    /// <summary>The published name of a kind, which faults use, too.</summary>
    public static string NameOf(MaterialKind kind) =>
        char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];

    private static DeliveryWay WayOf(Posted answers, ActReader read)
    {
        if (answers[ApplyFields.Way] is not ("pickUp" or "post"))
            read.Wrong(ApplyFields.Way, "请选择领取方式。", "Choose how you get it.");
        return answers[ApplyFields.Way] == "post" ? DeliveryWay.Post : DeliveryWay.PickUp;
    }

    /// <summary>
    /// The address of delivery; null where the document is picked up. Parts that are empty are taken from the record.
    /// </summary>
    private static DeliveryAddress? PlaceOf(Posted answers, DeliveryWay way)
    {
        var place = new DeliveryAddress(answers.Text(ApplyFields.Recipient), answers.Text(ApplyFields.Phone),
            answers.Text(ApplyFields.Address));
        return way == DeliveryWay.PickUp || place == new DeliveryAddress(null, null, null) ? null : place;
    }

    private static ImmutableArray<Material> MaterialsIn(ImmutableArray<MaterialSlot> slots) =>
        [.. slots.Where(slot => slot.Document is not null).Select(slot => new Material(slot.Kind, slot.Document!.Id))];
}
