using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Applying;

/// <summary>The fields of a service on a page.</summary>
internal static class ApplyFields
{
    private static readonly LocalText _optional = new("（可不填）", " (optional)");

    /// <summary>The way of delivery, recipient and address, with the names that refusals use.</summary>
    public const string Way = "delivery", Recipient = "delivery.recipient", Phone = "delivery.phone",
        Address = "delivery.address";

    /// <summary>The field as the catalogue describes it.</summary>
    public static ActField Of(FieldLine field) => Of(field, field.Required);

    /// <summary>The field; if it is optional, it says so.</summary>
    public static ActField Of(FieldLine field, bool required) => new(
        field.Name, required || field.Type == "boolean" ? field.Label
            : new(field.Label.Zh + _optional.Zh, field.Label.En + _optional.En), InputOf(field), field.Hint)
    {
        Choices = [.. field.Choices.Select(choice => (choice.Value, choice.Label))],
        MaxLength = field.MaxLength,
        Autocomplete = field.Name switch
        {
            "phone" or "contactPhone" => "tel",
            "address" => "street-address",
            "contactName" => "name",
            "serviceUnit" or "newServiceUnit" => "organization",
            _ => "off",
        },
    };

    /// <summary>To whom and where a document is posted; not asked when it is picked up.</summary>
    public static ImmutableArray<ActField> Delivery { get; } =
    [
        new(Recipient, new("收件人", "Recipient"), ActInput.Text,
            new("不填则为持证人或联系人", "The holder or contact person when not given"))
        {
            MaxLength = FormCheck.MaxLine, Autocomplete = "shipping name",
        },
        new(Phone, new("收件电话", "Recipient's telephone"), ActInput.Phone,
            new("快递员联系用", "For the courier"))
        {
            MaxLength = FormCheck.MaxPhone, Autocomplete = "shipping tel",
        },
        new(Address, new("收件地址", "Address"), ActInput.Text,
            new("省、市、区县、街道和门牌号", "Province, city, district, street and number"))
        {
            MaxLength = FormCheck.MaxText, Autocomplete = "shipping street-address",
        },
    ];

    private static ActInput InputOf(FieldLine field) => field switch
    {
        { Choices.IsEmpty: false } => ActInput.Choice,
        { IsPhone: true } => ActInput.Phone,
        { Type: "boolean" } => ActInput.Tick,
        { Type: "date" } => ActInput.Day,
        _ => ActInput.Text,
    };
}
