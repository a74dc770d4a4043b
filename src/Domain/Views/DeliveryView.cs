using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// How a document is delivered, and where it is now. If only the way is known, it is written as one plain word, as in
/// the first version of the API.
/// </summary>
[JsonConverter(typeof(DeliveryViewJson))]
public sealed record DeliveryView(DeliveryWay Way)
{
    /// <summary>Who receives it.</summary>
    public string? Recipient { get; init; }

    /// <summary>The phone that the courier calls; masked except for the applicant and the desk that sends it.</summary>
    public PersonalData? Phone { get; init; }

    /// <summary>
    /// The address to which it is posted; masked except for the applicant and the desk that sends it.
    /// </summary>
    public PersonalData? Address { get; init; }

    /// <summary>
    /// The courier's fee. Road: onDelivery (A.0). Rail: due until the licence is made and paid from then on, as it is
    /// made only after the fee is paid (B.10). Null: there is none.
    /// </summary>
    public string? Fee { get; init; }

    /// <summary>The courier.</summary>
    public string? Carrier { get; init; }

    /// <summary>The courier's number.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it came back for the last time.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Why it came back.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>True where only the way is known.</summary>
    [JsonIgnore]
    public bool IsPlain => (Recipient ?? Carrier ?? TrackingNumber ?? ReturnReason) is null && Phone is null
        && Address is null;

    /// <summary>The delivery of a road application; null: the service delivers nothing.</summary>
    public static DeliveryView? Of(Application a) => a.Delivery is not { } way ? null
        : Of(way, a.DeliverTo, a.Consignment, a.Returned, "onDelivery");

    /// <summary>The delivery of a railway application; null: the service delivers nothing.</summary>
    public static DeliveryView? Of(RailLicences.RailApplication a) => a.Delivery is not { } way ? null
        : Of(way, a.DeliverTo, a.Consignment, a.Returned, a.ReadyAt is null ? "due" : "paid");

    /// <summary>The view for somebody who is neither the applicant nor the desk that sends it.</summary>
    public DeliveryView Masked() => this with
    {
        Phone = Phone is { } phone ? PersonalData.Phone(phone.Shown) : null,
        Address = Address is { } address ? new PersonalData(PersonalText.MaskAddress(address.Shown)) : null,
    };

    private static DeliveryView Of(
        DeliveryWay way, DeliveryAddress? to, Consignment? on, ReturnedDelivery? returned, string fee) => new(way)
        {
            Recipient = to?.Recipient,
            Phone = to?.Phone is { } phone ? new PersonalData(phone) : null,
            Address = to?.Address is { } address ? new PersonalData(address) : null,
            Fee = way == DeliveryWay.Post ? fee : null,
            Carrier = on?.Carrier,
            TrackingNumber = on?.TrackingNumber,
            SentAt = on is null ? null : ShanghaiTime.ToLocal(on.At),
            ReturnedAt = returned is null ? null : ShanghaiTime.ToLocal(returned.At),
            ReturnReason = returned?.Reason,
        };
}

/// <summary>
/// Writes a delivery of which only the way is known as one word ("post"), others as an object; reads both.
/// </summary>
public sealed class DeliveryViewJson : JsonConverter<DeliveryView>
{
    private const string Post = "post", PickUp = "pickUp";

    /// <inheritdoc/>
    public override DeliveryView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.String) return new DeliveryView(WayOf(root.GetString()));
        string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
        DateTimeOffset? At(string name) =>
            root.TryGetProperty(name, out var value) ? value.GetDateTimeOffset() : null;
        return new DeliveryView(WayOf(Text("way")))
        {
            Recipient = Text("recipient"), Phone = Text("phone") is { } phone ? new PersonalData(phone) : null,
            Address = Text("address") is { } address ? new PersonalData(address) : null, Fee = Text("fee"),
            Carrier = Text("carrier"), TrackingNumber = Text("trackingNumber"), SentAt = At("sentAt"),
            ReturnedAt = At("returnedAt"), ReturnReason = Text("returnReason"),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DeliveryView value, JsonSerializerOptions options)
    {
        var way = value.Way == DeliveryWay.Post ? Post : PickUp;
        if (value.IsPlain)
        {
            writer.WriteStringValue(way);
            return;
        }
        void Text(string name, string? text)
        {
            if (text is not null) writer.WriteString(name, text);
        }
        writer.WriteStartObject();
        writer.WriteString("way", way);
        Text("recipient", value.Recipient);
        Text("phone", value.Phone?.Shown);
        Text("address", value.Address?.Shown);
        Text("fee", value.Fee);
        Text("carrier", value.Carrier);
        Text("trackingNumber", value.TrackingNumber);
        if (value.SentAt is { } sent) writer.WriteString("sentAt", sent);
        if (value.ReturnedAt is { } returned) writer.WriteString("returnedAt", returned);
        Text("returnReason", value.ReturnReason);
        writer.WriteEndObject();
    }

    private static DeliveryWay WayOf(string? word) => word switch
    {
        Post => DeliveryWay.Post,
        PickUp => DeliveryWay.PickUp,
        _ => throw new JsonException($"{word} is no way of delivery"),
    };
}
