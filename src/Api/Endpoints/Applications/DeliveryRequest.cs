using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>How a document is to be delivered, to whom and where; what is left out is taken from the record.</summary>
public sealed record DeliveryRequest(
    DeliveryWay Way, string? Recipient = null, string? Phone = null, string? Address = null)
{
    /// <summary>Reads it, or only the word for the way; null without a fault: nothing was given.</summary>
    internal static DeliveryRequest? Read(JsonElement? given, out Refusal? fault)
    {
        fault = null;
        if (given is not { } said || said.ValueKind == JsonValueKind.Null) return null;
        if (said.ValueKind == JsonValueKind.Object)
            return JsonBody.Read(
                JsonMarshal.GetRawUtf8Value(said).ToArray(), ApiJson.Of<DeliveryRequest>(), out fault, "delivery");
        if (said.ValueKind == JsonValueKind.String && said.GetString() is "post" or "pickUp")
            return new DeliveryRequest(said.GetString() == "post" ? DeliveryWay.Post : DeliveryWay.PickUp);
        fault = Refusals.Malformed(BodyRefusals.Wrong("delivery"));
        return null;
    }

    /// <summary>To whom and where; null: as on record.</summary>
    internal DeliveryAddress? To => (Recipient ?? Phone ?? Address) is null
        ? null : new DeliveryAddress(Recipient, Phone, Address);
}

/// <summary>The document was handed over, or given to a courier.</summary>
public sealed record DeliverRequest(string? Carrier = null, string? TrackingNumber = null) : IMayBeEmpty;

/// <summary>The document came back; recipient and address may be changed.</summary>
public sealed record ReturnedRequest(
    string Reason, string? Recipient = null, string? Phone = null, string? Address = null)
{
    /// <summary>The command.</summary>
    internal ReturnDelivery Of(string applicationId) => new(
        applicationId, Reason, (Recipient ?? Phone ?? Address) is null
            ? null : new DeliveryAddress(Recipient, Phone, Address));
}
